// One article in full: its text with the marks of the query, what is known about it and how that
// was found, and articles like it.

import {element, webAddress} from './dom.js';
import * as format from './format.js';
import {markedNodes} from './marks.js';
import {dateline, hitView, inLanguageOf, titleNodes} from './results.js';
import {articlePath, filterPath} from './state.js';
import {moreOnThis} from './story.js';
import {copyButton} from './tools.js';

function paragraphs(article) {
  const plain = article.text ?? [];
  if (!article.text_html) return plain.map((text) => [text]);
  return article.text_html.map(markedNodes);
}

// Paragraphs with the headings that stand above them.
function body(article) {
  const headings = article.headings ?? [];
  const headingsAbove = (index) => headings
    .filter((_, position) => article.headings_before[position] === index)
    .map((text) => element('h2', {dir: 'auto'}, text));
  const texts = paragraphs(article);
  return [
    texts.map((nodes, index) => [headingsAbove(index), element('p', {dir: 'auto'}, nodes)]),
    headingsAbove(texts.length),
  ];
}

function originalLink(article) {
  const address = webAddress(article.url);
  return address && element('a', {href: address, rel: 'noopener nofollow noreferrer', class: 'original'},
    new URL(address).host.replace(/^www\./, ''));
}

function filterLinks(field, values) {
  return values.map((value, index) => [index > 0 && ', ',
    element('a', {href: filterPath(field, value), dir: 'auto'}, format.filterValue(field, value))]);
}

// Lists are joined by commas, anything deeper is shown as JSON.
function extraValue(value) {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

// "25 January 2017, 14:44", as far as it is known.
function when(article, name) {
  const date = article[`${name}_at`] ?? article[name];
  return date && format.moment(date);
}

// Rows of the record: [field of the API, label, nodes].
function recordRows(article) {
  const links = (field, name) => filterLinks(field, [article[name] ?? []].flat());
  return [
    ['published', 'Published', when(article, 'published') ?? 'undated'],
    ['updated', 'Updated', when(article, 'updated')],
    ['source', 'Source', links('source', 'source')],
    ['place', 'Place', links('place', 'place')],
    ['authors', 'By', links('author', 'authors')],
    ['section', 'Section', links('section', 'section')],
    ['topics', 'Topics', links('topic', 'topics')],
    ['people', 'People', links('people', 'people')],
    ['organisations', 'Organisations', links('organisation', 'organisations')],
    ['language', 'Language', links('language', 'language')],
    ['url', 'Original', originalLink(article)],
    ...Object.entries(article.extra ?? {}).map(([name, value]) => [name, name, extraValue(value)]),
  ].filter(([, , nodes]) => nodes && nodes.length !== 0);
}

// How to cite the article; `say` tells users of screen readers that it is copied.
function citationView({plain, bibtex, csl}, say) {
  return element('details', {class: 'tools cite', id: 'cite'},
    element('summary', {}, 'Cite'),
    element('p', {class: 'citation'}, plain),
    element('ul', {},
      element('li', {}, copyButton('Copy as text', plain, say)),
      element('li', {}, copyButton('Copy as BibTeX', bibtex, say)),
      element('li', {}, copyButton('Copy as CSL-JSON', JSON.stringify([csl], null, 2), say))));
}

// Everything known, each with how it was found: "dateline", "metadata".
function record(article, say) {
  const methods = article.extraction ?? {};
  return element('aside', {class: 'record', 'aria-labelledby': 'record-title'},
    element('h2', {id: 'record-title'}, 'Record'),
    element('dl', {}, recordRows(article).map(([field, label, nodes]) =>
      element('div', {},
        element('dt', {}, label),
        element('dd', {}, nodes,
          Object.hasOwn(methods, field) && element('span', {class: 'method'}, `found in: ${methods[field]}`))))),
    article.citation && citationView(article.citation, say));
}

export function relatedView(hits) {
  if (hits.length === 0) return null;
  return element('section', {class: 'related', 'aria-labelledby': 'related-title'},
    element('h2', {id: 'related-title'}, 'Related articles'),
    element('ol', {class: 'hits'}, hits.map((hit) => hitView(hit, '', 'h3'))));
}

// The article's text: what `matches` counts its marks in.
export function articleText(article) {
  return element('article', {class: 'article'},
    dateline(article),
    element('h1', {id: 'article-title', tabindex: -1, ...inLanguageOf(article)}, titleNodes(article)),
    article.authors?.length > 0 && element('p', {class: 'byline'}, `By ${article.authors.join(', ')}`),
    article.summary && element('p', {class: 'standfirst', ...inLanguageOf(article)}, article.summary),
    element('div', {class: 'article-body', ...inLanguageOf(article)}, body(article)));
}

function neighbourLink(id, query, relation, label) {
  if (id === undefined) return null;
  return element('a', {class: 'neighbour', id: `${relation}-result`, rel: relation, href: articlePath(id, query)}, label);
}

// `say` tells users of screen readers what happened. `backPath` leads to the results; `text` is articleText()'s, `matches` its Matches for `query`;
// `story` and `related` are
// places that are filled when the articles of its story, and others on its subject, are known.
// `neighbours` are the ids of the results before and behind it, as far as they are known.
export function articleView({article, query, backPath, neighbours, text, matches, story, related, say}) {
  return element('div', {class: 'article-page'},
    element('div', {class: 'article-bar'},
      element('a', {href: backPath, class: 'back', id: 'back'},
        'Back', element('span', {class: 'back-where'}, ' to results')),
      neighbourLink(neighbours.previous, query, 'prev', 'Previous result'),
      neighbourLink(neighbours.next, query, 'next', 'Next result'),
      matches.view()),
    element('div', {class: 'article-columns'}, text, record(article, say)),
    story, moreOnThis(article), related);
}
