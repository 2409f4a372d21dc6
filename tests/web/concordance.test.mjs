import assert from 'node:assert/strict';
import {test} from 'node:test';
import {announcement, heading, parameters, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

test('the words of a search are shown in their context, one place a line', () =>
  site.visit('/?q=ferry', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'In context'}).click();
    await settled(page);
    await page.locator('.concordance').waitFor();
    assert.equal(await heading(page), '4 places in 1 article');
    assert.equal(await announcement(page, 'place'), '4 places found');
    assert.deepEqual(await page.locator('.concordance .match').allInnerTexts(), ['Ferry', 'Ferry', 'ferry', 'ferry']);
    assert.deepEqual(parameters(page), {q: 'ferry', show: 'context'});
    assert.equal(await page.title(), 'ferry in context – Dateline');
  }));

test('lines are put in order by what stands behind the match, and lead to their article', () =>
  site.visit('/?q=ferry&show=context', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'Words behind'}).click();
    await page.waitForURL(/order=right/);
    await settled(page);
    assert.deepEqual((await page.locator('.concordance .right').allInnerTexts()).map((text) => text.trim().split(' ')[0]),
      ['leaves', 'pilots', 'pilots', 'runs']);
    await page.getByRole('link', {name: 'Coast Wire, 4 May 2018'}).first().click();
    await page.waitForURL(/\/article\/ferry/);
  }));

test('a long list of places has pages, a file, and a way back to the articles', () =>
  site.visit('/?q=harbour&show=context', async (page) => {
    await settled(page);
    assert.equal(await heading(page), '48 places in 24 articles');
    assert.match(await page.getByRole('link', {name: 'CSV'}).getAttribute('href'), /api\/v1\/concordance\?q=harbour&format=csv/);
    await page.getByRole('link', {name: 'As articles'}).click();
    await settled(page);
    assert.equal(await heading(page), '24 articles');
  }));

test('without scripts the words of a search are shown in their context, too', () =>
  site.visit('/?q=harbour&place=Marlow', async (page) => {
    await page.getByRole('link', {name: 'In context'}).click();
    await page.waitForURL(/show=context/);
    assert.match(await heading(page), /^\d+ places in 8 articles$/);
    assert.equal(await page.title(), 'harbour in context – Dateline');
    assert.match((await page.locator('.concordance .match').first().innerText()), /harbour/i);
    await page.getByRole('link', {name: 'Words behind'}).click();
    await page.waitForURL(/order=right/);
    const behind = (await page.locator('.concordance .right').allInnerTexts()).map((text) => text.trim().toLowerCase().split(/\s/)[0]);
    assert.deepEqual(behind, [...behind].sort());
    assert.match(await page.getByRole('link', {name: 'CSV'}).getAttribute('href'), /concordance\?.*limit=10000.*format=csv/);
    await page.getByRole('link', {name: 'As articles'}).click();
    await page.waitForURL((url) => !url.searchParams.has('show'));
    assert.equal(await heading(page), '8 articles');
  }, {javaScriptEnabled: false}));

test('without scripts a long concordance has pages', () =>
  site.visit('/?q=the&show=context', async (page) => {
    const first = await page.locator('.concordance .where').first().innerText();
    await page.getByRole('link', {name: 'Next'}).click();
    await page.waitForURL(/offset=100/);
    await page.getByRole('link', {name: 'Previous'}).click();
    await page.waitForURL((url) => !url.searchParams.has('offset'));
    assert.equal(await page.locator('.concordance .where').first().innerText(), first);
  }, {javaScriptEnabled: false}));
