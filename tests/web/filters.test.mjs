import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, parameters, settled, titles} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

async function whenFound(page, text) {
  await page.locator('.count', {hasText: text}).waitFor();
}

test('values of a field are alternatives, and fields narrow each other', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('checkbox', {name: 'Marlow'}).check();
    await whenFound(page, '8 articles');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'Marlow');
    await page.getByRole('checkbox', {name: 'Labour'}).check();
    await whenFound(page, '2 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', place: 'Marlow', topic: 'Labour'});
    await page.goto(`${site.origin}/?q=harbour&place=Marlow&place=Saltby`);
    await whenFound(page, '24 articles');
    await page.getByRole('checkbox', {checked: true}).first().waitFor();  // the script's, not the server's
    assert.equal(await page.getByRole('checkbox', {checked: true}).count(), 2);
  }));

test('a facet shows how many articles each value has', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const sources = page.locator('.facet', {has: page.locator('legend', {hasText: 'Source'})});
    assert.deepEqual((await sources.locator('label').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')).sort(),
      ['Coast Wire 12', 'Port Courier 12']);
  }));

test('chips take a filter away, and the date with it', () =>
  site.visit('/?q=harbour&source=Coast+Wire&from=2016-01-01&to=2016-12-31', async (page) => {
    await whenFound(page, '6 articles');
    await page.getByRole('link', {name: 'Remove Date: 2016'}).waitFor();  // the script's, not the server's
    assert.deepEqual(await page.locator('.chip').evaluateAll((chips) => chips.map((chip) => chip.ariaLabel)),
      ['Remove Source: Coast Wire', 'Remove Date: 2016']);
    await page.getByRole('link', {name: 'Remove Date: 2016'}).click();
    await whenFound(page, '12 articles');
    await page.getByRole('link', {name: 'Remove Source: Coast Wire'}).click();
    await whenFound(page, '24 articles');
    assert.equal(await page.locator('.chip').count(), 0);
    await page.goBack();
    await whenFound(page, '12 articles');
  }));

test('dates apply when their form is sent', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByLabel('From', {exact: true}).fill('2017-03-01');
    await page.getByLabel('To', {exact: true}).fill('2017-04-30');
    await page.getByRole('button', {name: 'Apply dates'}).click();
    await whenFound(page, '2 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', from: '2017-03-01', to: '2017-04-30'});
    assert.deepEqual((await titles(page)).sort(), ['Day 15 at the port', 'Day 16 at the port']);
  }));

test('an end before the start is said at the dates, and nothing is lost', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByLabel('From', {exact: true}).fill('2017-04-30');
    await page.getByLabel('To', {exact: true}).fill('2017-03-01');
    await page.getByRole('button', {name: 'Apply dates'}).click();
    await page.getByText('The start date is after the end date.').waitFor();
    assert.deepEqual(parameters(page), {q: 'harbour'});
    assert.equal(await heading(page), '24 articles');
  }));

test('months and years of an address stand in the date boxes', () =>
  site.visit('/?q=harbour&from=2017-03&to=2017', async (page) => {
    await whenFound(page, '10 articles');
    await page.getByRole('checkbox').first().waitFor();
    assert.equal(await page.getByLabel('From', {exact: true}).inputValue(), '2017-03-01');
    assert.equal(await page.getByLabel('To', {exact: true}).inputValue(), '2017-12-31');
  }));

test('a new query keeps the filters, and a filter starts at the first page', () =>
  site.visit('/?q=harbour&source=Coast+Wire&offset=10', async (page) => {
    await whenFound(page, '12 articles');
    await page.fill('#q', 'ferry');
    await page.keyboard.press('Enter');
    await whenFound(page, '1 article');
    assert.deepEqual(parameters(page), {q: 'ferry', source: 'Coast Wire'});
    await page.goto(`${site.origin}/?q=harbour&offset=10`);
    await whenFound(page, '24 articles');
    await page.getByRole('checkbox', {name: 'Coast Wire'}).check();
    await whenFound(page, '12 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', source: 'Coast Wire'});
  }));

test('without words the filters browse the archive', () =>
  site.visit('/?sort=newest', async (page) => {
    await settled(page);
    assert.equal(await heading(page), '26 articles');
    assert.equal((await titles(page))[0], 'Ferry pilots vote on the island timetable');
    assert.deepEqual(await page.locator('.sorts a').allInnerTexts(), ['Newest', 'Oldest', 'Last added']);
  }));
