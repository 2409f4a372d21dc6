// Single keys that drive the page. They rest while something is typed, and can be turned off for
// users whose dictation or typing would set them off.

const storageKey = 'dateline.single-keys';

function isTyping(target) {
  return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
}

function storedChoice() {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export class Keyboard {
  // `commands` maps a key, as KeyboardEvent.key names it, to a function that returns whether it had
  // something to do; only then the key does not do what it does otherwise.
  constructor(commands) {
    this.commands = commands;
    this.singleKeys = storedChoice();
    addEventListener('keydown', (event) => this.onKey(event));
  }

  onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]') || isTyping(event.target)) return;
    if (event.key.length === 1 && !this.singleKeys) return;
    if (this.commands[event.key]?.(event)) event.preventDefault();
  }

  useSingleKeys(on) {
    this.singleKeys = on;
    try {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
      // Storage is forbidden: the choice then lasts as long as the page.
    }
  }
}

// Moves the focus by `step` through the links of the hits. The first step leads to the first.
export function moveThroughHits(step) {
  const links = [...document.querySelectorAll('.hit-link')];
  const current = links.indexOf(document.activeElement?.closest('.hit')?.querySelector('.hit-link'));
  const next = links[current < 0 && step > 0 ? 0 : current + step];
  next?.focus();
  next?.closest('.hit').scrollIntoView({block: 'nearest'});
  return next !== undefined;
}
