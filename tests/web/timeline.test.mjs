import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, parameters, settled} from './support/page.mjs';
import {articles} from './support/articles.mjs';
import {useSite} from './support/site.mjs';

// One more is undated and says "harbour".
const adrift = {id: 'adrift', title: 'Adrift', text: 'A boat left the harbour.', source: 'Port Courier', language: 'en'};
const site = useSite([...articles, adrift]);

async function whenFound(page, text) {
  await page.locator('.count', {hasText: text}).waitFor();
}

test('the timeline counts by what the matches span, and says how many the highest bar has', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('heading', {name: 'Articles by month'}).waitFor();
    assert.equal(await page.locator('.timeline-most').innerText(), '1');
    assert.equal(await page.locator('.timeline-bars a').count(), 25);
    assert.match(await page.locator('.timeline-axis').innerText(), /January 2016\s+December 2017/);
  }));

test('a bar narrows to its period, and there is a way back from each', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'February 2017: 1 article'}).click();
    await whenFound(page, '1 article');
    assert.deepEqual(parameters(page), {q: 'harbour', from: '2017-02-01', to: '2017-02-28'});
    await page.getByRole('link', {name: '15 February 2017: 1 article'}).click();
    await page.waitForURL(/from=2017-02-15/);
    await page.getByRole('link', {name: 'Wider: February 2017'}).click();
    await page.waitForURL(/to=2017-02-28/);
    await page.getByRole('link', {name: 'Wider: 2017'}).click();
    await whenFound(page, '12 articles');
    await page.getByRole('link', {name: 'All dates'}).click();
    await whenFound(page, '25 articles');
  }));

test('undated articles are a bar of their own', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByRole('link', {name: 'Undated: 1 article'}).click();
    await whenFound(page, '1 article');
    assert.deepEqual(parameters(page), {q: 'harbour', undated: 'only'});
    await page.getByRole('link', {name: 'Remove Undated'}).click();
    await whenFound(page, '25 articles');
  }));

test('several bars are chosen by dragging across them', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const box = async (name) => page.getByRole('link', {name}).boundingBox();
    const first = await box('March 2016: 1 article');
    const last = await box('May 2016: 1 article');
    const y = first.y + first.height - 3;
    await page.mouse.move(first.x + first.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(last.x + last.width / 2, y, {steps: 5});
    await page.mouse.up();
    await whenFound(page, '3 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', from: '2016-03-01', to: '2016-05-31'});
  }));

test('the timeline is one stop of Tab, and arrow keys go and choose in it', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    assert.equal(await page.locator('.timeline-bars a[tabindex="0"]').count(), 1);
    await page.locator('.timeline-bars a').first().focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^February 2016/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await whenFound(page, '3 articles');
    assert.deepEqual(parameters(page), {q: 'harbour', from: '2016-02-01', to: '2016-04-30'});
    assert.equal(await heading(page), '3 articles');
  }));

test('the bars show shares of all articles where that is wanted, and numbers again', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const bar = page.locator('.timeline-bars a').first();
    const counted = await bar.getAttribute('aria-label');
    const share = page.getByRole('button', {name: 'Share of all'});
    await share.click();
    await page.locator('.timeline-share[aria-pressed=true]').waitFor();
    assert.match(await page.locator('.timeline-most').innerText(), /^[\d.]+ %$/);
    assert.match(await bar.getAttribute('aria-label'), /: [\d.]+ % of \d+ articles?$/);
    await share.click();
    assert.equal(await bar.getAttribute('aria-label'), counted);
  }));
