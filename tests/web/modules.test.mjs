// The parts of the page that only compute, called in the browser as the page calls them.

import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {useSite} from './support/site.mjs';

const site = useSite();
const web = new URL('../../web/', import.meta.url);

// Calls one function of a module with these arguments, in the page.
async function call(module, name, ...values) {
  let result;
  await site.visit('/', async (page) => {
    result = await page.evaluate(
      async ([path, member, list]) => (await import(path))[member](...list), [`/${module}.js`, name, values]);
  });
  return result;
}

test('marked text is read as text and marks, whatever else it holds', async () => {
  assert.deepEqual(await call('marks', 'markedPieces', 'a &lt;b&gt; <mark>AT&amp;T</mark> <i>x</i>&#x27;&#39;'), [
    {text: 'a <b> ', marked: false}, {text: 'AT&T', marked: true}, {text: " <i>x</i>''", marked: false}]);
  assert.deepEqual(await call('marks', 'markedPieces', '<mark>open'), [{text: 'open', marked: true}]);
  assert.equal(await call('marks', 'decodeEntities', '&amp;lt; &nosuch; &#xffffff;'), '&lt; &nosuch; &#xffffff;');
});

test('all files of the page together are small', async () => {
  let bytes = 0;
  for (const file of await readdir(web)) bytes += gzipSync(await readFile(new URL(file, web)), {level: 9}).length;
  assert.ok(bytes < 60_000, `${bytes} bytes`);
});

test('periods know their days and what follows them', async () => {
  assert.deepEqual(await call('periods', 'periodDays', '2016-02'), {from: '2016-02-01', to: '2016-02-29'});
  assert.deepEqual(await call('periods', 'periodDays', '1899'), {from: '1899-01-01', to: '1899-12-31'});
  assert.equal(await call('periods', 'nextPeriod', '2017-12'), '2018-01');
  assert.equal(await call('periods', 'nextPeriod', '2017-02-28'), '2017-03-01');
  assert.equal(await call('periods', 'periodOf', {from: '2016-02-01', to: '2016-02-29'}), '2016-02');
  assert.equal(await call('periods', 'periodOf', {from: '2016-02-01', to: '2016-02-28'}), null);
});

test('a timeline has its empty periods, unless they are too many', async () => {
  const buckets = [{period: '2015', count: 1}, {period: '2017', count: 2}];
  assert.deepEqual(await call('periods', 'completeBuckets', buckets, 240),
    [{period: '2015', count: 1}, {period: '2016', count: 0}, {period: '2017', count: 2}]);
  assert.deepEqual(await call('periods', 'completeBuckets', buckets, 2), buckets);
});

test('dates are written as far as they are known', async () => {
  assert.equal(await call('format', 'day', '2017'), '2017');
  assert.equal(await call('format', 'day', '2017-01'), 'January 2017');
  assert.equal(await call('format', 'moment', '2017-01-25T14:44:00+03:00'), '25 January 2017, 14:44 (UTC+03:00)');
  assert.equal(await call('format', 'moment', '2017-01-25T14:44:00Z'), '25 January 2017, 14:44 (UTC)');
});

test('the headline tells how many have all the words, and how many some', async () => {
  const found = (value, all_words) => call('format', 'found', {value, exact: true, all_words});
  assert.equal(await found(149, 2), '2 articles have all the words; 147 have some of them');
  assert.equal(await found(2, 1), '1 article has all the words; 1 has some of them');
  assert.equal(await found(1200, 0), 'No article has all the words; 1,200 have some of them');
  assert.equal(await found(12, 12), '12 articles');
  assert.equal(await found(0, 0), 'No articles');
  assert.equal(await call('format', 'announced', {value: 12, exact: true}), '12 articles found');
});

test('only addresses of the web become links', async () => {
  assert.equal(await call('dom', 'webAddress', 'https://news.example/a'), 'https://news.example/a');
  for (const address of ['javascript:alert(1)', 'data:text/html,x', ' jAvaScript:x', 'news.example', null]) {
    assert.equal(await call('dom', 'webAddress', address), null);
  }
});

test('the page loads all its modules at once', async () => {
  const page = await readFile(new URL('index.html', web), 'utf8');
  const preloaded = [...page.matchAll(/rel="modulepreload" href="\/(\w+\.js)"/g)].map(([, file]) => file);
  const modules = (await readdir(web)).filter((file) => file.endsWith('.js') && file !== 'app.js');
  assert.deepEqual(preloaded, modules.sort());
});
