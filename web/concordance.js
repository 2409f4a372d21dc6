// Every place where the words of a query stand, one a line, with what stands around it: for looking
// at how a word is used.

import {element} from './dom.js';
import {chips, filtersView} from './filters.js';
import * as format from './format.js';
import {articlePath, base, concordanceParameters, contextOrders, linesPerPage, refine, searchPath} from './state.js';

const orderLabels = {articles: 'Date', left: 'Words before', right: 'Words behind', source: 'Source'};

function orderLinks(state) {
  return element('nav', {class: 'sorts', 'aria-label': 'Order of the lines'},
    contextOrders.map((order) => element('a', {
      href: searchPath(refine(state, {order})), 'aria-current': order === state.order ? 'true' : null,
    }, orderLabels[order])));
}

function csvPath(state) {
  const parameters = concordanceParameters(refine(state, {}));
  parameters.set('format', 'csv');
  parameters.set('limit', 10000);
  return `${base}/api/v1/concordance?${parameters}`;
}

function heading(answer, state) {
  const {value, exact} = answer.total;
  const places = `${exact ? '' : 'At least '}${format.counted(value, 'place')} in ${format.counted(answer.articles, 'article')}`;
  return element('div', {class: 'summary'},
    element('h1', {class: 'count', id: 'results-title', tabindex: -1}, places),
    element('a', {class: 'feed', href: searchPath(refine(state, {inContext: false, order: 'articles'}))}, 'As articles'),
    value > 0 && element('a', {class: 'feed', href: csvPath(state), download: true}, 'CSV'),
    value > 1 && orderLinks(state));
}

function where({source, published}) {
  return [source, published ? format.day(published) : 'undated'].filter(Boolean).join(', ');
}

function lineView(line, query) {
  return element('tr', {},
    element('td', {class: 'left', dir: 'auto'}, element('span', {}, line.left)),
    element('td', {class: 'match', dir: 'auto'}, element('mark', {}, line.match)),
    element('td', {class: 'right', dir: 'auto'}, element('span', {}, line.right)),
    element('td', {class: 'where'},
      element('a', {href: articlePath(line.id, query), title: line.title || 'Untitled'}, where(line))));
}

function linesView(lines, query) {
  if (lines.length === 0) return null;
  const titles = ['Before', 'Match', 'Behind', 'Article'];
  return element('table', {class: 'concordance'},
    element('caption', {class: 'visually-hidden'}, 'The places in their context'),
    element('thead', {class: 'visually-hidden'}, element('tr', {}, titles.map((title) => element('th', {scope: 'col'}, title)))),
    element('tbody', {}, lines.map((line) => lineView(line, query))));
}

function pager(answer, state) {
  if (state.offset === 0 && !answer.next) return null;
  const link = (text, relation, offset) => element('a', {class: 'button', rel: relation, href: searchPath({...state, offset})}, text);
  return element('nav', {class: 'pager', 'aria-label': 'Pages of lines'},
    state.offset > 0 ? link('Previous', 'prev', Math.max(0, state.offset - linesPerPage)) : element('span'),
    element('span', {}, `From line ${format.number(state.offset + 1)}`),
    answer.next ? link('Next', 'next', state.offset + linesPerPage) : element('span'));
}

export function announcedPlaces({total}) {
  return `${format.counted(total.value, 'place')} found`;
}

export function concordanceView(answer, state, navigate) {
  return element('div', {class: 'results-page'},
    filtersView(null, state, navigate),
    element('section', {class: 'results wide', 'aria-labelledby': 'results-title'},
      heading(answer, state),
      chips(state),
      answer.query.notes.length > 0 && element('ul', {class: 'notes'}, answer.query.notes.map((note) => element('li', {}, note))),
      linesView(answer.lines, state.syntax ? answer.query.text : state.query),
      pager(answer, state)));
}
