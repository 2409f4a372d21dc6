// Asks the server. Every call takes an AbortSignal, so that an answer nobody waits for any more is
// not waited for, and throws an ApiError that says what the server said.

import {base, pageSize, searchParameters} from './state.js';

// `status` is 0 where no server answered.
export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
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

async function getJson(path, signal) {
  let response;
  try {
    response = await fetch(base + path, {signal, headers: {Accept: 'application/json'}});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer.');
  }
  if (!response.ok) throw new ApiError(response.status, await problemDetail(response));
  return response.json();
}

// The fields whose values are worth choosing from; the others are filters that a record leads to.
const countedFields = ['source', 'place', 'topic', 'language'];

// `timeline` is the period that the matches are counted by: year, month or day.
export function search(state, timeline, signal) {
  const parameters = searchParameters(state);
  parameters.set('limit', pageSize);
  parameters.set('facets', countedFields.join(','));
  parameters.set('timeline', timeline);
  return getJson(`/api/v1/search?${parameters}`, signal);
}

export function article(id, query, signal) {
  const parameters = query ? `?${new URLSearchParams({q: query})}` : '';
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}${parameters}`, signal);
}

export function similar(id, signal) {
  return getJson(`/api/v1/articles/${encodeURIComponent(id)}/similar`, signal);
}

export function suggest(typed, signal) {
  return getJson(`/api/v1/suggest?${new URLSearchParams({q: typed})}`, signal);
}

export function stats(signal) {
  return getJson('/api/v1/stats', signal);
}
