import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = ['/', '/?q=harbour&source=Coast+Wire', '/article/ferry?q=ferry', '/?q=nothingatall',
  '/?q=harbour+AND+(ferry+OR+qqqzz)+nothingatall', '/article/ferry?q=ferry+nothingatall',
  '/?q=harbour&show=context', '/article/ferry?compare=undated'];
const contexts = [320, 390, 1280].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({
  name: `${width} px, ${colorScheme}`,
  options: {colorScheme, viewport: {width, height: 800}, isMobile: width < 1280},
})));

// bypassCSP lets axe in; the other tests see to it that the policy itself holds.
async function violations(page) {
  await page.addScriptTag({content: axe});
  const {violations: found} = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: {'target-size': {enabled: true}},
  }));
  return found.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
}

for (const path of pages) {
  for (const {name, options} of contexts) {
    test(`axe finds nothing wrong with ${path} (${name})`, () =>
      site.visit(path, async (page) => {
        await settled(page);
        assert.deepEqual(await violations(page), []);
      }, {...options, bypassCSP: true, reducedMotion: 'reduce'}));
  }
}

for (const path of pages) {
  test(`the headings of ${path} descend step by step from one h1`, () =>
    site.visit(path, async (page) => {
      await settled(page);
      const levels = await page.locator('main :is(h1, h2, h3, h4)').evaluateAll(
        (headings) => headings.map(({tagName}) => Number(tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1);
      levels.reduce((above, level) => {
        assert.ok(level <= above + 1, levels.join(' '));
        return level;
      }, 0);
    }));
}

test('everything that the Tab key reaches shows that it has the focus', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.evaluate(() => document.activeElement.blur());
    const seen = new Set();
    for (let step = 0; step < 30; ++step) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const node = document.activeElement;
        const {outlineStyle, outlineWidth} = getComputedStyle(node);
        return {html: node.outerHTML.slice(0, 120), visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2};
      });
      assert.ok(focused.visible, focused.html);
      seen.add(focused.html);
    }
    assert.ok(seen.size > 20);
  }));

test('the skip link leads to the results', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip-link');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'results-title');
  }));
