import assert from 'node:assert/strict';
import {test} from 'node:test';
import {articles, hostile} from './support/articles.mjs';
import {heading, search, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite([...articles, hostile]);

async function assertUnharmed(page) {
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator('main script, main img, main [onerror], main [onload], main [onmouseover]').count(), 0);
  assert.equal(await page.locator('[href^="javascript:" i]').count(), 0);
}

test('markup in an article is shown as text, in results and filters', () =>
  site.visit('/', async (page) => {
    await search(page, 'hostile headline');
    await assertUnharmed(page);
    assert.ok(await page.locator('.hit').count() >= 1);
    assert.match(await page.locator('main').innerText(), /Hostile/);
  }));

test('markup in an article is shown as text when it is open, and its address is no link', () =>
  site.visit('/article/hostile?q=hostile', async (page) => {
    await settled(page);
    assert.match(await heading(page), /Hostile/);
    assert.match(await page.locator('.article-body').innerText(), /hostile body/);
    await page.hover('.article-body');
    await assertUnharmed(page);
    assert.equal(await page.locator('.original').count(), 0);
  }));

// Everything that the API escapes, as if it had forgotten to.
function unescaped(hit) {
  const attack = '<img src="x" onerror="window.harmed=10"><mark onmouseover="window.harmed=11">a</mark>'
    + '<script>window.harmed=12</script><mark>b</mark>';
  return {
    ...hit, title: attack, title_html: attack, snippets: [attack], summary: attack, text: [attack],
    text_html: [attack], headings: [attack], headings_before: [0], url: 'JavaScript:window.harmed=13',
    authors: [attack], topics: [attack], extra: {[attack]: attack},
  };
}

test('the page trusts no markup of the server but the plain mark', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.route(/api\/v1\/(search\?q=ferry|articles\/ferry)/, async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      if (!answer.hits) return route.fulfill({response, json: unescaped(answer)});
      return route.fulfill({response, json: {
        ...answer, hits: answer.hits.map(unescaped),
        facets: {source: [{value: '<img src="x" onerror="window.harmed=14">', count: 1}]},
      }});
    });
    await search(page, 'ferry');
    await assertUnharmed(page);
    assert.deepEqual(await page.locator('.hit-title mark').allInnerTexts(), ['b']);
    await page.locator('.hit-link').click();
    await page.locator('.article h1').waitFor();
    await page.hover('.article-body');
    await assertUnharmed(page);
    assert.equal(await page.locator('.original').count(), 0);
    assert.match(await page.locator('.article-body').innerText(), /<script>window\.harmed=12<\/script>/);
  }));

test('a hostile query is shown as text', () =>
  site.visit(`/?q=${encodeURIComponent('"><img src=x onerror="window.harmed=8"> <script>window.harmed=9</script>')}`,
    async (page) => {
      await settled(page);
      await assertUnharmed(page);
      assert.match(await page.locator('#q').inputValue(), /^"><img/);
    }));

test('a hostile query is text without scripts too', () =>
  site.visit(`/?q=${encodeURIComponent('"><img src=x onerror="window.harmed=8"> hostile')}`, async (page) => {
    assert.equal(await page.locator('img').count(), 0);
    assert.match(await page.locator('#q').inputValue(), /^"><img/);
    assert.equal(await page.locator('[href^="javascript:" i]').count(), 0);
  }, {javaScriptEnabled: false}));
