// The list of suggestions under the search box: the combobox pattern of the WAI-ARIA practices, in
// which the focus stays in the box and aria-activedescendant says what is chosen.

import * as api from './api.js';
import {element} from './dom.js';
import * as format from './format.js';

// Long enough that fast typing asks once a word, short enough to feel immediate.
const delayMilliseconds = 120;

export class Suggestions {
  // `onChoose` is called with a suggestion {text, kind, id} that was chosen.
  constructor(box, list, onChoose) {
    Object.assign(this, {box, list, onChoose, items: [], active: -1});
    box.setAttribute('role', 'combobox');
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-controls', list.id);
    this.close();
    box.addEventListener('input', () => this.schedule());
    box.addEventListener('blur', () => this.close());
    box.addEventListener('keydown', (event) => this.onKey(event));
    list.addEventListener('mousedown', (event) => event.preventDefault());  // keeps the focus
    list.addEventListener('click', (event) => this.onClick(event));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.items = [];
    this.active = -1;
    this.list.hidden = true;
    this.box.setAttribute('aria-expanded', 'false');
    this.box.removeAttribute('aria-activedescendant');
  }

  schedule() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.box.value;
    if (typed.trim() === '') return this.close();
    this.timer = setTimeout(() => this.ask(typed), delayMilliseconds);
  }

  // A server without suggestions, or one that fails, is no reason to disturb who types.
  async ask(typed) {
    this.request = new AbortController();
    try {
      const answer = await api.suggest(typed, this.request.signal);
      this.show(answer.suggestions ?? []);
    } catch (error) {
      if (error.name !== 'AbortError') this.close();
    }
  }

  show(items) {
    if (items.length === 0 || document.activeElement !== this.box) return this.close();
    this.items = items;
    this.active = -1;
    this.list.replaceChildren(...items.map(optionView));
    this.list.hidden = false;
    this.box.setAttribute('aria-expanded', 'true');
    this.box.removeAttribute('aria-activedescendant');
  }

  onKey(event) {
    if (!this.isOpen || event.isComposing) return;
    if (event.key === 'ArrowDown') this.activate(this.active + 1);
    else if (event.key === 'ArrowUp') this.activate(this.active - 1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && this.active >= 0) this.choose(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // One step above the first is the box itself, and one step further the last.
  activate(index) {
    const count = this.items.length;
    this.active = index < -1 ? count - 1 : index >= count ? -1 : index;
    [...this.list.children].forEach((option, position) =>
      option.setAttribute('aria-selected', String(position === this.active)));
    const option = this.list.children[this.active];
    option?.scrollIntoView({block: 'nearest'});
    if (option) this.box.setAttribute('aria-activedescendant', option.id);
    else this.box.removeAttribute('aria-activedescendant');
  }

  onClick(event) {
    const option = event.target.closest('[role=option]');
    if (option) this.choose([...this.list.children].indexOf(option));
  }

  choose(index) {
    const item = this.items[index];
    this.close();
    this.onChoose(item);
  }
}

function optionView({text, kind, count}, index) {
  return element('li', {role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false', class: kind},
    element('span', {dir: 'auto'}, text),
    kind === 'headline' ? element('span', {class: 'option-kind'}, 'article')
      : typeof count === 'number' && element('span', {class: 'option-kind'}, format.counted(count, 'article')));
}
