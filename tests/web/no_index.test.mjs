import assert from 'node:assert/strict';
import {test} from 'node:test';
import {articles} from './support/articles.mjs';
import {heading} from './support/page.mjs';
import {useSiteOver} from './support/site.mjs';

const site = useSiteOver(async () => []);

test('without an index the page says what to do, and works once there is one', () =>
  site.visit('/?q=harbour', async (page) => {
    await page.getByRole('heading', {name: 'The archive is not ready'}).waitFor();
    assert.match(await page.getByRole('alert').innerText(), /dateline-index/);
    await site.folder.buildIndex(await site.folder.writeArticles(articles));
    await page.getByRole('link', {name: 'Try again'}).click();
    await page.locator('.hit').first().waitFor();
    assert.equal(await heading(page), '24 articles');
  }, {allowed: [/status of 503/]}));
