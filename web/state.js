// What the page shows stands in its address, so that it can be bookmarked, sent and gone back to:
//   /?q=…&source=…&exclude.source=…&from=…&to=…&undated=…&sort=…&group=…&offset=…     a search
//   …&show=context&order=…                                                           its words in their context
//   …&syntax=…                                                                       its query as another system reads it
//   /article/ID?q=…                                                                  an article, marked for the query
//   /article/ID?compare=…                                                            what it made of another one
// A proxy may serve all that below a path of its own, /news/?q=….

// That path, '' or '/news': where this file is.
export const base = new URL('.', import.meta.url).pathname.slice(0, -1);

export const pageSize = 10;
export const linesPerPage = 100;
// Systems whose queries the server reads as they do.
export const syntaxes = {nexis: 'Nexis', factiva: 'Factiva', proquest: 'ProQuest', lucene: 'Lucene'};

export const sorts = ['relevance', 'newest', 'oldest', 'added'];

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

const noValues = Object.freeze(Object.fromEntries(Object.keys(filterFields).map((field) => [field, []])));

// `filters` are values that articles must have, `excluded` those that they must not have.
export const emptySearch = Object.freeze({
  view: 'search',
  query: '',
  syntax: '',
  filters: noValues,
  excluded: noValues,
  from: '',
  to: '',
  undated: false,
  sort: 'relevance',
  grouped: false,
  broaden: false,
  names: 'similar',
  without: Object.freeze([]),
  offset: 0,
  inContext: false,
  order: 'articles',
});

// What lines of a concordance may be put in order by.
export const contextOrders = ['articles', 'left', 'right', 'source'];

const exclude = 'exclude.';

function readFilters(parameters, prefix = '') {
  return Object.fromEntries(
    Object.keys(filterFields).map((field) => [field, [...new Set(parameters.getAll(prefix + field))]]));
}

function readSearch(parameters) {
  const sort = parameters.get('sort');
  const offset = Number(parameters.get('offset'));
  return {
    view: 'search',
    query: parameters.get('q') ?? '',
    syntax: parameters.get('syntax') in syntaxes ? parameters.get('syntax') : '',
    filters: readFilters(parameters),
    excluded: readFilters(parameters, exclude),
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
    undated: parameters.get('undated') === 'only',
    sort: sorts.includes(sort) ? sort : 'relevance',
    grouped: parameters.get('group') === 'similar',
    broaden: ['true', '1'].includes(parameters.get('broaden')),
    names: parameters.get('names') === 'exact' ? 'exact' : 'similar',
    without: [...new Set(parameters.getAll('without'))],
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    inContext: parameters.get('show') === 'context',
    order: contextOrders.includes(parameters.get('order')) ? parameters.get('order') : 'articles',
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
  return {
    view: 'article', id: decodeSegment(article[1]),
    query: url.searchParams.get('q') ?? '', compare: url.searchParams.get('compare') ?? '',
  };
}

// What narrows a search besides its words, as address and API both write it.
function narrowing(search) {
  const parameters = new URLSearchParams();
  for (const field of Object.keys(filterFields)) {
    for (const value of search.filters[field]) parameters.append(field, value);
    for (const value of search.excluded[field]) parameters.append(exclude + field, value);
  }
  if (search.from) parameters.set('from', search.from);
  if (search.to) parameters.set('to', search.to);
  if (search.undated) parameters.set('undated', 'only');
  return parameters;
}

export function searchParameters(search) {
  const parameters = new URLSearchParams();
  if (search.query) parameters.set('q', search.query);
  if (search.query && search.syntax) parameters.set('syntax', search.syntax);
  for (const [name, value] of narrowing(search)) parameters.append(name, value);
  if (search.sort !== 'relevance') parameters.set('sort', search.sort);
  if (search.grouped) parameters.set('group', 'similar');
  if (search.broaden) parameters.set('broaden', 'true');
  if (search.names === 'exact') parameters.set('names', 'exact');
  for (const text of search.without) parameters.append('without', text);
  if (search.offset > 0) parameters.set('offset', search.offset);
  return parameters;
}

export function searchPath(search) {
  const all = searchParameters(search);
  if (search.inContext) all.set('show', 'context');
  if (search.inContext && search.order !== 'articles') all.set('order', search.order);
  const parameters = all.toString();
  return parameters ? `${base}/?${parameters}` : `${base}/`;
}

// The search for feed readers: from the article that was added last on, whatever is shown here.
export function feedPath(search) {
  const parameters = searchParameters(refine(search, {}));
  parameters.delete('sort');
  return parameters.toString() ? `${base}/api/v1/feed?${parameters}` : `${base}/api/v1/feed`;
}

// Every match in full, in a format of the API: csv or jsonl.
export function exportPath(search, format) {
  const parameters = searchParameters(refine(search, {}));
  parameters.set('format', format);
  return `${base}/api/v1/export?${parameters}`;
}

// Every place of the query's words, as the API takes it.
export function concordanceParameters(search) {
  const parameters = searchParameters(search);
  if (search.sort === 'relevance') parameters.delete('sort');
  parameters.delete('group');
  if (search.order !== 'articles') parameters.set('order', search.order);
  return parameters;
}

export function articlePath(id, query) {
  const parameters = query ? `?${new URLSearchParams({q: query})}` : '';
  return `${base}/article/${encodeURIComponent(id)}${parameters}`;
}

// What an article made of another one.
export function comparePath(id, other, query) {
  const parameters = new URLSearchParams({compare: other});
  if (query) parameters.set('q', query);
  return `${base}/article/${encodeURIComponent(id)}?${parameters}`;
}

// Nothing is asked yet: the page says what can be.
export function isFirstVisit(search) {
  return searchPath(search) === `${base}/`;
}

export function isNarrowed(search) {
  return narrowing(search).toString() !== '';
}

// The search for a query in our own language, whatever the one before was written in.
export function withQuery(search, query) {
  return refine(search, {query, syntax: ''});
}

// The search with other parts, from its first page.
export function refine(search, changes) {
  return {...search, offset: 0, ...changes};
}

// The lists of values by field, with or without one.
function withValue(lists, field, value) {
  const others = withoutValue(lists, field, value);
  return {...others, [field]: [...others[field], value]};
}

function withoutValue(lists, field, value) {
  return {...lists, [field]: lists[field].filter((other) => other !== value)};
}

export function withFilter(search, field, value) {
  return refine(search, {filters: withValue(search.filters, field, value)});
}

export function withoutFilter(search, field, value) {
  return refine(search, {filters: withoutValue(search.filters, field, value)});
}

// What is left out is not wanted at the same time.
export function withExclusion(search, field, value) {
  return refine(search, {
    filters: withoutValue(search.filters, field, value),
    excluded: withValue(search.excluded, field, value),
  });
}

export function withoutExclusion(search, field, value) {
  return refine(search, {excluded: withoutValue(search.excluded, field, value)});
}

// The search without a spelling or a synonym that the server added; and with it again.
export function withoutAddition(search, text) {
  return refine(search, {without: [...search.without, text]});
}

export function withAddition(search, text) {
  return refine(search, {without: search.without.filter((other) => other !== text)});
}

// Everything that has this value in this field: "all of TASS".
export function filterPath(field, value) {
  return searchPath(withFilter(emptySearch, field, value));
}
