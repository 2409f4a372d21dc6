import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

test('the start page says what is in the archive', () =>
  site.visit('/', async (page) => {
    await settled(page);
    const lead = await page.locator('.lead').innerText();
    assert.match(lead, /^\d+ articles in .* from \d{4} to \d{4}, indexed on /);
    const source = page.locator('.welcome p', {hasText: 'Most are from'}).getByRole('link').first();
    const name = await source.innerText();
    await source.click();
    await page.waitForURL(/q=source/);
    await settled(page);
    assert.match(await page.locator('.dateline').first().innerText(), new RegExp(name, 'i'));
  }));

test('the start page lists the newest articles, and the way to all of them', () =>
  site.visit('/', async (page) => {
    await settled(page);
    assert.equal(await page.locator('.newest .hit').count(), 5);
    assert.equal(await page.locator('.newest .hit-title').first().innerText(), 'Ferry pilots vote on the island timetable');
    await page.getByRole('link', {name: 'Browse the newest'}).click();
    await page.waitForURL(/sort=newest/);
  }));

test('each query to try finds something in this archive', () =>
  site.visit('/', async (page) => {
    await settled(page);
    const links = page.locator('h2:text("To try in this archive") + dl a');
    const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
    assert.equal(addresses.length, 5);
    for (const address of addresses) {
      await page.goto(address);
      await settled(page);
      assert.doesNotMatch(await page.locator('h1').innerText(), /^No/, address);
    }
  }));
