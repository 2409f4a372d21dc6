// The entries of the browser's history and where each was left. The page scrolls by itself after
// going back, because its content comes only with the server's answer.

const storageKey = 'dateline.places';

function storedPlaces() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]'));
  } catch {
    return new Map();
  }
}

function newKey() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

// A place is {returning, top, focus}: whether the reader was here before, how far down, and the id
// of what had the focus.
export class History {
  // `onChange` is called with the place of each entry that becomes the current one.
  constructor(onChange) {
    this.places = storedPlaces();
    this.onChange = onChange;
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => onChange(this.arrive()));
    addEventListener('scroll', () => this.remember({top: scrollY}), {passive: true});
    addEventListener('pagehide', () => this.store());
  }

  // The place of the current entry.
  arrive() {
    this.key = history.state?.key ?? newKey();
    history.replaceState({...history.state, key: this.key}, '');
    const place = this.places.get(this.key);
    this.remember({});
    return {returning: place !== undefined, top: 0, ...place};
  }

  // Adds an entry, scrolled to `top`. `memo` travels with it and is read back by memo().
  push(path, memo, top = 0) {
    history.pushState({key: newKey(), memo}, '', path);
    this.onChange({...this.arrive(), top});
  }

  // The same for what is shown already.
  add(path, memo) {
    history.pushState({key: newKey(), memo}, '', path);
    this.arrive();
  }

  memo() {
    return history.state?.memo ?? {};
  }

  // Keeps a part of the current entry's place.
  remember(part) {
    this.places.set(this.key, {...this.places.get(this.key), ...part});
  }

  store() {
    const newest = [...this.places].slice(-100);
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(newest));
    } catch {
      // Storage is full or forbidden: places then last as long as the page.
    }
  }
}
