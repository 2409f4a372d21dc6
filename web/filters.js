// What narrows a search: the chips of what is chosen, the dates, and the values of each field.

import {element} from './dom.js';
import {facetView} from './facets.js';
import * as format from './format.js';
import {periodOf, rangeDays} from './periods.js';
import {filterFields, refine, searchPath, syntaxes, withoutExclusion, withoutFilter} from './state.js';

function chip(label, path) {
  return element('li', {},
    element('a', {class: 'chip', href: path, 'aria-label': `Remove ${label}`},
      element('span', {class: 'chip-text'}, label), element('span', {class: 'chip-cross', 'aria-hidden': 'true'}, '×')));
}

// "2017", "January 2017", "3 May 2018 to 9 July 2019", "from 3 May 2018".
function dateRange({from, to}) {
  const period = periodOf({from, to});
  if (period) return format.day(period);
  if (from && to) return `${format.day(from)} to ${format.day(to)}`;
  return from ? `from ${format.day(from)}` : `until ${format.day(to)}`;
}

// What narrows a search, each with the search without it.
function narrowings(state) {
  const chosen = Object.keys(filterFields).flatMap((field) => [
    ...state.filters[field].map((value) =>
      [`${filterFields[field]}: ${format.filterValue(field, value)}`, withoutFilter(state, field, value)]),
    ...state.excluded[field].map((value) =>
      [`Not ${filterFields[field]}: ${format.filterValue(field, value)}`, withoutExclusion(state, field, value)]),
  ]);
  if (state.syntax) chosen.push([`Syntax: ${syntaxes[state.syntax]}`, refine(state, {syntax: ''})]);
  if (state.broaden) chosen.push(['Related words, too', refine(state, {broaden: false})]);
  if (state.undated) chosen.push(['Undated', refine(state, {undated: false})]);
  if (state.from || state.to) chosen.push([`Date: ${dateRange(state)}`, refine(state, {from: '', to: ''})]);
  return chosen;
}

export function chips(state) {
  const chosen = narrowings(state);
  if (chosen.length === 0) return null;
  return element('ul', {class: 'chips', 'aria-label': 'Chosen filters'},
    chosen.map(([label, without]) => chip(label, searchPath(without))));
}

// A search in words: "oil, Place: London".
export function described(state) {
  return [state.query || 'All articles', ...narrowings(state).map(([label]) => label)].join(', ');
}

function dateInput(name, label, value) {
  return element('label', {class: 'date-field'},
    element('span', {}, label),
    element('input', {type: 'date', name, value, min: '0001-01-01', max: '9999-12-31'}));
}

// The form has a button because a date is complete only when its user says so.
function dateForm(state, navigate) {
  const shown = rangeDays(state);
  const fault = element('p', {class: 'field-error', 'aria-live': 'assertive'});
  const form = element('form', {class: 'dates'},
    element('fieldset', {class: 'facet'},
      element('legend', {}, 'Date'),
      dateInput('from', 'From', shown.from),
      dateInput('to', 'To', shown.to),
      fault,
      element('button', {class: 'button', type: 'submit'}, 'Apply dates')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const {from, to} = Object.fromEntries(new FormData(form));
    fault.textContent = from && to && from > to ? 'The start date is after the end date.' : '';
    if (!fault.textContent) navigate(searchPath(refine(state, {from, to, undated: false})));
  });
  return form;
}

// Articles of nearly the same text as one result: the wire copies of one story.
function groupingForm(state, navigate) {
  const box = element('input', {type: 'checkbox', id: 'group-similar', checked: state.grouped});
  box.addEventListener('change', () => navigate(searchPath(refine(state, {grouped: box.checked}))));
  return element('label', {class: 'option grouping'}, box,
    element('span', {class: 'option-name'}, 'Group similar articles'));
}

// Open at the side of a wide page, closed above the results of a narrow one. `answer` may be null:
// then there is nothing to choose from but dates.
export function filtersView(answer, state, navigate) {
  const wide = matchMedia('(min-width: 60rem)').matches;
  return element('details', {class: 'filters', id: 'filters', open: wide},
    element('summary', {}, 'Narrow the search'),
    groupingForm(state, navigate),
    dateForm(state, navigate),
    answer && Object.keys(filterFields).map((field) =>
      facetView(field, answer.facets[field] ?? [], answer.facet_values[field] ?? 0, state, navigate)),
    answer && element('a', {class: 'button to-results', href: '#results-title'}, `Show ${format.total(answer.total)}`));
}
