import assert from 'node:assert/strict';
import {test} from 'node:test';
import {heading, path, settled} from './support/page.mjs';
import {useSite} from './support/site.mjs';

const site = useSite();

function focusedText(page) {
  return page.evaluate(() => document.activeElement.innerText);
}

test('a whole visit needs no mouse', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.keyboard.type('harbour');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.results .hit').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const first = await page.locator('.hit-link').nth(0).innerText();
    const second = await page.locator('.hit-link').nth(1).innerText();
    assert.equal(await focusedText(page), first);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focusedText(page), second);
    await page.keyboard.press('k');
    assert.equal(await focusedText(page), first);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.article h1').waitFor();
    assert.equal(await heading(page), second);
    await page.keyboard.press('u');
    await page.locator('.results').waitFor();
    assert.equal(await focusedText(page), second);
  }));

test('brackets go to the next and the previous result from inside an article, and Escape back to all', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    const titles = await page.locator('.hit-link').allInnerTexts();
    await page.locator('.hit-link').nth(0).click();
    await page.getByRole('heading', {level: 1, name: titles[0]}).waitFor();
    assert.equal(await page.getByRole('link', {name: 'Previous result'}).count(), 0);
    await page.keyboard.press(']');
    await page.getByRole('heading', {level: 1, name: titles[1]}).waitFor();
    await page.keyboard.press('[');
    await page.getByRole('heading', {level: 1, name: titles[0]}).waitFor();
    await page.getByRole('link', {name: 'Next result'}).click();
    await page.getByRole('heading', {level: 1, name: titles[1]}).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.results').waitFor();
    assert.deepEqual(await page.locator('.hit-link').allInnerTexts(), titles);
  }));

test('Ctrl-K goes to the search box, from inside a field, too', () =>
  site.visit('/?q=harbour', async (page) => {
    await settled(page);
    await page.getByLabel('From').focus();
    await page.keyboard.press('Control+k');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  }));

test('slash goes to the search box and Escape leaves it', () =>
  site.visit('/?q=ferry', async (page) => {
    await settled(page);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    assert.equal(await page.locator('#q').inputValue(), 'ferry');
    await page.keyboard.press('Escape');
    assert.notEqual(await page.evaluate(() => document.activeElement.id), 'q');
    assert.equal(await page.locator('#q').inputValue(), 'ferry');
  }));

test('letters are letters while something is typed', () =>
  site.visit('/?q=ferry', async (page) => {
    await settled(page);
    await page.focus('#q');
    await page.keyboard.press('End');
    await page.keyboard.type(' jk/n?');
    assert.equal(await page.locator('#q').inputValue(), 'ferry jk/n?');
    assert.equal(await page.locator('dialog[open]').count(), 0);
  }));

test('the question mark shows the keys, and single letters can be turned off for good', () =>
  site.visit('/?q=ferry', async (page) => {
    await settled(page);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', {name: 'Keyboard shortcuts'});
    await dialog.waitFor();
    await dialog.getByRole('checkbox', {name: 'Use single-letter keys'}).uncheck();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'hidden'});
    await page.reload();
    await settled(page);
    await page.keyboard.press('/');
    assert.notEqual(await page.evaluate(() => document.activeElement.id), 'q');
    await page.getByRole('button', {name: 'Keyboard shortcuts'}).click();
    assert.equal(await dialog.getByRole('checkbox', {name: 'Use single-letter keys'}).isChecked(), false);
  }));

test('suggestions follow what is typed and are chosen by the arrows', () =>
  site.visit('/', async (page) => {
    await settled(page);
    const box = page.getByRole('combobox', {name: 'Search the archive'});
    await box.pressSequentially('lighth');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.match(await options.first().innerText(), /lighthouse/);
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await page.locator('.results .hit').first().waitFor();
    assert.match(await box.inputValue(), /lighthouse/);
    assert.equal(await options.count(), 0);
  }));

test('a suggested headline opens its article', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.locator('#q').pressSequentially('lighthouse');
    const headline = page.getByRole('option', {name: 'How a lighthouse keeper counts waves'});
    await headline.click();
    await page.locator('.article h1').waitFor();
    assert.equal(path(page), '/article/undated');
  }));

test('Escape closes the suggestions first and keeps what was typed', () =>
  site.visit('/', async (page) => {
    await settled(page);
    await page.locator('#q').pressSequentially('lighth');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('option').count(), 0);
    assert.equal(await page.locator('#q').inputValue(), 'lighth');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  }));
