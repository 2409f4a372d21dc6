// What narrows a search: the chips of what is chosen, the dates, and the values of each field with
// their counts.

import {element} from './dom.js';
import * as format from './format.js';
import {periodOf} from './periods.js';
import {filterFields, refine, searchPath, withFilter, withoutFilter} from './state.js';

// Values of a field that are shown at once; the others wait behind "more".
const shownValues = 6;

function chip(label, path) {
  return element('li', {},
    element('a', {class: 'chip', href: path, 'aria-label': `Remove ${label}`},
      label, element('span', {class: 'chip-cross', 'aria-hidden': 'true'}, '×')));
}

// "2017", "January 2017", "3 May 2018 to 9 July 2019", "from 3 May 2018".
function dateRange({from, to}) {
  const period = periodOf({from, to});
  if (period) return format.day(period);
  if (from && to) return `${format.day(from)} to ${format.day(to)}`;
  return from ? `from ${format.day(from)}` : `until ${format.day(to)}`;
}

export function chips(state) {
  const chosen = Object.entries(state.filters).flatMap(([field, values]) => values.map((value) =>
    chip(`${filterFields[field]}: ${format.filterValue(field, value)}`,
      searchPath(withoutFilter(state, field, value)))));
  if (state.from || state.to) {
    chosen.push(chip(`Date: ${dateRange(state)}`, searchPath(refine(state, {from: '', to: ''}))));
  }
  if (chosen.length === 0) return null;
  return element('ul', {class: 'chips', 'aria-label': 'Chosen filters'}, chosen);
}

// The values that the server counted, and those chosen ones that it did not.
function facetValues(counts, chosen) {
  const counted = new Set(counts.map(({value}) => value));
  const missing = chosen.filter((value) => !counted.has(value));
  return [...missing.map((value) => ({value, count: 0})), ...counts];
}

function facetOption(field, {value, count}, state, navigate) {
  const checked = state.filters[field].includes(value);
  const box = element('input', {type: 'checkbox', name: field, value, checked, id: `${field}-${encodeURIComponent(value)}`});
  box.addEventListener('change', () =>
    navigate(searchPath((box.checked ? withFilter : withoutFilter)(state, field, value))));
  return element('li', {},
    element('label', {class: 'option'}, box,
      element('span', {class: 'option-name', dir: 'auto'}, format.filterValue(field, value)),
      ' ', element('span', {class: 'option-count'}, format.number(count))));
}

function facet(field, counts, state, navigate) {
  const values = facetValues(counts, state.filters[field]);
  if (values.length === 0) return null;
  const options = values.map((value) => facetOption(field, value, state, navigate));
  const more = options.splice(shownValues + (values.length === shownValues + 1 ? 1 : 0));
  return element('fieldset', {class: 'facet'},
    element('legend', {}, filterFields[field]),
    element('ul', {class: 'options'}, options),
    more.length > 0 && element('details', {id: `more-${field}`},
      element('summary', {}, `${format.number(more.length)} more`),
      element('ul', {class: 'options'}, more)));
}

function dateInput(name, label, value) {
  return element('label', {class: 'date-field'},
    element('span', {}, label),
    element('input', {type: 'date', name, value, min: '0001-01-01', max: '9999-12-31'}));
}

// The form has a button because a date is complete only when its user says so.
function dateForm(state, navigate) {
  const form = element('form', {class: 'dates'},
    element('fieldset', {class: 'facet'},
      element('legend', {}, 'Date'),
      dateInput('from', 'From', state.from),
      dateInput('to', 'To', state.to),
      element('button', {class: 'button', type: 'submit'}, 'Apply dates')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const dates = new FormData(form);
    navigate(searchPath(refine(state, {from: dates.get('from'), to: dates.get('to')})));
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

// Open at the side of a wide page, closed above the results of a narrow one.
export function filtersView(facets, state, navigate) {
  const wide = matchMedia('(min-width: 60rem)').matches;
  return element('details', {class: 'filters', id: 'filters', open: wide},
    element('summary', {}, 'Narrow the search'),
    groupingForm(state, navigate),
    dateForm(state, navigate),
    Object.keys(filterFields).map(
      (field) => facet(field, facets?.[field] ?? [], state, navigate)));
}
