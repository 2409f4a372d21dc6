import assert from 'node:assert/strict';
import {test} from 'node:test';
import {announcement, heading, path, search, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

function rowOf(page, label) {
  return page.locator('.record dl > div').filter({has: page.locator('dt', {hasText: label})}).locator('dd');
}

test('an article opens with its text, its record and a link to the original', () =>
  site.visit('/', async (page) => {
    await search(page, 'ferry');
    await page.locator('.hit-link').first().click();
    await page.locator('.article h1').waitFor();
    assert.equal(path(page), '/article/ferry');
    assert.equal(await heading(page), 'Ferry pilots vote on the island timetable');
    assert.equal(await page.locator('.article-body p').count(), 5);
    assert.match(await rowOf(page, 'Published').innerText(), /4 May 2018/);
    assert.match(await rowOf(page, 'Published').innerText(), /found in: \S/);
    assert.match(await rowOf(page, 'By').innerText(), /Ada Winter/);
    const original = page.getByRole('link', {name: 'news.example'});
    assert.equal(await original.getAttribute('href'), 'https://news.example/ferry');
    assert.equal(await original.getAttribute('rel'), 'noopener nofollow noreferrer');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'article-title');
  }));

test('n and p and the buttons walk through all matches and around', () =>
  site.visit('/article/ferry?q=ferry', async (page) => {
    await settled(page);
    const marks = await page.locator('.article mark').allInnerTexts();
    assert.deepEqual(marks, ['Ferry', 'Ferry', 'ferry', 'ferry']);
    assert.equal(await page.locator('.match-count').innerText(), '4 matches');
    await page.keyboard.press('n');
    assert.equal(await page.locator('.match-count').innerText(), 'Match 1 of 4');
    await page.keyboard.press('p');
    assert.equal(await page.locator('.match-count').innerText(), 'Match 4 of 4');
    assert.equal(await announcement(page, 'Match'), 'Match 4 of 4');
    const box = await page.locator('mark.current').boundingBox();
    assert.ok(box.y > 0 && box.y < 900, 'the current match is in view');
    await page.getByRole('button', {name: 'Next match'}).click();
    assert.equal(await page.locator('.match-count').innerText(), 'Match 1 of 4');
    await page.getByRole('button', {name: 'Previous match'}).click();
    assert.equal(await page.locator('.match-count').innerText(), 'Match 4 of 4');
    assert.equal(await page.locator('mark.current').count(), 1);
  }));

test('an article without a query has no marks and no matches', () =>
  site.visit('/article/ferry', async (page) => {
    await settled(page);
    assert.equal(await page.locator('.article mark').count(), 0);
    assert.equal(await page.locator('.matches').count(), 0);
    await page.keyboard.press('n');
    await page.getByRole('link', {name: 'Back to results'}).click();
    await page.waitForURL(`${site.origin}/`);
  }));

test('related articles open, and back leads to the results that all began with', () =>
  site.visit('/?q=island+ferry&sort=oldest', async (page) => {
    await settled(page);
    await page.locator('.hit-link').first().click();
    await page.locator('.related').getByRole('link', {name: 'How a lighthouse keeper counts waves'}).click();
    await page.getByRole('heading', {level: 1, name: 'How a lighthouse keeper'}).waitFor();
    await page.getByRole('link', {name: 'Back to results'}).click();
    await page.waitForURL(/q=island\+ferry&sort=oldest/);
  }));

test('the values of the record lead to all that share them', () =>
  site.visit('/article/harbour-0', async (page) => {
    await settled(page);
    await rowOf(page, 'Topics').getByRole('link', {name: 'Labour'}).click();
    await page.waitForURL(/\?topic=Labour$/);
    await settled(page);
    assert.equal(await heading(page), '6 articles');
  }));

test('an article that is not there is said to be missing', () =>
  site.visit('/article/no-such-article', async (page) => {
    await page.getByRole('heading', {name: 'This article is not in the archive'}).waitFor();
  }, {allowed: [/status of 404/]}));

test('an article says how to cite it, as text, BibTeX and CSL-JSON', () =>
  site.visit('/article/ferry', async (page) => {
    await settled(page);
    await page.getByText('Cite', {exact: true}).click();
    assert.equal(await page.locator('.citation').innerText(),
      'Ada Winter, “Ferry pilots vote on the island timetable”, Coast Wire, Marlow, 4 May 2018. https://news.example/ferry');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', {name: 'Copy as BibTeX'}).click();
    await page.getByRole('button', {name: 'Copied'}).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^@article\{ferry,/);
  }));
