// The start page: what is in this archive, its newest articles, and queries made from it to try.

import {element} from './dom.js';
import * as format from './format.js';
import {emptySearch, refine, searchPath} from './state.js';
import {hitView} from './results.js';

const sourcesNamed = 3;
const shortestWord = 5;  // letters that make a word of a headline worth searching for

const syntax = [
  ['"pay rise"', 'these words, exactly so'],
  ['harbour -strike', 'the first word, without the second'],
  ['(storm OR snow) school', 'either word, and with it a third'],
  ['IS', 'in capitals: the acronym, not the word'],
  ['title:election', 'in the headline'],
  ['date:2021-03', 'published in this month'],
  ['librar*', 'all words that begin so'],
];

function queryList(rows) {
  return element('dl', {class: 'syntax'}, rows.map(([query, meaning]) =>
    element('div', {},
      element('dt', {dir: 'auto'}, element('a', {href: searchPath(refine(emptySearch, {query}))}, query)),
      element('dd', {}, meaning))));
}

function listed(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

// Of the most articles first.
function languageNames(languages) {
  return listed(languages.filter(({language}) => language !== 'und')
    .sort((one, other) => other.articles - one.articles).slice(0, 6)
    .map(({language}) => format.language(language)));
}

function years(timeline) {
  const known = timeline.map(({period}) => period).filter(Boolean);
  const [first, last] = [known[0], known[known.length - 1]];
  return known.length === 0 ? '' : first === last ? ` of ${first}` : ` from ${first} to ${last}`;
}

// "19,043 articles in English from 1987 to 1988, indexed on 3 May 2025."
function extent(stats, {timeline}) {
  const languages = languageNames(stats.languages ?? []);
  return `${format.counted(stats.articles, 'article')}${languages && ` in ${languages}`}${years(timeline)}`
    + `${stats.built_at ? `, indexed on ${format.day(stats.built_at)}` : ''}.`;
}

// The sources with the most articles, each a way to them.
function sourcesLine({facets, facet_values: values}) {
  const named = (facets.source ?? []).slice(0, sourcesNamed);
  if (named.length === 0) return null;
  const others = values.source - named.length;
  return element('p', {}, 'Most are from ',
    named.map(({value}, index) => [
      index > 0 && (index === named.length - 1 && others === 0 ? ' and ' : ', '),
      element('a', {href: searchPath(refine(emptySearch, {query: fieldQuery('source', value)})), dir: 'auto'}, value),
    ]),
    others > 0 && ` and ${format.counted(others, 'other source')}`, '.');
}

function fieldQuery(field, value) {
  return /^[\p{L}\p{N}]+$/u.test(value) ? `${field}:${value}` : `${field}:"${value.replaceAll('"', '')}"`;
}

function wordsOf(text) {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

// Queries that this archive answers, each made of what it has: at most one of a kind.
export function examples({hits, facets, timeline}) {
  const [one, other] = hits.map(({title}) => title ?? '');
  const word = wordsOf(one ?? '').filter((each) => each.length >= shortestWord)
    .sort((a, b) => b.length - a.length)[0];
  const [first, second] = wordsOf(other ?? one ?? '');
  const year = timeline.map(({period}) => period).filter(Boolean).pop();
  const frequent = (field) => facets[field]?.[0]?.value;
  return [
    word && [word.toLowerCase(), 'the word, in all its forms'],
    second && [`"${first} ${second}"`, 'the words side by side'],
    word && year && [`${word.toLowerCase()} date:${year}`, `the same, published in ${year}`],
    frequent('people') && [fieldQuery('people', frequent('people')), 'about a person'],
    frequent('place') && [fieldQuery('place', frequent('place')), 'reported from a place'],
    frequent('topic') && [fieldQuery('topic', frequent('topic')), 'on a topic'],
    frequent('source') && [fieldQuery('source', frequent('source')), 'of a source'],
  ].filter(Boolean).slice(0, 5);
}

// `stats` and `overview` are answers of api.js.
// `saved` is what saved.js shows.
export function startView(stats, overview, saved) {
  const rows = examples(overview);
  return element('section', {class: 'message welcome'},
    element('h1', {}, 'Search the archive'),
    element('p', {class: 'lead'}, extent(stats, overview)),
    sourcesLine(overview),
    saved,
    rows.length > 0 && [element('h2', {}, 'To try in this archive'), queryList(rows)],
    overview.hits.length > 0 && [
      element('h2', {id: 'newest'}, 'The newest articles'),
      element('ol', {class: 'hits newest', 'aria-labelledby': 'newest'},
        overview.hits.map((hit) => hitView({...hit, snippets: []}, '', 'h3'))),
      element('p', {},
        element('a', {href: searchPath(refine(emptySearch, {sort: 'newest'}))}, 'Browse the newest')),
    ],
    element('h2', {}, 'What to type'),
    element('p', {}, 'Words of the article, in any order. Or, more exactly:'),
    queryList(syntax));
}
