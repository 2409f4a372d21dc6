import assert from 'node:assert/strict';
import {test} from 'node:test';
import {articles} from './support/articles.mjs';
import {parameters, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

// Thirty towns beside the two of the harbour, and people.
const towns = Array.from({length: 30}, (_, index) => ({
  id: `town-${index}`,
  title: `Town ${index}`,
  text: 'A harbour for small boats.',
  place: `Newtown ${index}`,
  people: index < 2 ? ['Ada Winter'] : ['Jon Frost'],
  language: 'en',
}));
const site = useSite([...articles, ...towns]);

async function whenFound(page, text) {
  await page.locator('.count', {hasText: text}).waitFor();
}

function facet(page, name) {
  return page.locator('.facet', {has: page.locator('legend', {hasText: name})});
}

test('several values of a field are ticked one after another', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('checkbox', {name: 'Marlow'}).check();
    await whenFound(page, '8 articles');
    await page.getByRole('checkbox', {name: 'Saltby'}).check();
    await whenFound(page, '24 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', place: ['Marlow', 'Saltby']});
    await page.getByRole('checkbox', {name: 'Marlow'}).uncheck();
    await whenFound(page, '16 articles');
  }));

test('a value is left out by a click, and taken in again', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'Leave out Saltby'}).click();
    await whenFound(page, '38 articles');
    assert.deepEqual(parameters(page), {'q': 'harbour', 'exclude.place': 'Saltby'});
    await page.getByRole('link', {name: 'Remove Not Place: Saltby'}).waitFor();
    await page.getByRole('link', {name: 'Stop leaving out Saltby'}).click();
    await whenFound(page, '54 articles');
  }));

test('a facet says how many more values there are, and shows them', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const places = facet(page, 'Place');
    assert.equal(await places.locator('.facet-value').count(), 6);
    await places.getByRole('button', {name: '26 more'}).click();
    await places.getByRole('button', {name: '6 more'}).click();
    assert.equal(await places.locator('.facet-value').count(), 32);
    assert.equal(await places.getByRole('button').count(), 0);
  }));

test('the values of a facet are searched', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const places = facet(page, 'Place');
    await places.getByRole('searchbox').fill('newtown 2');
    await places.getByText('11 values found').waitFor();
    await places.getByRole('searchbox').fill('salt');
    await places.getByText('1 value found').waitFor();
    await places.getByRole('checkbox', {name: 'Saltby'}).check();
    await whenFound(page, '16 articles');
  }));

test('people are a facet, and fields with one value are none', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await facet(page, 'Person').getByRole('checkbox', {name: 'Ada Winter'}).check();
    await whenFound(page, '2 articles');
    assert.equal(await facet(page, 'Language').count(), 0);
  }));

test('ticking a value leaves the page where it is scrolled to', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const box = page.getByRole('checkbox', {name: 'Labour'});
    await box.scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, 120));
    const left = await page.evaluate(() => scrollY);
    await box.check();
    await whenFound(page, '6 articles');
    assert.equal(await page.evaluate(() => scrollY), left);
    assert.equal(await page.evaluate(() => document.activeElement.value), 'Labour');
  }));
