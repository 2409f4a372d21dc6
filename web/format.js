// Writes dates, numbers and languages as readers of English expect them.

const numbers = new Intl.NumberFormat('en');
const languages = new Intl.DisplayNames('en', {type: 'language', fallback: 'code'});
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
                'September', 'October', 'November', 'December'];

export function number(value) {
  return numbers.format(value);
}

// 0.0123 is "1.2 %".
export function percent(share) {
  return `${numbers.format(Number((100 * share).toPrecision(2)))} %`;
}

// counted(1, 'article') is "1 article", counted(1200, 'article') "1,200 articles".
export function counted(count, noun, plural = `${noun}s`) {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

// What the counts of a search count: with grouped articles, stories.
export function matches(count, {grouped}) {
  return grouped ? counted(count, 'story', 'stories') : counted(count, 'article');
}

// {value: 12000, exact: false} is "about 12,000 articles".
export function total({value, exact, stories}) {
  return `${exact ? '' : 'about '}${matches(value, {grouped: stories !== undefined})}`;
}

function having(count) {
  return `${number(count)} ${count === 1 ? 'has' : 'have'}`;
}

// Whether only some of the articles found have all the words.
function isMixed({value, all_words: full}) {
  return full !== undefined && full !== value;
}

// Whether the count is told in stories: where it is not told apart by who has all the words.
export function tellsStories(answered) {
  return answered.value > 0 && answered.stories !== undefined && !isMixed(answered);
}

// How many were found; {value: 149, all_words: 2} is "2 articles have all the words; 147 have some
// of them", {value: 2, stories: 2, articles: 5} "2 stories in 5 articles".
export function found(answered) {
  const {value, all_words: full, articles} = answered;
  if (value === 0) return 'No articles';
  if (tellsStories(answered)) return `${total(answered)} in ${counted(articles, 'article')}`;
  if (!isMixed(answered)) return total(answered);
  if (full === 0) return `No article has all the words; ${having(value)} some of them`;
  return `${counted(full, 'article')} ${full === 1 ? 'has' : 'have'} all the words; ${having(value - full)} some of them`;
}

export function announced(answered) {
  return isMixed(answered) ? found(answered) : `${found(answered)} found`;
}

export function duration(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds >= 10 ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`;
}

// "2017-01-25" is "25 January 2017", "2017-01" "January 2017", "2017" stays. The calendar of the
// article's own zone holds, so the parts are read as they stand.
export function day(date) {
  const [year, month, dayOfMonth] = date.slice(0, 10).split('-');
  if (!month) return year;
  const monthAndYear = `${months[Number(month) - 1]} ${year}`;
  return dayOfMonth ? `${Number(dayOfMonth)} ${monthAndYear}` : monthAndYear;
}

// "2017-01-25T14:44:00+03:00" is "25 January 2017, 14:44 (UTC+03:00)".
export function moment(date) {
  const time = /T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?$/.exec(date);
  if (!time) return day(date);
  const zone = time[2] === 'Z' ? ' (UTC)' : time[2] ? ` (UTC${time[2]})` : '';
  return `${day(date)}, ${time[1]}${zone}`;
}

// "de" is "German"; a code that no language has stays as it is.
export function language(code) {
  if (code === 'und') return 'Unknown';
  try {
    return languages.of(code);
  } catch {
    return code;
  }
}

// A value of a filter field as readers see it.
export function filterValue(field, value) {
  return field === 'language' ? language(value) : value;
}
