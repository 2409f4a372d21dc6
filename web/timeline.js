// The chart of matches over time. Each bar is a link that narrows the search to its period.

import {element, svgElement} from './dom.js';
import * as format from './format.js';
import {completeBuckets, periodDays} from './periods.js';
import {refine, searchPath} from './state.js';

// More bars than this would be thinner than a pixel on a phone.
const mostBars = 240;

// The period to count by: years, or the months of the one year, or the days of the one month that
// the search is narrowed to.
export function timelinePeriod({from, to}) {
  if (!from || !to || from.slice(0, 4) !== to.slice(0, 4)) return 'year';
  return from.length === 10 && from.slice(0, 7) === to.slice(0, 7) ? 'day' : 'month';
}

function bar({period, count}, highest, state) {
  if (count === 0) return element('li');
  const height = Math.max(3, 100 * count / highest);
  const label = `${format.day(period)}: ${format.counted(count, 'article')}`;
  return element('li', {},
    element('a', {href: searchPath(refine(state, periodDays(period))), 'aria-label': label},
      svgElement('svg', {viewBox: '0 0 10 100', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
        svgElement('rect', {x: 0.8, width: 8.4, y: 100 - height, height})),
      element('span', {class: 'timeline-label', 'aria-hidden': 'true'}, label)));
}

// None where there is nothing to compare.
export function timelineView(buckets, state) {
  const dated = buckets.filter(({period, precision}) => period && !precision);
  if (dated.length < 2) return null;
  const undated = buckets.find(({period}) => !period)?.count ?? 0;
  const coarse = buckets.filter(({precision}) => precision)
    .reduce((sum, {count}) => sum + count, 0);
  const bars = completeBuckets(dated, mostBars);
  const highest = Math.max(...bars.map(({count}) => count));
  return element('section', {class: 'timeline', 'aria-label': 'Matches over time'},
    element('ol', {class: 'timeline-bars'}, bars.map((bucket) => bar(bucket, highest, state))),
    element('p', {class: 'timeline-axis'},
      element('span', {}, format.day(bars[0].period)),
      coarse > 0 && element('span', {}, `${format.number(coarse)} without a day`),
      undated > 0 && element('span', {}, `${format.number(undated)} undated`),
      element('span', {}, format.day(bars[bars.length - 1].period))));
}
