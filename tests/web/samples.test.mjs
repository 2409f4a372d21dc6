import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, search, settled, titles} from './support/page.mjs';
import {samples} from './support/programs.mjs';
import {useSiteOver} from './support/site.mjs';

const site = useSiteOver(async () => [samples]);

test('every article of the samples can be browsed, found by its title and opened', () =>
  site.visit('/?sort=newest', async (page) => {
    await settled(page);
    const newest = await titles(page);
    assert.equal(newest.length, 10);
    for (const title of newest.slice(0, 3)) {
      await search(page, title);
      const position = (await titles(page)).indexOf(title);
      assert.ok(position >= 0, title);
      await page.locator('.hit-link').nth(position).click();
      await page.locator('.article h1').waitFor();
      assert.equal(await heading(page), title);
      assert.ok(await page.locator('.article-body p').count() > 0);
    }
  }));
