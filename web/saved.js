// Searches that the reader keeps, in this browser, each with the place in the order of arrival up to
// which it was seen: so that the start page can say what is new.

import * as api from './api.js';
import {element} from './dom.js';
import {described} from './filters.js';
import * as format from './format.js';
import {readState, refine, searchPath} from './state.js';

const storageKey = 'dateline.saved-searches';
const most = 50;

// Each is {path, cursor}, the last kept first.
function savedSearches() {
  try {
    const saved = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return saved.filter(({path, cursor}) => typeof path === 'string' && typeof cursor === 'string');
  } catch {
    return [];
  }
}

// Whether the browser keeps them.
function store(saved) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(saved.slice(0, most)));
    return true;
  } catch {
    return false;
  }
}

// Its order and its page are no part of what is kept.
function pathOf(state) {
  return searchPath(refine(state, {sort: 'relevance', inContext: false}));
}

function stateOf(path) {
  return readState(new URL(path, location.origin));
}

function without(path) {
  return savedSearches().filter((one) => one.path !== path);
}

// Keeps a search as one that is seen up to now; a kept one is seen anew.
async function keep(state) {
  const path = pathOf(state);
  const {cursor} = await api.arrivals(state);
  return store([{path, cursor}, ...without(path)]);
}

// Why a search could not be kept; '' where it is.
async function whyNotKept(state) {
  try {
    return await keep(state) ? '' : 'This browser keeps no searches';
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    return `Not saved: ${error.message}`;
  }
}

// A button that keeps a search, or forgets it. `say` tells users of screen readers what happened.
export function saveButton(state, say) {
  const path = pathOf(state);
  const isKept = () => savedSearches().some((one) => one.path === path);
  const label = () => isKept() ? 'Forget this search' : 'Save this search';
  const button = element('button', {class: 'tool', type: 'button'}, label());
  button.addEventListener('click', async () => {
    if (isKept()) {
      store(without(path));
      button.textContent = label();
      return say('Forgotten');
    }
    const fault = await whyNotKept(state);
    button.textContent = fault || label();
    say(fault || 'Saved: the start page says what is new');
  });
  return button;
}

async function news({path, cursor}, signal) {
  try {
    return format.counted((await api.arrivals(stateOf(path), cursor, signal)).total.value, 'new article');
  } catch (error) {
    if (error instanceof api.ApiError) return error.message;
    throw error;
  }
}

// The kept searches; each says what has come since it was last opened from here. Null without any.
export async function savedView(signal) {
  const saved = savedSearches();
  if (saved.length === 0) return null;
  const rows = await Promise.all(saved.map(async (one) => {
    const state = stateOf(one.path);
    const link = element('a', {href: searchPath(refine(state, {sort: 'added'})), dir: 'auto'}, described(state));
    // Where that fails, what is new is new the next time, too.
    link.addEventListener('click', () => { keep(state).catch(() => {}); });
    return element('li', {}, link, ` ${await news(one, signal)}`);
  }));
  return [element('h2', {id: 'saved'}, 'Your searches'), element('ul', {class: 'saved', 'aria-labelledby': 'saved'}, rows)];
}
