// The tools for language models, used by the protocol's own client: over HTTP and as a program.

import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {articles} from './support/articles.mjs';
import {binaries, Folder, Server} from './support/programs.mjs';

let folder;
let server;

before(async () => {
  folder = await Folder.make();
  await folder.buildIndex(await folder.writeArticles(articles));
  server = await Server.start(folder.index, 0, {DATELINE_SERVER_MCP: 'true'});
});

after(async () => {
  await server?.stop();
  await folder?.remove();
});

const transports = {
  'over HTTP': () => new StreamableHTTPClientTransport(new URL('/mcp', server.origin)),
  'as a program': () => new StdioClientTransport({
    command: join(binaries, 'dateline-server'), args: ['--mcp', '--index', folder.index], stderr: 'ignore',
  }),
};

async function withClient(makeTransport, steps) {
  const client = new Client({name: 'test', version: '1.0.0'});
  await client.connect(makeTransport());
  try {
    await steps(client);
  } finally {
    await client.close();
  }
}

function answerOf(result) {
  assert.ok(!result.isError, JSON.stringify(result));
  return JSON.parse(result.content[0].text);
}

for (const [how, makeTransport] of Object.entries(transports)) {
  test(`the protocol's own client lists the tools ${how}, each with its parameters`, () =>
    withClient(makeTransport, async (client) => {
      assert.equal(client.getServerVersion().name, 'dateline');
      const {tools} = await client.listTools();
      assert.deepEqual(tools.map(({name}) => name).sort(), ['facets', 'get_article', 'passages', 'search', 'timeline']);
      for (const {inputSchema, description} of tools) {
        assert.equal(inputSchema.type, 'object');
        assert.ok(description.length > 0);
        for (const parameter of Object.values(inputSchema.properties)) assert.ok(parameter.description);
      }
    }));

  test(`it searches, quotes and reads ${how}`, () =>
    withClient(makeTransport, async (client) => {
      const found = answerOf(await client.callTool({name: 'search', arguments: {q: 'ferry', limit: 1}}));
      assert.equal(found.total.value, 1);
      assert.equal(found.hits[0].id, 'ferry');
      const {passages} = answerOf(await client.callTool({name: 'passages', arguments: {q: 'ferry', words: 60}}));
      assert.match(passages[0].text, /ferry/i);
      assert.match(passages[0].citation.plain, /Ferry pilots vote/);
      const article = answerOf(await client.callTool({name: 'get_article', arguments: {id: 'ferry'}}));
      assert.equal(article.title, 'Ferry pilots vote on the island timetable');
    }));

  test(`what is wrong with a call is told ${how}, and the next one answered`, () =>
    withClient(makeTransport, async (client) => {
      const wrong = await client.callTool({name: 'search', arguments: {q: 'ferry', limit: 'many'}});
      assert.equal(wrong.isError, true);
      assert.match(wrong.content[0].text, /limit/);
      await assert.rejects(client.callTool({name: 'no_such_tool', arguments: {}}), /no_such_tool/);
      assert.equal(answerOf(await client.callTool({name: 'search', arguments: {q: 'ferry'}})).total.value, 1);
    }));
}
