// What the page says where it has no results to show: when nothing matched, and when something
// failed.

import {element} from './dom.js';
import {base, isNarrowed, refine, emptySearch, searchPath} from './state.js';

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
