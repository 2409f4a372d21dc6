// What a researcher does with an archive, each in at most five clicks; a key that searches is one, too.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, search, settled, titles} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const wire = 'The minister Anna Markovich opened the harbour of the old town after two years of works. Cranes for the new '
  + 'quay arrived last week, and two hundred dockers have been hired since January.';

const site = useSite([
  {id: 'wire', title: 'Harbour to open again', text: wire, source: 'Wire', place: 'Oldtown', published: '2016-01-25', language: 'en'},
  {id: 'daily', title: 'Old town gets its port back', text: `${wire} The Daily was there.`, source: 'Daily',
    published: '2016-01-26', language: 'en'},
  {id: 'other', title: 'A visit', text: 'Yesterday Anna Markovic came to the harbour, and Markovic left.', source: 'Daily',
    published: '2017-03-02', language: 'en'},
  {id: 'russian', title: 'Визит', text: 'Вчера министр Анна Маркович приехала в город, и там Маркович сказала речь.', source: 'Весть',
    published: '2018-05-04', language: 'ru'},
  {id: 'undated', title: 'A harbour without a date', text: 'Nobody knows when this harbour was built.', source: 'Daily', language: 'en'},
]);

// Does what a reader does, and counts it.
class Reader {
  constructor(page) {
    Object.assign(this, {page, clicks: 0});
  }

  async search(query) {
    this.clicks += 1;
    await search(this.page, query);
  }

  async click(locator) {
    this.clicks += 1;
    await locator.click();
    await settled(this.page);
  }
}

function task(name, path, steps, options) {
  test(name, () => site.visit(path, async (page) => {
    await settled(page);
    const reader = new Reader(page);
    await steps(reader, page);
    assert.ok(reader.clicks <= 5, `${reader.clicks} clicks`);
  }, options));
}

task('all articles on a person, however the name is spelled', '/', async (reader, page) => {
  await reader.search('markovich');
  assert.deepEqual((await titles(page)).sort(),
    ['A visit', 'Harbour to open again', 'Old town gets its port back', 'Визит']);
  const also = page.locator('.notes li', {hasText: 'Also searched'});
  assert.match(await also.innerText(), /markovic \(1\).*маркович \(1\)/);
  await reader.click(page.getByRole('link', {name: 'Search without маркович'}));
  assert.equal(await heading(page), '3 articles');
});

task('a period, by clicks on the timeline', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByRole('link', {name: 'January 2016: 2 articles'}));
  assert.equal(await heading(page), '2 articles');
  await reader.click(page.getByRole('link', {name: '26 January 2016: 1 article'}));
  assert.deepEqual(await titles(page), ['Old town gets its port back']);
});

task('all but one source', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByRole('link', {name: 'Leave out Daily'}));
  assert.deepEqual(await titles(page), ['Harbour to open again']);
});

task('all matches as CSV', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByText('Save and export'));
  const download = page.waitForEvent('download');
  await reader.click(page.getByRole('link', {name: 'All as CSV'}));
  const chunks = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString().trim().split('\r\n').length, 5);
});

task('a search in a feed reader', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByText('Save and export'));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await reader.click(page.getByRole('button', {name: 'Copy the feed’s address'}));
  await page.getByRole('button', {name: 'Copied'}).waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(await (await page.request.get(address)).text(), /<feed[^]*Harbour to open again/);
  assert.equal(new URL(await page.locator('link[rel=alternate]').evaluate((link) => link.href)).href, address);
});

task('what one paper made of another’s report', '/', async (reader, page) => {
  await reader.search('"old town"');
  await reader.click(page.getByRole('link', {name: 'Old town gets its port back'}).first());
  await reader.click(page.getByText('1 similar'));
  await reader.click(page.getByRole('link', {name: /^Compare / }).first());
  assert.equal(await heading(page), 'Compared: 4 words added');
  assert.deepEqual(await page.locator('.comparison ins').allInnerTexts(), ['The Daily was there.']);
});

task('a citation', '/', async (reader, page) => {
  await reader.search('cranes');
  await reader.click(page.locator('.hit-link').first());
  await reader.click(page.getByText('Cite', {exact: true}));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await reader.click(page.getByRole('button', {name: 'Copy as BibTeX'}));
  await page.getByRole('button', {name: 'Copied'}).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^@article\{/);
});

task('every mention in its context', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByRole('link', {name: 'In context'}));
  assert.equal(await heading(page), '6 places in 4 articles');
});

task('a search to come back to, and what is new in it', '/', async (reader, page) => {
  await reader.search('harbour');
  await reader.click(page.getByText('Save and export'));
  await reader.click(page.getByRole('button', {name: 'Save this search'}));
  await page.getByRole('button', {name: 'Forget this search'}).waitFor();
  await page.goto(site.origin);
  await settled(page);
  assert.deepEqual(await page.locator('.saved li').allInnerTexts(), ['harbour 0 new articles']);
  await reader.click(page.locator('.saved').getByRole('link', {name: 'harbour'}));
  assert.equal(await heading(page), '4 articles');
});

task('what the archive covers', '/', async (reader, page) => {
  assert.match(await page.locator('.lead').innerText(), /^5 articles in English and Russian from 2016 to 2018/);
  assert.match(await page.locator('.welcome').innerText(), /Most are from Daily/);
  await reader.click(page.getByRole('link', {name: 'Browse the newest'}));
  assert.ok(await page.locator('.timeline-bars a').count() >= 3);
  await reader.click(page.getByRole('link', {name: 'Undated: 1 article'}));
  assert.deepEqual(await titles(page), ['A harbour without a date']);
});
