// Extracts the pages of a folder by Mozilla's readability, as extract-html does by Dateline.
//
//   readability_pages.mjs FOLDER
//
// Prints {KEY: {articleBody, title, published, authors}} as JSON, and on standard error how many
// pages a second of one core it took: reading files is left out, as extract-html leaves it out.
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';

// Of the folder that npm installed into, which the command is run in.
const require = createRequire(path.join(process.cwd(), 'package.json'));
const {Readability} = require('@mozilla/readability');
const {JSDOM, VirtualConsole} = require('jsdom');

const kPage = /\.html(\.gz)?$/;

function pages(folder) {
  return readdirSync(folder).filter((name) => kPage.test(name)).sort().map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return [name.replace(kPage, ''), name.endsWith('.gz') ? gunzipSync(bytes) : bytes];
  });
}

// One space or line break between blocks, whose text content would run together.
function textOf(content) {
  const document = new JSDOM(content).window.document;
  for (const block of document.querySelectorAll('p, div, li, h1, h2, h3, h4, h5, h6, blockquote, br, td'))
    block.append('\n');
  return document.body.textContent;
}

// Nothing of a page that one of the libraries cannot read.
function extractOrNothing(page) {
  try {
    return extract(page);
  } catch {
    return {};
  }
}

function extract(page) {
  const dom = new JSDOM(page, {virtualConsole: new VirtualConsole()});
  const found = new Readability(dom.window.document).parse();
  dom.window.close();
  if (found === null) return {};
  return {
    articleBody: textOf(found.content ?? ''),
    title: found.title ?? '',
    published: found.publishedTime ?? '',
    authors: found.byline ? [found.byline] : [],
  };
}

const read = pages(process.argv[2]);
const begin = process.cpuUsage();
const found = Object.fromEntries(read.map(([key, page]) => [key, extractOrNothing(page)]));
const {user, system} = process.cpuUsage(begin);
process.stdout.write(JSON.stringify(found));
process.stderr.write(`${(read.length / ((user + system) / 1e6)).toFixed(3)} pages/s a core\n`);
