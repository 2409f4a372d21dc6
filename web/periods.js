// Years, months and days as the API writes them: "2017", "2017-01", "2017-01-25".

const dayMilliseconds = 86_400_000;

function firstDay(period) {
  return `${period}-01-01`.slice(0, 10);
}

// The period after this one: "2017-12" has "2018-01".
export function nextPeriod(period) {
  const [year, month, day] = period.split('-').map(Number);
  const next = new Date(0);
  if (day) next.setUTCFullYear(year, month - 1, day + 1);
  else if (month) next.setUTCFullYear(year, month, 1);
  else next.setUTCFullYear(year + 1, 0, 1);
  return next.toISOString().slice(0, period.length);
}

// The first and the last day of a period: "2016-02" has 2016-02-01 and 2016-02-29.
export function periodDays(period) {
  const end = new Date(`${firstDay(nextPeriod(period))}T00:00:00Z`);
  return {from: firstDay(period), to: new Date(end - dayMilliseconds).toISOString().slice(0, 10)};
}

// The year, the month or the day that a range is exactly; none for any other range.
export function periodOf({from, to}) {
  ({from, to} = rangeDays({from, to}));
  if (!from || !to) return null;
  const covers = (period) => {
    const days = periodDays(period);
    return days.from === from && days.to === to;
  };
  return [from.slice(0, 4), from.slice(0, 7), from].find(covers) ?? null;
}

// The month of a day and the year of a month; none of a year and of any other range.
export function widerPeriod(period) {
  return period && period.length > 4 ? period.slice(0, period.length - 3) : null;
}

// The first day of `from` and the last of `to`, which may be months or years: what date inputs take.
export function rangeDays({from, to}) {
  const isPeriod = (text) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(text);
  return {from: isPeriod(from) ? periodDays(from).from : '', to: isPeriod(to) ? periodDays(to).to : ''};
}

// All periods from the first bucket to the last, those without a match too; as they are where that
// would be more than `most`.
export function completeBuckets(buckets, most) {
  const counts = new Map(buckets.map(({period, count}) => [period, count]));
  const last = buckets[buckets.length - 1].period;
  const complete = [];
  for (let {period} = buckets[0]; period <= last; period = nextPeriod(period)) {
    if (complete.length === most) return buckets;
    complete.push({period, count: counts.get(period) ?? 0});
  }
  return complete;
}
