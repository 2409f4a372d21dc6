// What the page says where it has no results to show: at the first visit, when nothing matched, and
// when something failed.

import {element} from './dom.js';
import * as format from './format.js';
import {base, isNarrowed, refine, emptySearch, searchPath} from './state.js';

const syntax = [
  ['"pay rise"', 'these words, exactly so'],
  ['harbour -strike', 'the first word, without the second'],
  ['(storm OR snow) school', 'either word, and with it a third'],
  ['IS', 'in capitals: the acronym, not the word'],
  ['title:election', 'in the headline'],
  ['date:2021-03', 'published in this month'],
  ['librar*', 'all words that begin so'],
];

function syntaxTable() {
  return element('dl', {class: 'syntax'}, syntax.map(([query, meaning]) =>
    element('div', {},
      element('dt', {}, element('a', {href: searchPath(refine(emptySearch, {query}))}, query)),
      element('dd', {}, meaning))));
}

// Of the most articles first.
function languageNames(languages) {
  const names = languages.filter(({language}) => language !== 'und')
    .sort((one, other) => other.articles - one.articles).slice(0, 6)
    .map(({language}) => format.language(language));
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

// "19,043 articles in English and German, indexed on 3 May 2025"
function extent(stats) {
  const languages = languageNames(stats.languages ?? []);
  return `${format.counted(stats.articles, 'article')}${languages && ` in ${languages}`}`
    + `${stats.built_at ? `, indexed on ${format.day(stats.built_at)}` : ''}.`;
}

// `stats` may be null: then the page does not say how much there is.
export function welcome(stats) {
  return element('section', {class: 'message welcome'},
    element('h1', {}, 'Search the archive'),
    element('p', {class: 'lead'}, stats && `${extent(stats)} `,
      element('a', {href: searchPath(refine(emptySearch, {sort: 'newest'}))}, 'Browse the newest')),
    element('h2', {}, 'What to type'),
    element('p', {}, 'Words of the article, in any order. Or, more exactly:'),
    syntaxTable());
}

export function nothingFound(state) {
  const everything = searchPath(refine(emptySearch, {query: state.query}));
  return element('section', {class: 'message'},
    element('h2', {}, 'What to try'),
    element('ul', {},
      isNarrowed(state) && element('li', {},
        element('a', {href: everything}, 'Search without the filters')),
      state.query.includes('"') && element('li', {},
        element('a', {href: searchPath(refine(state, {query: state.query.replaceAll('"', '')}))},
          'Search for the words without the quotes')),
      element('li', {}, 'Check the spelling, above all of names'),
      element('li', {}, 'Use fewer words, or join alternatives by OR')));
}

function failureTitle({status, busy}) {
  if (busy) return 'The server is busy';
  if (status === 0) return 'The server cannot be reached';
  if (status === 404) return 'This article is not in the archive';
  if (status === 503) return 'The archive is not ready';
  if (status >= 500) return 'Something went wrong';
  return 'This search cannot be answered';
}

// The server's messages are written for logs and terminals: "limit must be a number".
function sentence(message) {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

// Where the server gave a reason, the page gives it on. What was shown before stays below.
export function failure(error) {
  return element('section', {class: 'message failure', role: 'alert'},
    element('h1', {id: 'failure-title', tabindex: -1}, failureTitle(error)),
    element('p', {}, sentence(error.message)),
    element('p', {}, error.status === 404
      ? element('a', {class: 'button', href: `${base}/`}, 'Search the archive')
      : element('a', {class: 'button', href: location.href}, 'Try again')));
}
