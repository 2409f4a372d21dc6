import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();
const pages = ['/', '/?q=harbour&source=Coast+Wire', '/article/ferry?q=ferry', '/?q=nothingatall'];
const phone = {viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true};

for (const path of pages) {
  test(`on a phone ${path} does not scroll sideways`, () =>
    site.visit(path, async (page) => {
      await settled(page);
      const [content, window] = await page.evaluate(
        () => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.equal(window, 360);
      assert.ok(content <= window, `${content} pixels wide`);
    }, phone));
}

test('on a phone the filters are closed until asked for, and stay open while used', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const box = page.getByRole('checkbox', {name: 'Coast Wire'});
    assert.equal(await box.isVisible(), false);
    await page.getByText('Narrow the search').tap();
    await box.tap();
    await page.locator('.count', {hasText: '12 articles'}).waitFor();
    assert.equal(await box.isVisible(), true);
  }, phone));

async function background(page) {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

// The sum of red, green and blue of "rgb(1, 2, 3)".
function brightness(color) {
  return color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
}

test('the page is dark where the reader asks for it, and light otherwise', async () => {
  await site.visit('/', async (page) => assert.ok(brightness(await background(page)) < 150), {colorScheme: 'dark'});
  await site.visit('/', async (page) => assert.ok(brightness(await background(page)) > 600), {colorScheme: 'light'});
});

test('nothing moves for readers who want no motion', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((node) => {
      const style = getComputedStyle(node);
      return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0;
    }).length);
    assert.equal(moving, 0);
  }, {reducedMotion: 'reduce'}));

test('on paper there is the article and nothing to click', () =>
  site.visit('/article/ferry?q=ferry', async (page) => {
    await settled(page);
    await page.emulateMedia({media: 'print'});
    assert.equal(await page.locator('.article').isVisible(), true);
    assert.equal(await page.locator('.masthead').isVisible(), false);
    assert.equal(await page.locator('.article-bar').isVisible(), false);
  }));
