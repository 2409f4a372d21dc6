// The values of one field among the matches: ticked they are alternatives, and each can be left out.
// What the answer does not list is searched and fetched from the server.

import * as api from './api.js';
import {element} from './dom.js';
import * as format from './format.js';
import {filterFields, searchPath, withExclusion, withFilter, withoutExclusion, withoutFilter} from './state.js';

// Values that are shown at once, and so many more whenever more are asked for.
const shownValues = 6;
const moreValues = 20;

const delayMilliseconds = 150;

function idOf(field, value) {
  return `${field}-${encodeURIComponent(value)}`;
}

// A link that leaves the value out, or takes it in again.
function exclusionLink(field, value, state) {
  const excluded = state.excluded[field].includes(value);
  const name = format.filterValue(field, value);
  return element('a', {
    class: 'exclude',
    id: `${idOf(field, value)}-not`,
    href: searchPath((excluded ? withoutExclusion : withExclusion)(state, field, value)),
    'data-keeps-place': true,
    'aria-label': excluded ? `Stop leaving out ${name}` : `Leave out ${name}`,
    title: excluded ? 'Stop leaving this out' : 'Leave this out',
  }, excluded ? 'undo' : 'not');
}

function option(field, {value, count}, state, navigate) {
  const checked = state.filters[field].includes(value);
  const excluded = state.excluded[field].includes(value);
  const box = element('input', {type: 'checkbox', name: field, value, checked, id: idOf(field, value)});
  box.addEventListener('change', () => {
    const base = excluded ? withoutExclusion(state, field, value) : state;
    navigate(searchPath((box.checked ? withFilter : withoutFilter)(base, field, value)), {keepsPlace: true});
  });
  return element('li', {class: excluded ? 'facet-value excluded' : 'facet-value'},
    element('label', {class: 'option'}, box,
      element('span', {class: 'option-name', dir: 'auto'}, format.filterValue(field, value)),
      ' ', element('span', {class: 'option-count'}, count === undefined ? '' : format.number(count))),
    exclusionLink(field, value, state));
}

// The chosen values come first, those too that the server did not list.
function inOrder(values, field, state) {
  const chosen = [...state.filters[field], ...state.excluded[field]];
  const listed = new Set(values.map(({value}) => value));
  const missing = chosen.filter((value) => !listed.has(value)).map((value) => ({value}));
  const isChosen = ({value}) => chosen.includes(value);
  return [...missing, ...values.filter(isChosen), ...values.filter((one) => !isChosen(one))];
}

class Facet {
  constructor(field, values, distinct, state, navigate) {
    Object.assign(this, {field, state, navigate, distinct, prefix: ''});
    this.list = element('ul', {class: 'options', id: `options-${field}`});
    this.more = element('button', {class: 'more', type: 'button', id: `more-${field}`});
    this.more.addEventListener('click', () => this.showMore());
    this.show(inOrder(values, field, state), shownValues);
  }

  // Shows the first of the values; one left alone is shown, too.
  show(values, most) {
    this.values = values;
    const rest = Math.max(this.distinct, values.length) - most;
    this.shown = rest === 1 ? most + 1 : most;
    this.list.replaceChildren(...values.slice(0, this.shown).map(
      (value) => option(this.field, value, this.state, this.navigate)));
    const left = Math.max(this.distinct, values.length) - Math.min(this.shown, values.length);
    this.more.hidden = left <= 0;
    this.more.textContent = `${format.number(left)} more`;
  }

  async showMore() {
    const wanted = this.shown + moreValues;
    const before = this.list.childElementCount;
    if (wanted > this.values.length && this.values.length < this.distinct) await this.fetch(wanted);
    this.show(this.values, wanted);
    this.list.children[before]?.querySelector('input').focus();
  }

  // Asks for the values that begin so, in the place of those that are shown.
  search(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      this.prefix = text.trim();
      if (await this.fetch(shownValues + moreValues)) this.show(this.values, shownValues + moreValues);
    }, delayMilliseconds);
  }

  // Whether they came. A server that does not answer leaves what is shown.
  async fetch(count) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const answer = await api.facet(this.state, this.field, this.prefix, count, this.request.signal);
      this.distinct = answer.distinct;
      this.values = this.prefix ? answer.values : inOrder(answer.values, this.field, this.state);
      this.status.textContent = this.prefix ? `${format.counted(answer.distinct, 'value')} found` : '';
      return true;
    } catch (error) {
      if (error.name === 'AbortError') return false;
      if (!(error instanceof api.ApiError)) throw error;
      this.status.textContent = 'The values could not be fetched.';
      return false;
    }
  }

  searchBox() {
    const box = element('input', {
      type: 'search', class: 'facet-search', dir: 'auto', autocomplete: 'off', spellcheck: 'false',
      id: `search-${this.field}`, 'aria-controls': this.list.id,
      placeholder: `Search ${format.number(this.distinct)} values`,
      'aria-label': `Search the values of ${filterFields[this.field]}`,
    });
    box.addEventListener('input', () => this.search(box.value));
    return box;
  }

  view() {
    this.status = element('p', {class: 'facet-status', role: 'status'});
    return element('fieldset', {class: 'facet'},
      element('legend', {}, filterFields[this.field]),
      this.distinct > shownValues + 1 && this.searchBox(),
      this.list, this.more, this.status);
  }
}

// None where there is nothing to choose: a field with one value narrows nothing, unless it is chosen.
export function facetView(field, values, distinct, state, navigate) {
  const isChosen = state.filters[field].length + state.excluded[field].length > 0;
  if (distinct < 2 && !isChosen) return null;
  return new Facet(field, values, distinct, state, navigate).view();
}
