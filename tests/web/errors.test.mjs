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
    await page.locator('.hit').first().waitFor();
    assert.equal(await heading(page), '24 articles');
  }, {allowed: [/ERR_CONNECTION_REFUSED/]}));
