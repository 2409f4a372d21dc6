import assert from 'node:assert/strict';
import {test} from 'node:test';
import {announcement, heading, parameters, search, settled, titles} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

function box(page) {
  return page.getByRole('combobox', {name: 'Search the archive'});
}

async function typed(page, text) {
  await box(page).fill(text);
  await page.locator('.hit-title', {hasText: /lighthouse/}).first().waitFor();
}

function entries(page) {
  return page.evaluate(() => history.length);
}

test('results come while a query is typed, with the focus in the box and the address as it was', () =>
  site.visit('/', async (page) => {
    await settled(page);
    const before = await entries(page);
    await box(page).pressSequentially('lighthouse keeper');
    await page.locator('.hit-title').first().waitFor();
    await page.getByRole('heading', {name: '1 article', exact: true}).waitFor();
    assert.deepEqual(await titles(page), ['How a lighthouse keeper counts waves']);
    assert.deepEqual(parameters(page), {});
    assert.equal(await entries(page), before);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    assert.equal(await announcement(page, 'found'), '1 article found');
  }));

test('all that was typed is one entry of the history, and Back leads to what was before', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const before = await entries(page);
    await typed(page, 'lighthouse');
    await typed(page, 'lighthouse keeper');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=lighthouse\+keeper/);
    await settled(page);
    assert.equal(await entries(page), before + 1);
    await page.goBack();
    await page.getByRole('heading', {name: '24 articles'}).waitFor();
    assert.equal(await box(page).inputValue(), 'harbour');
  }));

test('a result of what is being typed opens, and Back leads to the results again', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await typed(page, 'lighthouse keeper');
    await page.keyboard.press('Escape');
    await page.locator('.hit-link').first().click();
    await page.waitForURL(/article/);
    await page.goBack();
    await page.getByRole('heading', {name: '1 article', exact: true}).waitFor();
    assert.deepEqual(parameters(page), {q: 'lighthouse keeper'});
    await page.goBack();
    await page.getByRole('heading', {name: 'Search the archive'}).waitFor();
  }));

test('who empties the box sees the start page again', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await typed(page, 'lighthouse');
    await box(page).fill('');
    await page.getByRole('heading', {name: 'Search the archive'}).waitFor();
  }));

test('it can be switched off for good, and is not done where data is to be saved', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.getByRole('button', {name: 'Keyboard shortcuts'}).click();
    await page.getByRole('checkbox', {name: 'Show results while typing'}).uncheck();
    await page.getByRole('button', {name: 'Close'}).click();
    await page.reload();
    await settled(page);
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await box(page).fill('lighthouse');
    await page.locator('[role=option]').first().waitFor();
    await search(page, 'harbour');
    assert.equal(await heading(page), '24 articles');
    assert.equal(asked.filter((path) => path.endsWith('/search')).length, 1);
  }));

test('an article that is being read stays while a new query is typed', () =>
  site.visit('/?q=lighthouse+keeper', async (page) => {
    await settled(page);
    await page.locator('.hit-link').first().click();
    await page.waitForURL(/article/);
    await settled(page);
    await box(page).fill('harbour');
    await page.locator('[role=option]').first().waitFor();
    assert.equal(await heading(page), 'How a lighthouse keeper counts waves');
  }));
