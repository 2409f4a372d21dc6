import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, parameters, settled} from './support/page.mjs';
import {articles, ferry} from './support/articles.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

async function save(page) {
  await page.getByText('Save and export').click();
  await page.getByRole('button', {name: 'Save this search'}).click();
  await page.getByRole('button', {name: 'Forget this search'}).waitFor();
}

function saved(page) {
  return page.locator('.saved li').allInnerTexts();
}

test('a saved search says on the start page what has come since, and nothing more once it was opened', () =>
  site.visit('/?q=ferry&source=Coast+Wire', async (page) => {
    await settled(page);
    await save(page);
    await page.goto(site.origin);
    await settled(page);
    assert.deepEqual(await saved(page), ['ferry, Source: Coast Wire 0 new articles']);
    const second = {...ferry, id: 'second', title: 'A second ferry for the island'};
    await site.folder.buildIndex(await site.folder.writeArticles([...articles, second]));
    await page.waitForFunction(async () => (await (await fetch('/api/v1/search?q=ferry')).json()).total.value === 2);
    await page.goto(site.origin);
    await settled(page);
    assert.deepEqual(await saved(page), ['ferry, Source: Coast Wire 1 new article']);
    await page.locator('.saved a').click();
    await settled(page);
    assert.deepEqual(parameters(page), {q: 'ferry', source: 'Coast Wire', sort: 'added'});
    assert.equal(await page.locator('.hit-title').first().innerText(), 'A second ferry for the island');
    assert.equal(await heading(page), '2 articles');
    await page.goto(site.origin);
    await settled(page);
    assert.deepEqual(await saved(page), ['ferry, Source: Coast Wire 0 new articles']);
  }));

test('a saved search is forgotten where it was saved', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await save(page);
    await page.getByRole('button', {name: 'Forget this search'}).click();
    await page.getByRole('button', {name: 'Save this search'}).waitFor();
    await page.goto(site.origin);
    await settled(page);
    assert.equal(await page.locator('.saved').count(), 0);
  }));

test('a browser that keeps nothing says so', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; });
    await page.getByText('Save and export').click();
    await page.getByRole('button', {name: 'Save this search'}).click();
    await page.getByRole('button', {name: 'This browser keeps no searches'}).waitFor();
  }));
