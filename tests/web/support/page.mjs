// What the tests look at on a page. Nothing here decides what is right.

export async function settled(page) {
  await page.locator('main:not([aria-busy])').waitFor();
  await page.waitForFunction(() => document.querySelector('main').childElementCount > 0);
}

export async function search(page, query) {
  await page.getByRole('combobox', {name: 'Search the archive'}).fill(query);
  await page.keyboard.press('Enter');
  await page.waitForFunction((text) => new URLSearchParams(location.search).get('q') === text, query);
  await settled(page);
}

export function titles(page) {
  return page.locator('.results .hit-title').allInnerTexts();
}

export function heading(page) {
  return page.locator('main h1').innerText();
}

// The query string as an object; a repeated parameter as a list.
export function parameters(page) {
  const query = new URL(page.url()).searchParams;
  return Object.fromEntries([...new Set(query.keys())].map((name) => {
    const values = query.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  }));
}

export function path(page) {
  return new URL(page.url()).pathname;
}

// What the live region says, once it says something new.
export async function announcement(page, pattern) {
  await page.locator('#announcement', {hasText: pattern}).waitFor({state: 'attached'});
  return page.locator('#announcement').innerText();
}
