import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useSite} from './support/site.mjs';

const site = useSite();
const withoutScript = {javaScriptEnabled: false};

test('without scripts the form searches and the results open', () =>
  site.visit('/', async (page) => {
    await page.fill('#q', 'lighthouse');
    await page.click('button[type=submit]');
    await page.waitForURL(/q=lighthouse/);
    assert.equal(await page.locator('#q').inputValue(), 'lighthouse');
    assert.ok(await page.locator('main mark').count() > 0);
    await page.getByRole('link', {name: 'How a lighthouse keeper counts waves'}).click();
    await page.waitForURL(/\/article\/undated/);
    assert.match(await page.locator('main').innerText(), /every seventh wave/);
    assert.ok(await page.locator('main mark').count() > 0);
  }, withoutScript));

test('without scripts a search links to its feed', () =>
  site.visit('/?q=harbour&sort=oldest', async (page) => {
    assert.equal(await page.getByRole('link', {name: 'Feed', exact: true}).getAttribute('href'), '/api/v1/feed?q=harbour');
  }, withoutScript));

test('without scripts nothing is offered that needs them', () =>
  site.visit('/?q=harbour', async (page) => {
    assert.equal(await page.getByRole('button', {name: 'Keys'}).count(), 0);
    assert.equal(await page.getByRole('listbox').count(), 0);
    assert.doesNotMatch(await page.content(), /<!--(query|results)-->/);
  }, withoutScript));
