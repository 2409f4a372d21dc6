// A story in several outlets: who had it first and what each made of it, and two of its texts side by
// side, word by word.

import {element} from './dom.js';
import * as format from './format.js';
import {inLanguageOf} from './results.js';
import {articlePath, comparePath, emptySearch, refine, searchPath} from './state.js';

function words(count, what) {
  return count > 0 && `${format.counted(count, 'word')} ${what}`;
}

// "12 words cut, 3 words added"
function changes({cut, added}) {
  return [words(cut, 'cut'), words(added, 'added')].filter(Boolean).join(', ') || 'the same words';
}

function when({published, published_at: at}) {
  if (!published) return element('span', {class: 'undated'}, 'undated');
  return element('time', {datetime: at ?? published}, format.moment(at ?? published));
}

function line(article, first, shown, query) {
  const title = article.title || 'Untitled';
  return element('li', {},
    article.id === shown ? element('b', {dir: 'auto'}, title) : element('a', {href: articlePath(article.id, query), dir: 'auto'}, title),
    article.source && element('span', {class: 'source'}, element('bdi', {}, article.source)),
    when(article),
    article.first && element('span', {class: 'first'}, 'first'),
    article.id !== first.id && element('span', {class: 'changes'}, `${changes(article.words)}: `,
      element('a', {href: comparePath(article.id, first.id, query), 'aria-label': `Compare ${title} with ${first.title || 'Untitled'}`}, 'compare')));
}

// All articles of the story that `id` is of; null where it is alone.
export function storyView({count, articles}, id, query) {
  if (count < 2) return null;
  const more = count - articles.length;
  return element('details', {class: 'similar story', id: `similar-${encodeURIComponent(id)}`},
    element('summary', {}, `${format.number(count - 1)} similar`),
    element('ul', {}, articles.map((article) => line(article, articles[0], id, query)),
      more > 0 && element('li', {}, `and ${format.number(more)} more`)));
}

// A headline as a query: its words, which no operator and no field is made of.
function asWords(title) {
  return title.replace(/[^\p{L}\p{N}\p{M}’']+/gu, ' ').replace(/\b(AND|OR|NOT)\b/g, (word) => word.toLowerCase()).trim();
}

// Leads to what else there is on the subject; none without a headline.
export function moreOnThis({title}) {
  const query = asWords(title ?? '');
  if (!query) return null;
  return element('p', {class: 'more-on-this'},
    element('a', {href: searchPath(refine(emptySearch, {query, broaden: true, grouped: true}))}, 'More on this story'));
}

const pieceElements = {same: 'span', cut: 'del', added: 'ins'};
const states = {changed: 'changed', cut: 'cut', added: 'added', moved: 'moved here'};

function paragraph({state, pieces}) {
  return element('p', {class: `compared ${state}`, dir: 'auto'},
    states[state] && element('span', {class: 'compared-state'}, states[state]),
    pieces.map(({kind, text}) => element(pieceElements[kind], {}, text)));
}

function side(article, label, query) {
  return element('li', {}, `${label}: `,
    element('a', {href: articlePath(article.id, query), ...inLanguageOf({})}, article.title || 'Untitled'),
    article.source && element('span', {class: 'source'}, element('bdi', {}, article.source)), when(article));
}

// What `comparison` has cut and added, in its own text.
export function comparisonView(comparison, query, backPath) {
  return element('div', {class: 'article-page'},
    element('div', {class: 'article-bar'}, element('a', {href: backPath, class: 'back', id: 'back'}, 'Back')),
    element('article', {class: 'article comparison'},
      element('h1', {id: 'article-title', tabindex: -1}, `Compared: ${changes(comparison.words)}`),
      element('ul', {class: 'similar'}, side(comparison.with, 'From', query), side(comparison, 'To', query)),
      comparison.rough && element('p', {role: 'note'}, 'These texts are long and differ so much that not all they share is shown.'),
      element('div', {class: 'article-body'}, comparison.paragraphs.map(paragraph))));
}
