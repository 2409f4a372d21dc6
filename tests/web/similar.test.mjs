import assert from 'node:assert/strict';
import {test} from 'node:test';
import {announcement, heading, parameters, settled, titles} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const wire = 'The harbour of the old town will open again in March after two years of works. Cranes for the new '
  + 'quay arrived from Rotterdam last week, and two hundred dockers have been hired since January.';

// One story of the wire in three papers, and another one.
const site = useSite([
  {id: 'wire', title: 'Harbour to open again', text: wire, source: 'Wire', published: '2017-01-25', language: 'en'},
  {id: 'daily', title: 'Old town gets its port back', text: `${wire} The Daily was there.`, source: 'Daily',
    published: '2017-01-26', language: 'en'},
  {id: 'post', title: 'Cranes have come', text: `(Wire) ${wire}`, source: 'Post', language: 'en'},
  {id: 'bakers', title: 'Bakers strike near the harbour', published: '2017-01-27', source: 'Daily', language: 'en',
    text: 'Bakers in the north went on strike over flour prices on Tuesday, and marched to the harbour with drums.'},
]);

test('similar articles are grouped by a switch that stands in the address', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    assert.equal(await heading(page), '4 articles');
    await page.getByRole('checkbox', {name: 'Group similar articles'}).check();
    await announcement(page, '2 stories in 4 articles found');
    assert.equal(await heading(page), '2 stories in 4 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', group: 'similar'});
    assert.equal((await titles(page)).length, 2);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'group-similar');
    await page.getByRole('checkbox', {name: 'Group similar articles'}).uncheck();
    await announcement(page, '4 articles found');
    assert.deepEqual(parameters(page), {q: 'harbour'});
  }));

test('a hit opens the list of those like it, by mouse and by key', () =>
  site.visit('/?q=harbour&group=similar&sort=newest', async (page) => {
    await settled(page);
    assert.deepEqual(await titles(page), ['Bakers strike near the harbour', 'Old town gets its port back']);
    const summary = page.locator('.similar summary');
    assert.equal(await summary.count(), 1);
    assert.equal(await summary.innerText(), '2 similar');
    const list = page.locator('.similar ul');
    assert.equal(await list.isVisible(), false);
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await list.locator('a').allInnerTexts(), ['Harbour to open again', 'Cranes have come']);
    assert.match(await list.innerText(), /Wire\s*·?\s*25 January 2017/);
    await summary.click();
    assert.equal(await list.isVisible(), false);
    await summary.click();
    await list.getByRole('link', {name: 'Cranes have come'}).click();
    await page.waitForURL(/\/article\/post\?q=harbour/);
    await settled(page);
    assert.equal(await heading(page), 'Cranes have come');
  }));

test('an article lists those of its text', () =>
  site.visit('/article/wire', async (page) => {
    await settled(page);
    await page.getByText('2 similar').click();
    await page.locator('.similar').getByRole('link', {name: 'Old town gets its port back', exact: true}).click();
    await page.waitForURL(/\/article\/daily/);
  }));

test('an article tells who had the story first, and what each paper made of it', () =>
  site.visit('/article/wire?q=harbour', async (page) => {
    await settled(page);
    await page.getByText('2 similar').click();
    const lines = await page.locator('.story li').allInnerTexts();
    assert.match(lines[0], /Harbour to open again.*Wire.*25 January 2017.*first/s);
    assert.match(lines[1], /Old town gets its port back.*4 words added/s);
    assert.match(lines[2], /Cranes have come.*undated.*1 word added/s);
    await page.getByRole('link', {name: 'Compare Old town gets its port back with Harbour to open again'}).click();
    await page.waitForURL(/\/article\/daily\?compare=wire&q=harbour/);
    await settled(page);
    assert.equal(await heading(page), 'Compared: 4 words added');
    assert.deepEqual(await page.locator('.comparison ins').allInnerTexts(), ['The Daily was there.']);
    assert.equal(await page.locator('.comparison del').count(), 0);
    await page.locator('#back').click();
    await page.waitForURL(/\/article\/wire/);
  }));

test('more on a story is searched with related words, which can be taken back', () =>
  site.visit('/article/wire', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'More on this story'}).click();
    await page.waitForURL(/broaden=true/);
    await settled(page);
    assert.deepEqual(parameters(page), {q: 'Harbour to open again', group: 'similar', broaden: 'true'});
    await page.getByRole('link', {name: 'Remove Related words, too'}).click();
    await page.waitForURL((url) => !url.searchParams.has('broaden'));
  }));

test('with grouped articles values count stories', () =>
  site.visit('/?q=harbour&group=similar', async (page) => {
    await settled(page);
    const counts = await page.locator('.facet').filter({hasText: 'Source'}).locator('.facet-value').allInnerTexts();
    assert.ok(counts.some((text) => /Daily\s+2/.test(text)), counts.join('|'));
    assert.ok(counts.some((text) => /Wire\s+1/.test(text)), counts.join('|'));
  }));

test('without scripts two articles are compared, too', () =>
  site.visit('/article/wire', async (page) => {
    await page.getByText('2 similar').click();
    await page.getByRole('link', {name: 'compare'}).first().click();
    await page.waitForURL(/compare=wire/);
    assert.equal(await heading(page), 'Compared: 4 words added');
    assert.deepEqual(await page.locator('.comparison ins').allInnerTexts(), ['The Daily was there.']);
  }, {javaScriptEnabled: false}));

test('without scripts a link groups them, and the list opens', () =>
  site.visit('/?q=harbour', async (page) => {
    await page.getByRole('link', {name: 'Group similar articles'}).click();
    await page.waitForURL(/group=similar/);
    assert.equal(await heading(page), '2 stories in 4 articles');
    await page.getByText('2 similar').click();
    assert.equal(await page.locator('.similar a').count(), 2);
    await page.getByRole('link', {name: 'Show similar articles one by one'}).click();
    await page.locator('.hit >> nth=3').waitFor();
  }, {javaScriptEnabled: false}));
