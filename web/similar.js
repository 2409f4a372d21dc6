// Articles of nearly the same text as another one: wire copies, edited and cut versions.

import {element} from './dom.js';
import * as format from './format.js';
import {articlePath} from './state.js';

function line({id, title, source, published}, query) {
  return element('li', {},
    element('a', {href: articlePath(id, query), dir: 'auto'}, title || 'Untitled'),
    source && element('span', {class: 'source'}, element('bdi', {}, source)),
    published ? element('time', {datetime: published}, format.day(published))
              : element('span', {class: 'undated'}, 'undated'));
}

// A line that opens their list; null where there are none. `id` is that of the article they are
// like, and `query` what they are marked for when they are opened.
export function similarView(similar, id, query) {
  if (!similar || similar.count === 0) return null;
  const more = similar.count - similar.articles.length;
  return element('details', {class: 'similar', id: `similar-${encodeURIComponent(id)}`},
    element('summary', {}, `${format.number(similar.count)} similar`),
    element('ul', {}, similar.articles.map((article) => line(article, query)),
      more > 0 && element('li', {}, `and ${format.number(more)} more`)));
}
