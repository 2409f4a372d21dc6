// Walks through the marks of an article: "match 3 of 12", next, previous.

import {element} from './dom.js';

export class Matches {
  // `onMove` is told "Match 3 of 12".
  constructor(article, onMove) {
    this.marks = [...article.querySelectorAll('mark')];
    this.current = -1;
    this.onMove = onMove;
    this.counter = element('span', {class: 'match-count'}, this.description());
  }

  description() {
    const count = this.marks.length;
    if (this.current < 0) return count === 1 ? '1 match' : `${count} matches`;
    return `Match ${this.current + 1} of ${count}`;
  }

  // After the last comes the first.
  move(step) {
    if (this.marks.length === 0) return;
    this.marks[this.current]?.classList.remove('current');
    const from = this.current < 0 && step < 0 ? 0 : this.current;
    this.current = (from + step + this.marks.length) % this.marks.length;
    const mark = this.marks[this.current];
    mark.classList.add('current');
    mark.tabIndex = -1;
    mark.focus({preventScroll: true});
    mark.scrollIntoView({block: 'center'});
    this.counter.textContent = this.description();
    this.onMove(this.description());
  }

  button(sign, label, key, step) {
    const button = element('button',
      {class: 'button', type: 'button', 'aria-keyshortcuts': key, title: `${label} (${key})`},
      element('span', {'aria-hidden': 'true'}, sign), element('span', {class: 'visually-hidden'}, label));
    button.addEventListener('click', () => this.move(step));
    return button;
  }

  // None where nothing is marked.
  view() {
    if (this.marks.length === 0) return null;
    return element('div', {class: 'matches', role: 'group', 'aria-label': 'Matches'},
      this.counter,
      this.button('↑', 'Previous match', 'p', -1), this.button('↓', 'Next match', 'n', 1));
  }
}
