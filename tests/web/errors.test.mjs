import assert from 'node:assert/strict';
import {test} from 'node:test';
import {articles} from './support/articles.mjs';
import {heading, search, settled} from './support/page.mjs';
import {Server} from './support/programs.mjs';
import {useSite, useSiteOver} from './support/site.mjs';

const site = useSite();
const emptySite = useSiteOver(async () => []);

test('a search that the server refuses shows its reason', () =>
  site.visit('/?q=harbour&from=yesterday', async (page) => {
    await page.getByRole('heading', {name: 'This search cannot be answered'}).waitFor();
    assert.match(await page.getByRole('alert').innerText(), /from/i);
  }, {allowed: [/status of 400/]}));

test('without an index the page says what to do, and works once there is one', () =>
  emptySite.visit('/?q=harbour', async (page) => {
    await page.getByRole('heading', {name: 'The archive is not ready'}).waitFor();
    assert.match(await page.getByRole('alert').innerText(), /dateline-index/);
    await emptySite.folder.buildIndex(await emptySite.folder.writeArticles(articles));
    await page.getByRole('link', {name: 'Try again'}).click();
    await page.locator('.hit').first().waitFor();
    assert.equal(await heading(page), '24 articles');
  }, {allowed: [/status of 503/]}));

test('a server that is gone is said to be, and the page goes on when it is back', async () => {
  const server = await Server.start(site.folder.index);
  const port = new URL(server.origin).port;
  await site.visit('/', async (page) => {
    await settled(page);
    await page.route('**/api/v1/search?*', (route) => route.abort('connectionrefused'));
    await page.fill('#q', 'harbour');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'The server cannot be reached'}).waitFor();
    await page.unroute('**/api/v1/search?*');
    await page.getByRole('link', {name: 'Try again'}).click();
    await page.locator('.hit').first().waitFor();
    await search(page, 'ferry');
  }, {allowed: [/ERR_CONNECTION_REFUSED/]});
  await server.stop();
  assert.ok(port);
});
