import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useSite} from './support/site.mjs';

const site = useSite();
const withoutScript = {javaScriptEnabled: false};

test('without scripts the form searches and the results open', () =>
  site.visit('/', async (page) => {
    await page.fill('#q', 'lighthouse');
    await page.click('button[type=submit]');
    await page.waitForURL(/q=lighthouse/);
    assert.equal(await page.locator('#q').inputValue(), 'lighthouse');
    assert.ok(await page.locator('main mark').count() > 0);
    await page.getByRole('link', {name: 'How a lighthouse keeper counts waves'}).click();
    await page.waitForURL(/\/article\/undated/);
    assert.match(await page.locator('main').innerText(), /every seventh wave/);
    assert.ok(await page.locator('main mark').count() > 0);
  }, withoutScript));

test('without scripts the start page says what can be typed, and nothing is searched for ever', () =>
  site.visit('/', async (page) => {
    assert.equal(await page.locator('h2:visible').innerText(), 'Search the archive');
    assert.equal(await page.locator('#main').isVisible(), false);
    await page.getByRole('link', {name: 'Browse the newest'}).click();
    await page.waitForURL(/sort=newest/);
    assert.equal(await page.getByRole('heading', {name: 'Search the archive'}).count(), 0);
    assert.equal(await page.locator('.hit-title').first().innerText(), 'Ferry pilots vote on the island timetable');
  }, withoutScript));

test('without scripts the way back from an article keeps what narrows the search', () =>
  site.visit('/?q=harbour&place=Marlow&sort=oldest', async (page) => {
    await page.getByRole('link', {name: 'Day 4 at the port'}).click();
    await page.waitForURL(/\/article\//);
    await page.getByRole('link', {name: 'Back to results'}).click();
    await page.waitForURL(/place=Marlow/);
    assert.match(page.url(), /q=harbour.*sort=oldest/);
  }, withoutScript));

test('without scripts a search links to its feed', () =>
  site.visit('/?q=harbour&sort=oldest', async (page) => {
    assert.equal(await page.getByRole('link', {name: 'Feed', exact: true}).getAttribute('href'), '/api/v1/feed?q=harbour');
  }, withoutScript));

test('without scripts nothing is offered that needs them', () =>
  site.visit('/?q=harbour', async (page) => {
    assert.equal(await page.getByRole('button', {name: 'Keyboard shortcuts'}).count(), 0);
    assert.equal(await page.getByRole('listbox').count(), 0);
    assert.doesNotMatch(await page.content(), /<!--(query|results)-->/);
  }, withoutScript));

test('without scripts a search is narrowed, put in order and widened again', () =>
  site.visit('/?q=harbour', async (page) => {
    await page.getByRole('link', {name: 'Marlow 8'}).click();
    await page.waitForURL(/place=Marlow/);
    assert.equal(await page.locator('h1').innerText(), '8 articles');
    await page.getByRole('link', {name: 'Saltby 16'}).click();
    await page.waitForURL(/place=Saltby/);
    assert.equal(await page.locator('h1').innerText(), '24 articles');
    await page.getByRole('link', {name: 'Leave out Port Courier'}).click();
    await page.waitForURL(/exclude.source=Port/);
    assert.equal(await page.locator('h1').innerText(), '12 articles');
    await page.getByRole('link', {name: 'Remove Not Source: Port Courier'}).click();
    await page.waitForURL((url) => !url.search.includes('exclude'));
    await page.getByRole('link', {name: 'Oldest'}).click();
    await page.waitForURL(/sort=oldest/);
    assert.equal(await page.locator('.hit-title').first().innerText(), 'Day 1 at the port');
  }, withoutScript));

test('without scripts dates narrow a search, by form and by period', () =>
  site.visit('/?q=harbour&source=Coast+Wire', async (page) => {
    await page.getByLabel('From', {exact: true}).fill('2017-01-01');
    await page.getByRole('button', {name: 'Apply dates'}).click();
    await page.waitForURL(/from=2017-01-01/);
    assert.match(page.url(), /source=Coast/);
    assert.equal(await page.locator('h1').innerText(), '6 articles');
    await page.getByText('Articles by date').click();
    await page.getByRole('link', {name: 'February 2017', exact: true}).click();
    await page.waitForURL(/from=2017-02/);
    assert.equal(await page.locator('h1').innerText(), '1 article');
    assert.equal(await page.title(), 'harbour – Dateline');
  }, withoutScript));

test('without scripts an article has its record', () =>
  site.visit('/article/ferry', async (page) => {
    assert.match(await page.locator('.record').innerText(), /Published\s+4 May 2018/);
    assert.match(await page.locator('.record').innerText(), /By\s+Ada Winter/);
  }, withoutScript));

test('browsers and feed readers learn of the search and of its feed', () =>
  site.visit('/?q=harbour&sort=oldest', async (page) => {
    assert.equal(await page.locator('link[rel=search]').getAttribute('href'), '/opensearch.xml');
    assert.equal(await page.locator('link[rel=alternate]').getAttribute('href'), '/api/v1/feed?q=harbour');
  }, withoutScript));
