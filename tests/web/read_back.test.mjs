import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, parameters, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

test('a query of several parts is read back with a count for each, and each can be taken away', () =>
  site.visit('/?q=harbour+(ferry+OR+council)+-lighthouse', async (page) => {
    await settled(page);
    const parts = page.locator('.read-as > .part');
    assert.deepEqual(await parts.allInnerTexts(), ['harbour 24×', '(ferry 1× or council 2×) ×'.replace(' ×', ' 2×'), 'lighthouse 1×']);
    await page.getByRole('link', {name: 'Search without harbour'}).click();
    await settled(page);
    assert.equal(parameters(page).q, '(ferry OR council) -lighthouse');
    assert.equal(await heading(page), '1 article');
  }));

test('one word is not read back', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    assert.equal(await page.locator('.read-as').count(), 0);
  }));

test('where nothing is found, the part to blame is named, and what asking for less would find', () =>
  site.visit('/?q=harbour+AND+qqqzz&place=Marlow', async (page) => {
    await settled(page);
    assert.equal(await page.locator('.blame').innerText(), 'No article of the archive has “qqqzz”.');
    assert.equal(await page.locator('.part-count.none').innerText(), '0');
    await page.getByRole('link', {name: 'Without “qqqzz”'}).click();
    await settled(page);
    assert.deepEqual(parameters(page), {q: 'harbour', place: 'Marlow'});
    assert.equal(await heading(page), '8 articles');
  }));

test('a filter that leaves nothing can be taken away', () =>
  site.visit('/?q=lighthouse&place=Marlow', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'Without the filter on place'}).click();
    await settled(page);
    assert.deepEqual(parameters(page), {q: 'lighthouse'});
  }));

test('an article that lacks a part of the query says which', () =>
  site.visit('/article/ferry?q=ferry+w/2+night+harbour', async (page) => {
    await settled(page);
    await page.locator('.why-not').waitFor();
    assert.match(await page.locator('.why-not').innerText(), /it has “ferry”, but 3 words from “night”; w\/2 asked; it has no “harbour”/);
  }));

test('a query of another system stays one in links, forms and the history', () =>
  site.visit('/?q=HEADLINE(port)&syntax=nexis', async (page) => {
    await settled(page);
    assert.match(await page.locator('.read-as').first().innerText(), /^Read as Nexis reads it: .*title:/);
    await page.getByRole('link', {name: 'Newest'}).click();
    await page.waitForURL(/syntax=nexis.*sort=newest/);
    await settled(page);
    await page.getByRole('combobox', {name: 'Search the archive'}).fill('HEADLINE(ferry)');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=HEADLINE%28ferry%29&syntax=nexis/);
    await settled(page);
    assert.ok(await page.locator('.hit-title').count() > 0);
    assert.match(await page.getByRole('link', {name: 'Feed', exact: true}).getAttribute('href'), /syntax=nexis/);
    await page.goBack();
    await settled(page);
    assert.equal(new URL(page.url()).searchParams.get('q'), 'HEADLINE(port)');
    await page.getByRole('link', {name: 'Remove Syntax: Nexis'}).click();
    await page.waitForURL((url) => !url.searchParams.has('syntax'));
  }));

test('what such a query is in our language is searched as ours', () =>
  site.visit('/?q=HEADLINE(port)&syntax=nexis', async (page) => {
    await settled(page);
    const {q} = await page.locator('.read-as a').first().evaluate((link) => Object.fromEntries(new URL(link.href).searchParams));
    assert.match(q, /title:/);
    await page.locator('.read-as a').first().click();
    await page.waitForURL((url) => !url.searchParams.has('syntax'));
    await settled(page);
    assert.ok(await page.locator('.hit-title').count() > 0);
  }));
