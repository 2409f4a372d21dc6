// The page: reads its address, asks the server, shows the answer, and keeps the address, the history
// and the focus in step. Everything below is one of those; how things look stands in the modules.

import {Announcer} from './announcer.js';
import * as api from './api.js';
import {articleText, articleView, relatedView} from './article.js';
import {announcedPlaces, concordanceView} from './concordance.js';
import {element} from './dom.js';
import * as format from './format.js';
import {History} from './history.js';
import {Keyboard, moveThroughHits} from './keyboard.js';
import {Matches} from './matches.js';
import {described, filtersView} from './filters.js';
import {failure} from './messages.js';
import {whyNotView} from './read_back.js';
import {resultsView} from './results.js';
import {savedView} from './saved.js';
import {startView} from './start.js';
import {comparisonView, storyView} from './story.js';
import {articlePath, base, emptySearch, feedPath, isFirstVisit, readState, refine, searchPath} from './state.js';
import {Suggestions} from './suggestions.js';
import {WhileTyping} from './typing.js';

// Answers kept for going back and forward without asking again.
const keptAnswers = 30;

class Page {
  constructor() {
    this.main = document.getElementById('main');
    this.form = document.getElementById('search');
    this.box = document.getElementById('q');
    this.help = document.getElementById('help');
    this.announcer = new Announcer(document.getElementById('announcement'));
    this.answers = new Map();
    this.history = new History((place) => this.show(place));
    this.suggestions = new Suggestions(this.box, document.getElementById('suggestions'),
      (suggestion) => this.follow(suggestion));
    this.keyboard = new Keyboard(this.commands());
    this.typing = new WhileTyping(this.box, (query) => this.preview(query));
    this.listen();
  }

  // The server's page for an address that has nothing stays as it is.
  start() {
    const isOurs = location.pathname === `${base}/` || location.pathname.startsWith(`${base}/article/`);
    if (isOurs) return this.show(this.history.arrive());
    this.state = emptySearch;
    this.box.focus();
  }

  // --- Moving -----------------------------------------------------------------------------------

  listen() {
    this.form.addEventListener('submit', (event) => this.submit(event));
    addEventListener('keydown', (event) => this.onShortcut(event));
    this.box.addEventListener('keydown', (event) => this.onBoxKey(event));
    this.box.addEventListener('blur', () => this.keepPreview());
    document.addEventListener('click', (event) => this.onClick(event));
    this.listenToHelp();
  }

  // Goes to a path of the page: a new entry of the history, or the same one again. Where `keepsPlace`,
  // the page stays where it is scrolled to: the reader goes on in what narrows the search.
  navigate = (path, {keepsPlace = false} = {}) => {
    const here = currentPath();
    const top = keepsPlace ? scrollY : 0;
    if (path === here) return this.show({returning: false, top});
    const results = this.state.view === 'search' ? here : this.history.memo().results;
    this.history.push(path, {from: here, results}, top);
  };

  // Shows what a query finds while it is typed. The address stays until the reader leaves the box, so
  // that each letter is no entry of the history. What was shown stays until the answer is there.
  async preview(query) {
    const isSearch = this.state.view === 'search' && !this.state.inContext;
    const isAtRest = document.activeElement === this.box && !this.main.hasAttribute('aria-busy');
    if (!isSearch || !isAtRest || query === this.state.query) return;
    this.previewRequest?.abort();
    this.previewRequest = new AbortController();
    try {
      await this.showPreview(refine(this.state, {query}), this.previewRequest.signal);
    } catch (error) {
      if (!(error instanceof api.ApiError) && error.name !== 'AbortError') throw error;
    }
  }

  async showPreview(state, signal) {
    const path = searchPath(state);
    if (isFirstVisit(state)) {
      await this.showWelcome(signal);
    } else {
      const answer = await this.answer(path, () => api.preview(state, signal));
      if (signal.aborted) return;
      this.state = state;
      this.showAnswer(answer);
    }
    this.state = state;
    this.previewed = path;
  }

  // One entry for all that was typed; nothing is shown anew, since a link may be about to be clicked.
  keepPreview() {
    this.forgetTyping();
    const path = this.previewed;
    this.previewed = null;
    if (path && path !== currentPath()) this.history.add(path, {from: currentPath(), results: path});
  }

  forgetTyping() {
    this.typing.stop();
    this.previewRequest?.abort();
  }

  // Filters stay with the next query of the same search; from an article a new search starts.
  submit(event) {
    event.preventDefault();
    this.suggestions.close();
    this.forgetTyping();
    const query = this.box.value.trim();
    const base = this.state.view === 'search' ? this.state : emptySearch;
    if (matchMedia('(pointer: coarse)').matches) this.box.blur();  // puts the screen keyboard away
    this.navigate(searchPath(refine(base, {query})));
  }

  follow({text, kind, id}) {
    if (kind === 'headline' && id) return this.navigate(articlePath(id, this.box.value.trim()));
    this.box.value = text;
    this.form.requestSubmit();
  }

  // Links to the page itself are followed without loading it again.
  onClick(event) {
    const link = event.target.closest?.('a[href]');
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.origin !== location.origin) return;
    const ours = link.pathname === `${base}/` || link.pathname.startsWith(`${base}/article/`);
    if (!ours && !link.hash) return;
    event.preventDefault();
    if (link.hash) return this.goTo(link.hash.slice(1));
    const path = link.pathname + link.search;
    if (link.id === 'back' && this.history.memo().from === path) return history.back();
    if (link.id) this.history.remember({focus: link.id});
    this.navigate(path, {keepsPlace: 'keepsPlace' in link.dataset});
  }

  // --- Showing ----------------------------------------------------------------------------------

  // Shows what the address says. `place` is where the reader was, as History tells it.
  async show(place) {
    this.request?.abort();
    this.request = new AbortController();
    const {signal} = this.request;
    const focused = document.activeElement?.id;
    this.matches = null;
    this.previewed = null;
    this.suggestions.close();
    this.forgetTyping();
    this.state = readState(new URL(location.href));
    this.box.value = this.state.query;
    this.main.setAttribute('aria-busy', 'true');
    if (!place.returning) this.answers.delete(currentPath());
    try {
      await this.showState(signal);
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.showFailure(error);
    }
    this.main.removeAttribute('aria-busy');
    this.settle(place, focused);
    this.shown = true;
  }

  showState(signal) {
    if (this.state.view === 'article') return this.showArticle(this.state, signal);
    return isFirstVisit(this.state) ? this.showWelcome(signal) : this.showResults(this.state, signal);
  }

  async showConcordance(state, signal) {
    const answer = await this.answer(currentPath(), () => api.concordance(state, signal));
    this.replace(concordanceView(answer, state, this.navigate), `${state.query || 'All articles'} in context`);
    this.announcer.say(announcedPlaces(answer));
  }

  async showResults(state, signal) {
    if (state.inContext) return this.showConcordance(state, signal);
    this.showAnswer(await this.answer(currentPath(), () => api.search(state, signal)));
  }

  showAnswer(answer) {
    const view = resultsView(answer, this.state, this.navigate, (text) => this.announcer.say(text));
    this.replace(view, `${described(this.state)}: ${format.found(answer.total)}`);
    this.announcer.say(format.announced(answer.total));
  }

  async showComparison(state, signal) {
    const comparison = await this.answer(currentPath(), () => api.comparison(state, signal));
    const back = this.history.memo().from ?? articlePath(state.id, state.query);
    this.replace(comparisonView(comparison, state.query, back), `${comparison.title || 'Untitled'} compared`);
  }

  async showArticle(state, signal) {
    if (state.compare) return this.showComparison(state, signal);
    const article = await this.answer(currentPath(), () => api.article(state.id, state.query, signal));
    const text = articleText(article);
    const story = element('div', {class: 'story-place'});
    const related = element('div', {class: 'related-place'});
    const why = element('div', {role: 'note'});
    text.prepend(why);
    this.matches = new Matches(text, (description) => this.announcer.say(description));
    this.replace(articleView({
      article, query: state.query, text, matches: this.matches, story, related, backPath: this.backPath(state),
      neighbours: this.neighbours(state),
      say: (what) => this.announcer.say(what),
    }),
      article.title || 'Untitled');
    if (state.query) this.showWhyNot(state, why, signal);
    if (article.similar.count > 0) this.showStory(state, story, signal);
    this.showRelated(state.id, related, signal);
  }

  // Comes after the article, too.
  async showWhyNot({id, query}, place, signal) {
    try {
      const reason = whyNotView(await this.answer(`why ${id} ${query}`, () => api.why(id, query, signal)));
      if (reason) place.append(reason);
      else place.remove();
    } catch (error) {
      if (error.name !== 'AbortError' && !(error instanceof api.ApiError)) throw error;
    }
  }

  // Comes after the article, too.
  async showStory({id, query}, place, signal) {
    try {
      place.append(storyView(await this.answer(`story ${id}`, () => api.story(id, signal)), id, query) ?? '');
    } catch (error) {
      if (error.name !== 'AbortError' && !(error instanceof api.ApiError)) throw error;
    }
  }

  // Comes after the article: nobody waits for it, and the page is whole without it.
  async showRelated(id, place, signal) {
    try {
      const {hits} = await this.answer(`similar ${id}`, () => api.similar(id, signal));
      place.append(relatedView(hits) ?? '');
    } catch (error) {
      if (error.name !== 'AbortError' && !(error instanceof api.ApiError)) throw error;
    }
  }

  async showWelcome(signal) {
    const [stats, overview, saved] = await Promise.all([api.stats(signal), api.overview(signal), savedView(signal)]);
    this.replace(startView(stats, overview, saved), '');
  }

  // Stands above what was shown before; a search without any result yet keeps what narrows it, so
  // that it can be put right. An error that is none of the server's is a mistake of this page: it is
  // shown, and thrown on for the console.
  showFailure(error) {
    const known = error instanceof api.ApiError ? error : new api.ApiError(500, 'The page made a mistake.');
    const view = failure(known);
    this.main.querySelector(':scope > .failure')?.remove();
    if (this.state.view === 'search' && !this.main.querySelector('.results-page, .article-page')) {
      this.main.replaceChildren(element('div', {class: 'results-page'},
        filtersView(null, this.state, this.navigate), view));
    } else if (this.main.querySelector('.results-page')) {
      this.main.prepend(view);
    } else {
      this.main.replaceChildren(view);
    }
    document.title = `${view.querySelector('h1').textContent} – Dateline`;
    if (known !== error) reportError(error);
  }

  // What the reader had opened stays open; what the server wrote is no choice of the reader's.
  replace(view, title) {
    if (this.shown) this.keepOpen(view);
    this.main.replaceChildren(view);
    this.linkFeed();
    this.main.dataset.address = location.href;  // for print
    document.title = title ? `${title} – Dateline` : 'Dateline';
  }

  keepOpen(view) {
    for (const {id, open} of this.main.querySelectorAll('details[id]')) {
      const details = view.querySelector(`#${CSS.escape(id)}`);
      if (details) details.open = open;
    }
  }

  // For feed readers that are given the address of the page.
  linkFeed() {
    const feed = document.querySelector('link[rel=alternate]');
    feed.href = feedPath(this.state.view === 'search' ? this.state : emptySearch);
  }

  // The results that the reader came from, or those of the article's query.
  backPath(state) {
    return this.history.memo().results ?? searchPath(refine(emptySearch, {query: state.query}));
  }

  // The results beside an article on the page of results that the reader came from.
  neighbours({id}) {
    const hits = this.answers.get(this.history.memo().results)?.hits ?? [];
    const at = hits.findIndex((hit) => hit.id === id);
    return at < 0 ? {} : {previous: hits[at - 1]?.id, next: hits[at + 1]?.id};
  }

  // Puts scroll and focus where the reader expects them. `focused` is the id of what had the focus.
  settle(place, focused) {
    scrollTo(0, place.top);
    if (place.returning && this.focus(place.focus)) return;
    if (this.shown && this.focus('failure-title')) return;
    if (this.state.view === 'search' && isFirstVisit(this.state)) return this.box.focus();
    if (!this.shown || focused === this.box.id) return;
    if (this.state.view === 'article') return this.focus('article-title');
    this.focus(focused) || this.focus('results-title');
  }

  // Where the skip link leads: the title of what is shown, behind what narrows it.
  goTo(id) {
    if (id !== 'main') return this.focus(id);
    this.focus('results-title') || this.focus('article-title') || this.focus(id);
  }

  // Whether there was something to focus.
  focus(id) {
    const target = id ? document.getElementById(id) : null;
    target?.focus();
    return target !== null;
  }

  // The answer to `path`, asked once for as long as it is kept.
  async answer(path, ask) {
    const known = this.answers.get(path);
    if (known) return known;
    const answer = await ask();
    this.answers.set(path, answer);
    if (this.answers.size > keptAnswers) this.answers.delete(this.answers.keys().next().value);
    return answer;
  }

  // --- Keys -------------------------------------------------------------------------------------

  commands() {
    const inResults = () => this.state.view === 'search';
    return {
      '/': () => { this.box.focus(); this.box.select(); return true; },
      '?': () => { this.help.showModal(); return true; },
      j: () => moveThroughHits(1),
      k: () => moveThroughHits(-1),
      ArrowDown: () => inResults() && moveThroughHits(1),
      ArrowUp: () => inResults() && moveThroughHits(-1),
      n: () => this.moveToMatch(1),
      p: () => this.moveToMatch(-1),
      u: () => follow('back'),
      Escape: () => follow('back'),
      ']': () => follow('next-result'),
      '[': () => follow('prev-result'),
    };
  }

  moveToMatch(step) {
    this.matches?.move(step);
    return this.matches !== null;
  }

  // Ctrl-K or ⌘K, from anywhere, as in other searches.
  onShortcut(event) {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k';
    if (!isShortcut || this.help.open) return;
    event.preventDefault();
    this.box.focus();
    this.box.select();
  }

  onBoxKey(event) {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.preventDefault();  // the browser would empty the box
      this.box.blur();
    } else if (event.key === 'ArrowDown' && moveThroughHits(1)) {
      event.preventDefault();
    }
  }

  listenToHelp() {
    const button = document.getElementById('help-button');
    const singleKeys = document.getElementById('single-keys');
    button.hidden = false;
    button.addEventListener('click', () => this.help.showModal());
    singleKeys.checked = this.keyboard.singleKeys;
    singleKeys.addEventListener('change', () => this.keyboard.useSingleKeys(singleKeys.checked));
    const whileTyping = document.getElementById('while-typing');
    whileTyping.checked = this.typing.on;
    whileTyping.addEventListener('change', () => this.typing.use(whileTyping.checked));
  }
}

// Goes where the link with this id leads; whether there is one.
function follow(id) {
  const link = document.getElementById(id);
  link?.click();
  return link !== null;
}

function currentPath() {
  return location.pathname + location.search;
}

new Page().start();
