import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, settled} from './support/page.mjs';
import {Server} from './support/programs.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

test('a search that the server refuses shows its reason', () =>
  site.visit('/?q=harbour&from=yesterday', async (page) => {
    await page.getByRole('heading', {name: 'This search cannot be answered'}).waitFor();
    assert.match(await page.getByRole('alert').innerText(), /from/i);
  }, {allowed: [/status of 400/]}));

test('a server that is gone is said to be, and the page goes on when it is back', () =>
  site.visit('/', async (page) => {
    await settled(page);
    const port = new URL(site.origin).port;
    await site.server.stop();
    await page.fill('#q', 'harbour');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'The server cannot be reached'}).waitFor();
    site.server = await Server.start(site.folder.index, port);
    await page.getByRole('link', {name: 'Try again'}).click();
    await page.locator('.results .hit').first().waitFor();
    assert.equal(await heading(page), '24 articles');
  }, {allowed: [/ERR_CONNECTION_REFUSED/]}));

test('what was found stays when a later search fails', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.route(/api\/v1\/search\?q=ferry/, (route) => route.fulfill({
      status: 503, headers: {'Retry-After': '1'}, json: {detail: 'too many requests wait'}}));
    await page.fill('#q', 'ferry');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'The server is busy'}).waitFor();
    assert.equal(await page.locator('.hit').count(), 10);
    assert.equal(await page.locator('#q').inputValue(), 'ferry');
    await page.unroute(/api\/v1\/search\?q=ferry/);
    await page.getByRole('link', {name: 'Try again'}).click();
    await page.getByRole('heading', {name: '1 article'}).waitFor();
    assert.equal(await page.locator('.failure').count(), 0);
  }, {allowed: [/status of 503/]}));

test('an address that is refused keeps the dates, so that they can be put right', () =>
  site.visit('/?q=harbour&from=2018-01-01&to=2017-01-01', async (page) => {
    await page.getByRole('heading', {name: 'This search cannot be answered'}).waitFor();
    await page.getByLabel('To', {exact: true}).fill('2018-12-31');
    await page.getByLabel('From', {exact: true}).fill('2017-01-01');
    await page.getByRole('button', {name: 'Apply dates'}).click();
    await page.getByRole('heading', {name: '12 articles'}).waitFor();
  }, {allowed: [/status of 400/]}));
