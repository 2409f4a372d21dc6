// The results of a search: how many, what was searched, one entry a hit, and the way to other pages.

import {element} from './dom.js';
import {chips, filtersView} from './filters.js';
import * as format from './format.js';
import {markedNodes} from './marks.js';
import {nothingFound} from './messages.js';
import {readBackView, relaxedView} from './read_back.js';
import {similarView} from './similar.js';
import {
  articlePath, feedPath, pageSize, refine, searchPath, sorts, syntaxes, withAddition, withoutAddition, withQuery,
} from './state.js';
import {timelineView} from './timeline.js';
import {toolsView} from './tools.js';

// "MOSCOW · TASS · 25 January 2017": what a reader judges an article by before its title.
export function dateline({place, source, published, language, all_words: all}) {
  const some = all === false;
  const date = published
    ? element('time', {datetime: published}, format.day(published))
    : element('span', {class: 'undated'}, 'undated');
  return element('p', {class: 'dateline'},
    place && element('span', {class: 'place'}, element('bdi', {}, place)),
    source && element('span', {class: 'source'}, element('bdi', {}, source)),
    date,
    some && element('span', {class: 'some-words'}, 'some of the words'),
    language && language !== 'en' && language !== 'und' &&
      element('span', {class: 'language'}, format.language(language)));
}

// Passages of one article, with a sign where text between them is left out.
function snippetNodes(snippets) {
  return snippets.flatMap((snippet, index) => {
    const joined = index > 0 && (snippets[index - 1].endsWith('…') || snippet.startsWith('…'));
    return [index > 0 && (joined ? ' ' : ' … '), ...markedNodes(snippet)];
  });
}

export function titleNodes(hit) {
  if (hit.title_html) return markedNodes(hit.title_html);
  return hit.title || 'Untitled';
}

// Attributes of an element whose text is the article's, in its language and its direction.
export function inLanguageOf({language}) {
  return {dir: 'auto', lang: language && language !== 'und' ? language : null};
}

// `heading` is the element of its title: h2, or h3 in a list that has a heading itself.
export function hitView(hit, query, heading = 'h2') {
  const id = `hit-${encodeURIComponent(hit.id)}`;
  return element('li', {class: 'hit'},
    dateline(hit),
    element(heading, {class: 'hit-title', ...inLanguageOf(hit)},
      element('a', {href: articlePath(hit.id, query), id, class: 'hit-link'}, titleNodes(hit))),
    hit.snippets?.length > 0 &&
      element('p', {class: 'snippet', ...inLanguageOf(hit)}, snippetNodes(hit.snippets)),
    similarView(hit.similar, hit.id, query));
}

// "128 articles", and with it how long they took.
function heading(answer, state, say) {
  const total = format.found(answer.total);
  const count = state.grouped && !format.tellsStories(answer.total) ? `${total}, similar ones grouped` : total;
  return element('div', {class: 'summary'},
    element('h1', {class: 'count', id: 'results-title', tabindex: -1}, count[0].toUpperCase() + count.slice(1)),
    element('span', {class: 'took'}, `in ${format.duration(answer.took_ms)}`),
    element('a', {class: 'feed', href: feedPath(state), type: 'application/atom+xml'}, 'Feed'),
    answer.total.value > 0 && state.query && element('a', {class: 'feed', href: searchPath(refine(state, {inContext: true}))}, 'In context'),
    answer.total.value > 0 && toolsView(state, say),
    answer.total.value > 1 && sortLinks(state));
}

// Without words nothing is more relevant than anything else: the newest come first.
function sortLinks(state) {
  const label = {relevance: 'Relevance', newest: 'Newest', oldest: 'Oldest', added: 'Last added'};
  const offered = state.query ? sorts : ['newest', 'oldest', 'added'];
  const current = offered.includes(state.sort) ? state.sort : offered[0];
  return element('nav', {class: 'sorts', 'aria-label': 'Order of the results'},
    offered.map((sort) => element('a', {
      href: searchPath(refine(state, {sort})),
      'aria-current': sort === current ? 'true' : null,
    }, label[sort])));
}

function suggestionLine(suggestion, state) {
  return suggestion && element('p', {class: 'did-you-mean'}, 'Did you mean ',
    element('a', {href: searchPath(withQuery(state, suggestion))}, suggestion), '?');
}

// What a query of another system is in our language.
function translationLine({translated}, state) {
  if (translated === undefined) return null;
  return element('p', {class: 'read-as'}, `Read as ${syntaxes[state.syntax]} reads it: `,
    element('a', {href: searchPath(withQuery(state, translated))}, element('bdi', {}, translated)));
}

// What the server read otherwise than it was typed, and what it searched besides.
function notesView({notes = [], also_searched: also = []}, state) {
  if (notes.length === 0 && also.length === 0 && state.without.length === 0) return null;
  return element('ul', {class: 'notes'},
    notes.map((note) => element('li', {}, note)),
    also.length > 0 && element('li', {}, 'Also searched: ',
      also.map((addition, index) => [index > 0 && ', ', additionView(addition, state)])),
    state.without.length > 0 && element('li', {}, 'Not searched: ',
      state.without.map((text, index) => [index > 0 && ', ', element('a', {
        href: searchPath(withAddition(state, text)), 'aria-label': `Search ${text} again`,
      }, text)])));
}

// A spelling or a synonym with its number of articles, and a cross that searches without it.
function additionView({text, count}, state) {
  return element('span', {class: 'addition'},
    element('bdi', {}, text), count !== undefined && ` (${format.number(count)})`,
    ' ', element('a', {
      class: 'addition-cross', href: searchPath(withoutAddition(state, text)), 'aria-label': `Search without ${text}`,
    }, '×'));
}

function pageLink(text, relation, offset, state) {
  return element('a', {class: 'button', rel: relation, href: searchPath({...state, offset})}, text);
}

// Where more is found than the server lets anyone page through, the last page says so.
function pageNumber(answer, state) {
  const {value, exact} = answer.total;
  const page = Math.floor(state.offset / pageSize) + 1;
  const pages = Math.max(page, Math.ceil(value / pageSize));
  const isCut = !answer.next && state.offset + answer.hits.length < value;
  return `Page ${format.number(page)} of ${exact ? '' : 'about '}${format.number(pages)}`
    + (isCut ? ': narrow the search to see the others' : '');
}

function pager(answer, state) {
  if (state.offset === 0 && !answer.next) return null;
  return element('nav', {class: 'pager', 'aria-label': 'Pages of results'},
    state.offset > 0 ? pageLink('Previous', 'prev', Math.max(0, state.offset - pageSize), state)
                     : element('span'),
    element('span', {}, pageNumber(answer, state)),
    answer.next ? pageLink('Next', 'next', state.offset + pageSize, state) : element('span'));
}

// `say` tells users of screen readers what happened.
export function resultsView(answer, state, navigate, say) {
  return element('div', {class: 'results-page'},
    filtersView(answer, state, navigate),
    element('section', {class: 'results', 'aria-labelledby': 'results-title'},
      heading(answer, state, say),
      chips(state),
      suggestionLine(answer.query.suggestion, state),
      translationLine(answer.query, state),
      notesView(answer.query, state),
      readBackView(answer.query.read_as, state),
      relaxedView(answer.query.read_as, state),
      timelineView(answer.timeline ?? [], state, navigate),
      answer.hits.length > 0
        ? element('ol', {class: 'hits', start: state.offset + 1},
            answer.hits.map((hit) => hitView(hit, answer.query.translated ?? state.query)))
        : nothingFound(state),
      pager(answer, state)));
}
