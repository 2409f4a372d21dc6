// What the page shows stands in its address, so that it can be bookmarked, sent and gone back to:
//   /?q=…&source=…&from=…&to=…&sort=…&group=…&offset=…     a search
//   /article/ID?q=…                                        an article, marked for the query
// A proxy may serve all that below a path of its own, /news/?q=….

// That path, '' or '/news': where this file is.
export const base = new URL('.', import.meta.url).pathname.slice(0, -1);

export const pageSize = 10;
export const sorts = ['relevance', 'newest', 'oldest'];

// The filter fields of the API in the order in which the page shows them, with what it calls them.
export const filterFields = {
  source: 'Source',
  place: 'Place',
  topic: 'Topic',
  language: 'Language',
  author: 'Author',
  people: 'Person',
  organisation: 'Organisation',
  section: 'Section',
};

export const emptySearch = Object.freeze({
  view: 'search',
  query: '',
  filters: Object.freeze(Object.fromEntries(Object.keys(filterFields).map((field) => [field, []]))),
  from: '',
  to: '',
  sort: 'relevance',
  grouped: false,
  offset: 0,
});

function readFilters(parameters) {
  return Object.fromEntries(
    Object.keys(filterFields).map((field) => [field, [...new Set(parameters.getAll(field))]]));
}

function readSearch(parameters) {
  const sort = parameters.get('sort');
  const offset = Number(parameters.get('offset'));
  return {
    view: 'search',
    query: parameters.get('q') ?? '',
    filters: readFilters(parameters),
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
    sort: sorts.includes(sort) ? sort : 'relevance',
    grouped: parameters.get('group') === 'similar',
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

function decodeSegment(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function readState(url) {
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  const article = /^\/article\/([^/]+)$/.exec(path);
  if (!article) return readSearch(url.searchParams);
  return {view: 'article', id: decodeSegment(article[1]), query: url.searchParams.get('q') ?? ''};
}

// What narrows a search besides its words, as address and API both write it.
function narrowing(search) {
  const parameters = new URLSearchParams();
  for (const field of Object.keys(filterFields)) {
    for (const value of search.filters[field]) parameters.append(field, value);
  }
  if (search.from) parameters.set('from', search.from);
  if (search.to) parameters.set('to', search.to);
  return parameters;
}

export function searchParameters(search) {
  const parameters = new URLSearchParams();
  if (search.query) parameters.set('q', search.query);
  for (const [name, value] of narrowing(search)) parameters.append(name, value);
  if (search.sort !== 'relevance') parameters.set('sort', search.sort);
  if (search.grouped) parameters.set('group', 'similar');
  if (search.offset > 0) parameters.set('offset', search.offset);
  return parameters;
}

export function searchPath(search) {
  const parameters = searchParameters(search).toString();
  return parameters ? `${base}/?${parameters}` : `${base}/`;
}

// The search for feed readers: from its newest article on, whatever is shown here.
export function feedPath(search) {
  const parameters = searchParameters(refine(search, {}));
  parameters.delete('sort');
  return parameters.toString() ? `${base}/api/v1/feed?${parameters}` : `${base}/api/v1/feed`;
}

export function articlePath(id, query) {
  const parameters = query ? `?${new URLSearchParams({q: query})}` : '';
  return `${base}/article/${encodeURIComponent(id)}${parameters}`;
}

// Nothing is asked yet: the page says what can be.
export function isFirstVisit(search) {
  return searchPath(search) === `${base}/`;
}

export function isNarrowed(search) {
  return narrowing(search).toString() !== '';
}

// The search with other parts, from its first page.
export function refine(search, changes) {
  return {...search, offset: 0, ...changes};
}

export function withFilter(search, field, value) {
  const values = [...search.filters[field].filter((other) => other !== value), value];
  return refine(search, {filters: {...search.filters, [field]: values}});
}

export function withoutFilter(search, field, value) {
  const values = search.filters[field].filter((other) => other !== value);
  return refine(search, {filters: {...search.filters, [field]: values}});
}

// Everything that has this value in this field: "all of TASS".
export function filterPath(field, value) {
  return searchPath(withFilter(emptySearch, field, value));
}
