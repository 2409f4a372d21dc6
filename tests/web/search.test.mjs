import assert from 'node:assert/strict';
import {test} from 'node:test';
import {announcement, heading, parameters, path, search, settled, titles} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

test('the first visit says how much there is and what to type, with the box in focus', () =>
  site.visit('/', async (page) => {
    await settled(page);
    assert.equal(await heading(page), 'Search the archive');
    assert.match(await page.locator('.lead').innerText(), /^26 articles in English/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await page.getByRole('link', {name: '"pay rise"'}).click();
    await page.waitForURL(/q=%22pay/);
  }));

test('a typed query shows the articles that have its words, with the words marked', () =>
  site.visit('/', async (page) => {
    await search(page, 'lighthouse keeper');
    assert.deepEqual(await titles(page), ['How a lighthouse keeper counts waves']);
    assert.equal(await heading(page), '1 article');
    assert.deepEqual(await page.locator('.hit-title mark').allInnerTexts(), ['lighthouse', 'keeper']);
    assert.ok((await page.locator('.snippet mark').allInnerTexts()).includes('lighthouse'));
    assert.equal(await page.title(), 'lighthouse keeper: 1 article – Dateline');
    assert.equal(await announcement(page, 'found'), '1 article found');
  }));

test('a result says place, source and date, and that a date is not known', () =>
  site.visit('/?q=ferry', async (page) => {
    await settled(page);
    const dateline = page.locator('.hit .dateline').first();
    assert.deepEqual(await dateline.locator('span, time').allTextContents(), ['Marlow', 'Coast Wire', '4 May 2018']);
    assert.equal(await dateline.locator('time').getAttribute('datetime'), '2018-05-04');
    await search(page, 'lighthouse');
    assert.match(await page.locator('.hit .dateline').innerText(), /undated/);
  }));

test('pages follow each other and know how many they are', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    assert.equal(await heading(page), '24 articles');
    const first = await titles(page);
    assert.match(await page.locator('.pager').innerText(), /Page 1 of 3/);
    assert.equal(await page.getByRole('link', {name: 'Previous'}).count(), 0);
    await page.getByRole('link', {name: 'Next'}).click();
    await page.getByText('Page 2 of 3').waitFor();
    assert.deepEqual(parameters(page), {q: 'harbour', offset: '10'});
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.getByRole('link', {name: 'Next'}).click();
    await page.getByText('Page 3 of 3').waitFor();
    assert.equal((await titles(page)).length, 4);
    assert.equal(await page.getByRole('link', {name: 'Next'}).count(), 0);
    await page.goBack();
    await page.goBack();
    await page.getByText('Page 1 of 3').waitFor();
    assert.deepEqual(await titles(page), first);
  }));

test('a query that is too long for an address is found all the same', () =>
  site.visit('/', async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(request.method()));
    await search(page, `lighthouse${' OR причал'.repeat(120)}`);
    assert.deepEqual(await titles(page), ['How a lighthouse keeper counts waves']);
    assert.ok(asked.includes('POST'));
  }));

test('results are put in order of date', () =>
  site.visit('/?q=ferry+OR+harbour+OR+lighthouse', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'Newest'}).click();
    await page.waitForURL(/sort=newest/);
    await settled(page);
    assert.equal((await titles(page))[0], 'Ferry pilots vote on the island timetable');
    await page.getByRole('link', {name: 'Oldest'}).click();
    await page.waitForURL(/sort=oldest/);
    await settled(page);
    assert.equal((await titles(page))[0], 'Day 1 at the port');
    assert.equal(await page.locator('.sorts [aria-current=true]').innerText(), 'Oldest');
  }));

test('back and forward show the same results at the same place', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.locator('.hit-link').nth(7).scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollBy(0, 60));  // to where focus alone would not lead
    const left = await page.evaluate(() => scrollY);
    assert.ok(left > 100);
    const opened = await page.locator('.hit-link').nth(7).innerText();
    await page.locator('.hit-link').nth(7).click();
    await page.locator('.article h1').waitFor();
    assert.equal(await heading(page), opened);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.goBack();
    await page.locator('.results').waitFor();
    assert.equal(await page.evaluate(() => scrollY), left);
    assert.equal(await page.evaluate(() => document.activeElement.innerText), opened);
    await page.goForward();
    await page.locator('.article h1').waitFor();
    assert.equal(await heading(page), opened);
    await page.reload();
    await page.locator('.article h1').waitFor();
    await page.getByRole('link', {name: 'Back to results'}).click();
    await page.locator('.results').waitFor();
    assert.equal(path(page), '/');
    assert.deepEqual(parameters(page), {q: 'harbour'});
    assert.equal(await page.evaluate(() => scrollY), left);
  }));

test('an address opens the search that it stands for', () =>
  site.visit('/?q=harbour&source=Port+Courier&from=2017-01-01&sort=oldest&offset=0', async (page) => {
    await settled(page);
    assert.equal(await heading(page), '6 articles');
    assert.equal(await page.locator('#q').inputValue(), 'harbour');
    assert.equal((await titles(page))[0], 'Day 13 at the port');
  }));

test('nothing found says what to try', () =>
  site.visit('/', async (page) => {
    await search(page, '"no such phrase anywhere"');
    assert.equal(await heading(page), 'No articles');
    assert.equal(await announcement(page, 'No articles'), 'No articles found');
    await page.getByRole('link', {name: 'without the quotes'}).click();
    await page.waitForFunction(() => !location.search.includes('%22'));
  }));

// The answer is the server's, with what it says about the query put in.
test('what the server says about the query stands above the results', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.route(/api\/v1\/search\?q=fery/, async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      Object.assign(answer.query, {
        suggestion: 'ferry', notes: ['the bracket was not closed'], also_searched: [{text: 'ferries', count: 3}, {text: 'boat'}],
      });
      await route.fulfill({response, json: answer});
    });
    await search(page, 'fery');
    assert.match(await page.locator('.notes').innerText(), /the bracket was not closed\s+Also searched: ferries \(3\) ×, boat ×/);
    assert.match(await page.getByRole('link', {name: 'Search without boat'}).getAttribute('href'), /without=boat$/);
    await page.locator('.did-you-mean').getByRole('link', {name: 'ferry'}).click();
    await page.waitForURL(/q=ferry$/);
    await settled(page);
    assert.deepEqual(await titles(page), ['Ferry pilots vote on the island timetable']);
  }));

test('only the newest of two quick searches is shown', () =>
  site.visit('/', async (page) => {
    await settled(page);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route(/api\/v1\/search\?q=harbour/, async (route) => {
      await held;
      await route.continue().catch(() => {});  // the page has given it up
    });
    await page.fill('#q', 'harbour');
    await page.keyboard.press('Enter');
    await page.locator('main[aria-busy]').waitFor();
    await search(page, 'lighthouse');
    release();
    await page.waitForTimeout(200);
    assert.deepEqual(await titles(page), ['How a lighthouse keeper counts waves']);
  }));

test('a search links to its feed, from the first and newest entry on', () =>
  site.visit('/?q=harbour&sort=oldest&offset=0', async (page) => {
    await settled(page);
    const feed = page.getByRole('link', {name: 'Feed', exact: true});
    assert.equal(await feed.getAttribute('href'), '/api/v1/feed?q=harbour');
    const answer = await page.request.get(new URL('/api/v1/feed?q=harbour', page.url()).href);
    assert.equal(answer.headers()['content-type'], 'application/atom+xml; charset=utf-8');
    assert.match(await answer.text(), /<entry>/);
  }));
