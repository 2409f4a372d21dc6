// How the server read a query: its parts, each with the number of articles that have it and a cross
// that searches without it; and where nothing was found, searches that ask for less.

import {element} from './dom.js';
import * as format from './format.js';
import {emptySearch, searchPath, withQuery} from './state.js';

// More would be a list that nobody looks at part by part.
const shownParts = 12;
const shownRelaxations = 6;

const joints = {all: '', any: 'or ', not: 'not '};

function count({count: articles}) {
  return articles !== null && element('span', {class: articles === 0 ? 'part-count none' : 'part-count'}, format.number(articles));
}

function cross({text, remaining}, state) {
  return remaining !== null && element('a', {
    class: 'addition-cross', href: searchPath(withQuery(state, remaining)), 'aria-label': `Search without ${text}`,
  }, '×');
}

function partView(part, state, first) {
  const joint = first && part.join === 'any' ? '' : joints[part.join];
  const inside = part.parts?.length > 0
    ? ['(', part.parts.map((each, index) => [index > 0 && ' ', partView(each, state, index === 0)]), ')']
    : element('bdi', {}, part.text);
  return [joint, element('span', {class: 'part'}, inside, ' ', count(part), cross(part, state))];
}

// None where there is nothing to tell apart.
export function readBackView(read, state) {
  if (!read || (read.parts.length < 2 && !read.parts[0]?.parts)) return null;
  const more = read.parts.length - shownParts;
  return element('p', {class: 'read-as'}, 'Read as: ',
    read.parts.slice(0, shownParts).map((part, index) => [index > 0 && ' ', partView(part, state, index === 0)]),
    more > 0 && ` and ${format.counted(more, 'more part')}`);
}

function withoutParameters(state, dropped) {
  const changes = {filters: {...state.filters}, excluded: {...state.excluded}};
  for (const name of dropped) {
    const field = name.replace(/^exclude\./, '');
    if (name in changes.filters) changes.filters[name] = [];
    else if (field in changes.excluded) changes.excluded[field] = [];
    else changes[name] = emptySearch[name];
  }
  return changes;
}

function capitalised(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function relaxationView({change, query, dropped, count: articles}, state) {
  const path = searchPath(withQuery({...state, ...withoutParameters(state, dropped)}, query));
  return element('li', {}, element('a', {href: path}, capitalised(change)), `: ${format.counted(articles, 'article')}`);
}

// Parts that no article has: those are to blame.
function blameView(parts) {
  const missing = parts.flatMap((part) => part.parts ?? part).filter(({join, count: articles}) => join === 'all' && articles === 0);
  if (missing.length === 0) return null;
  return element('p', {class: 'blame'}, 'No article of the archive has ',
    missing.map(({text}, index) => [index > 0 && ', nor ', element('bdi', {}, `“${text}”`)]), '.');
}

// None where an article has all of it, or nothing else would find any.
export function relaxedView(read, state) {
  if (!read || read.relaxed.length === 0) return null;
  return element('section', {class: 'relaxed', 'aria-label': 'Searches that ask for less'},
    blameView(read.parts),
    element('ul', {}, read.relaxed.slice(0, shownRelaxations).map((each) => relaxationView(each, state))));
}

// Why an article that is looked at is not among those with all of the query.
export function whyNotView({matches, reasons}) {
  if (matches || reasons.length === 0) return null;
  return element('p', {class: 'why-not'}, 'This article does not match the whole search: ',
    reasons.join('; '), '.');
}
