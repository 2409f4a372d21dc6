// Asks the server. Every call takes an AbortSignal, so that an answer nobody waits for any more is
// not waited for, and throws an ApiError that says what the server said.

import {base, concordanceParameters, linesPerPage, pageSize, searchParameters} from './state.js';

// `status` is 0 where no server answered; `busy`: the server asks to try again in a moment.
export class ApiError extends Error {
  constructor(status, detail, busy = false) {
    super(detail);
    Object.assign(this, {status, busy});
  }
}

async function problemDetail(response) {
  try {
    const problem = await response.json();
    return problem.detail || problem.title || response.statusText;
  } catch {
    return response.statusText;
  }
}

// Servers and proxies take addresses of some 8 KB. A longer one is a long query, whose letters take up
// to nine bytes each there: it goes as a form.
const longestAddress = 4000;

function send(path, signal, more) {
  const headers = {Accept: 'application/json', ...more};
  const mark = path.indexOf('?');
  if (path.length <= longestAddress) return fetch(base + path, {signal, headers});
  const body = new URLSearchParams(path.slice(mark));
  return fetch(base + path.slice(0, mark), {signal, headers, method: 'POST', body});
}

async function getJson(path, signal, headers = {}) {
  let response;
  try {
    response = await send(path, signal, headers);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer.');
  }
  if (!response.ok) {
    throw new ApiError(response.status, await problemDetail(response), response.headers.has('Retry-After'));
  }
  return response.json();
}

// The fields whose values are worth choosing from; the others are filters that a record leads to.
const countedFields = ['source', 'place', 'topic', 'people', 'organisation', 'author', 'language'];

const newestShown = 5;

// With grouped articles, values and periods count stories.
function countedParameters(state) {
  const parameters = searchParameters(state);
  if (state.grouped) parameters.set('count', 'stories');
  return parameters;
}

// Where the answer to a search comes from.
export function searchAddress(state) {
  const parameters = countedParameters(state);
  parameters.set('limit', pageSize);
  parameters.set('facets', countedFields.join(','));
  parameters.set('facet_counts', 'disjunctive');
  parameters.set('timeline', 'auto');
  if (state.query) parameters.set('read_as', 'true');
  return `/api/v1/search?${parameters}`;
}

export function search(state, signal) {
  return getJson(searchAddress(state), signal);
}

// What arrives behind `cursor`, with its number; without one, where what arrives from now on begins.
export function arrivals(state, cursor, signal) {
  const parameters = searchParameters({...state, sort: 'added', grouped: false, offset: 0});
  parameters.set('limit', 1);
  if (cursor) parameters.set('cursor', cursor);
  return getJson(`/api/v1/search?${parameters}`, signal);
}

// Of a query that is still being typed: the server does not write down that it finds nothing.
export function preview(state, signal) {
  return getJson(searchAddress(state), signal, {'Dateline-Preview': '1'});
}

export function concordance(state, signal) {
  const parameters = concordanceParameters(state);
  parameters.set('limit', linesPerPage);
  return getJson(`/api/v1/concordance?${parameters}`, signal);
}

// The first `count` values of a field that begin with `prefix`, or have a word that does.
export function facet(state, field, prefix, count, signal) {
  const parameters = countedParameters(state);
  for (const name of ['sort', 'group', 'offset']) parameters.delete(name);
  parameters.set('facet_counts', 'disjunctive');
  parameters.set('limit', Math.min(count, 1000));
  if (prefix) parameters.set('prefix', prefix);
  return getJson(`/api/v1/facets/${field}?${parameters}`, signal);
}

export function article(id, query, signal) {
  const parameters = query ? `?${new URLSearchParams({q: query})}` : '';
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}${parameters}`, signal);
}

// Whether an article has all of a query, and if not, why.
export function why(id, query, signal) {
  return getJson(`/api/v1/why?${new URLSearchParams({id, q: query})}`, signal);
}

export function similar(id, signal) {
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}/similar`, signal);
}

export function story(id, signal) {
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}/story`, signal);
}

// What an article made of the text of another one.
export function comparison({id, compare}, signal) {
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}/compare?${new URLSearchParams({with: compare})}`, signal);
}

export function suggest(typed, signal) {
  return getJson(`/api/v1/suggest?${new URLSearchParams({q: typed})}`, signal);
}

// How many articles there are in each period, with the filters of a search and without its query.
export async function timelineOfAll(state, step, signal) {
  const parameters = countedParameters({...state, query: '', offset: 0});
  parameters.set('limit', 1);
  parameters.set('timeline', step);
  return (await getJson(`/api/v1/search?${parameters}`, signal)).timeline;
}

// The newest articles, the most frequent values and the years of the whole archive.
export function overview(signal) {
  const parameters = new URLSearchParams({
    sort: 'newest', limit: newestShown, facets: 'source,place,topic,people', timeline: 'year',
  });
  return getJson(`/api/v1/search?${parameters}`, signal);
}

export function stats(signal) {
  return getJson('/api/v1/stats', signal);
}
