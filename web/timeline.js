// The chart of matches over time. The server counts by days, months or years, as the matches span.
// Each bar is a link that narrows the search to its period; several are chosen by dragging, or with
// Shift and the arrow keys. One bar at a time takes part in the order of Tab.

import {timelineOfAll} from './api.js';
import {element, svgElement} from './dom.js';
import * as format from './format.js';
import {completeBuckets, periodDays, periodOf, widerPeriod} from './periods.js';
import {refine, searchPath} from './state.js';

// More bars than this would be thinner than a pixel on a phone.
const mostBars = 240;

const steps = {4: 'year', 7: 'month', 10: 'day'};

// `all` is the number of articles of the period, with the same filters, where shares are shown.
function label({period, count, all}, state) {
  const name = period ? format.day(period) : 'Undated';
  if (all === undefined) return `${name}: ${format.matches(count, state)}`;
  return `${name}: ${format.percent(count / all)} of ${format.matches(all, state)}`;
}

function value({count, all}) {
  return all === undefined ? count : count / all;
}

function barPath({period}, state) {
  if (!period) return searchPath(refine(state, {from: '', to: '', undated: true}));
  return searchPath(refine(state, {...periodDays(period), undated: false}));
}

function bar(bucket, highest, state) {
  const {count} = bucket;
  if (count === 0) return element('li');
  const height = Math.max(3, 100 * value(bucket) / highest);
  const text = label(bucket, state);
  return element('li', {class: bucket.period ? null : 'undated-bar'},
    element('a', {href: barPath(bucket, state), 'aria-label': text, tabindex: -1, draggable: 'false'},
      svgElement('svg', {viewBox: '0 0 10 100', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
        svgElement('rect', {x: 0.8, width: 8.4, y: 100 - height, height})),
      element('span', {class: 'timeline-label', 'aria-hidden': 'true'}, text)));
}

// Chooses bars from `anchor` to `end`, and goes there.
class Brush {
  constructor(list, bars, state, navigate) {
    Object.assign(this, {list, bars, state, navigate, anchor: null, end: null, dragged: false});
    const first = list.querySelector('a');
    if (first) first.tabIndex = 0;
    list.addEventListener('keydown', (event) => this.onKey(event));
    list.addEventListener('focusin', (event) => this.onFocus(event));
    list.addEventListener('pointerdown', (event) => this.onDown(event));
    list.addEventListener('pointermove', (event) => this.onMove(event));
    list.addEventListener('pointerup', () => this.onUp());
    list.addEventListener('pointercancel', () => this.clear());
    list.addEventListener('click', (event) => this.onClick(event), {capture: true});
  }

  indexOf(target) {
    return [...this.list.children].indexOf(target.closest?.('li'));
  }

  indexAt(x) {
    const items = [...this.list.children].slice(0, this.bars.length);
    return Math.max(0, items.findLastIndex((item) => item.getBoundingClientRect().left <= x));
  }

  onFocus(event) {
    for (const link of this.list.querySelectorAll('a')) link.tabIndex = link === event.target ? 0 : -1;
  }

  onKey(event) {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (event.key === 'Escape' && this.anchor !== null) this.clear();
    else if (event.key === 'Enter' && this.anchor !== null) this.go();
    else if (step) this.move(step, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(step, extends_) {
    const items = [...this.list.children];
    const from = this.indexOf(document.activeElement);
    let to = from + step;
    while (items[to] && !items[to].firstElementChild) to += step;  // periods without a match
    if (!items[to]) return;
    items[to].firstElementChild.focus();
    if (!extends_) return this.clear();
    this.anchor ??= Math.min(from, this.bars.length - 1);
    this.end = Math.min(to, this.bars.length - 1);
    this.show();
  }

  onDown(event) {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    this.anchor = this.end = this.indexAt(event.clientX);
    this.dragged = false;
    this.isDown = true;
  }

  onMove(event) {
    if (!this.isDown) return;
    const at = this.indexAt(event.clientX);
    if (at === this.anchor && !this.dragged) return;
    if (!this.dragged) this.list.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.end = at;
    this.show();
  }

  onUp() {
    if (!this.isDown) return;
    this.isDown = false;
    if (this.dragged) this.go();
    else this.clear();
  }

  // The click at the end of a drag follows no link.
  onClick(event) {
    if (!this.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    this.dragged = false;
  }

  range() {
    return [Math.min(this.anchor, this.end), Math.max(this.anchor, this.end)];
  }

  show() {
    const [first, last] = this.range();
    [...this.list.children].forEach((item, index) =>
      item.classList.toggle('chosen', index >= first && index <= last));
  }

  clear() {
    this.anchor = this.end = null;
    this.isDown = false;
    for (const item of this.list.children) item.classList.remove('chosen');
  }

  go() {
    const [first, last] = this.range();
    const {from} = periodDays(this.bars[first].period);
    const {to} = periodDays(this.bars[last].period);
    this.clear();
    this.navigate(searchPath(refine(this.state, {from, to, undated: false})));
  }
}

// The way back to a longer time.
function widerLink(state) {
  if (state.undated) return element('a', {class: 'wider', href: searchPath(refine(state, {undated: false}))}, 'All dates');
  if (!state.from && !state.to) return null;
  const wider = widerPeriod(periodOf(state));
  const dates = wider ? periodDays(wider) : {from: '', to: ''};
  return element('a', {class: 'wider', href: searchPath(refine(state, dates))},
    wider ? `Wider: ${format.day(wider)}` : 'All dates');
}

// Articles whose date is known less exactly than the bars are: "1987, no month known".
function coarseLinks(coarse, state) {
  if (coarse.length === 0) return null;
  return element('p', {class: 'timeline-coarse'}, 'Dated less exactly: ',
    coarse.map(({period, count}, index) => [index > 0 && ', ',
      element('a', {href: barPath({period}, state)}, `${format.day(period)} (${format.number(count)})`)]));
}

function axis(bars, undated) {
  return element('p', {class: 'timeline-axis'},
    bars.length > 0 && element('span', {}, format.day(bars[0].period)),
    bars.length > 1 && element('span', {}, format.day(bars[bars.length - 1].period)),
    undated && element('span', {}, 'undated'));
}

function chartOf(buckets, bars, undated, state, navigate) {
  const highest = Math.max(...buckets.map(value));
  const list = element('ol', {class: 'timeline-bars'}, buckets.map((bucket) => bar(bucket, highest, state)));
  if (bars.length > 0) new Brush(list, bars, state, navigate);
  const most = buckets.some(({all}) => all) ? format.percent(highest) : format.number(highest);
  return [element('span', {class: 'timeline-most', 'aria-hidden': 'true'}, most), list, axis(bars, undated)];
}

// Each bucket with the number of all articles of its period. A period that has none has no match.
function withAll(buckets, all) {
  const counts = new Map(all.filter(({precision}) => !precision).map(({period, count}) => [period, count]));
  return buckets.map((bucket) => ({...bucket, all: counts.get(bucket.period) ?? Math.max(bucket.count, 1)}));
}

// Changes between how many articles match and which share of all articles they are: an archive that
// grew has more of everything.
function shareButton(buckets, step, state, draw) {
  const button = element('button', {class: 'timeline-share', type: 'button', 'aria-pressed': 'false'}, 'Share of all');
  let shares = null;
  button.addEventListener('click', async () => {
    const pressed = button.getAttribute('aria-pressed') === 'true';
    if (!pressed) shares ??= withAll(buckets, await timelineOfAll(state, step));
    button.setAttribute('aria-pressed', String(!pressed));
    draw(pressed ? buckets : shares);
  });
  return button;
}

// None where there is nothing to compare and nothing to go back from.
export function timelineView(buckets, state, navigate) {
  const dated = buckets.filter(({period, precision}) => period && !precision);
  const coarse = buckets.filter(({precision}) => precision);
  const undated = state.undated ? null : buckets.find(({period}) => !period);
  const wider = widerLink(state);
  if (dated.length < 2 && !wider && !undated && coarse.length === 0) return null;
  const bars = dated.length > 0 ? completeBuckets(dated, mostBars) : [];
  const shown = undated ? [...bars, undated] : bars;
  const step = steps[dated[0]?.period.length];
  const chart = element('div', {class: 'timeline-chart'});
  const draw = (buckets) => chart.replaceChildren(...chartOf(buckets, bars, undated, state, navigate));
  draw(shown);
  return element('section', {class: 'timeline', 'aria-labelledby': 'timeline-title'},
    element('div', {class: 'timeline-head'},
      element('h2', {id: 'timeline-title'}, step ? `${state.grouped ? 'Stories' : 'Articles'} by ${step}` : 'Dates'),
      bars.length > 1 && element('span', {class: 'timeline-hint'}, 'Choose a bar, or drag across several'),
      bars.length > 1 && state.query && shareButton(shown, step, state, draw),
      wider),
    shown.length > 0 && chart,
    coarseLinks(coarse, state));
}
