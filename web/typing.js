// Results while a query is typed, for those who want them: not where the browser is to save data, nor
// where the reader has switched it off.

const storageKey = 'dateline.while-typing';

// A pause between two words of fast typing is shorter, the end of a thought longer.
const pauseMilliseconds = 250;

function storedChoice() {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

function savesData() {
  return navigator.connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches;
}

export class WhileTyping {
  // `onPause` is called with what stands in the box when its reader pauses.
  constructor(box, onPause) {
    Object.assign(this, {box, onPause, on: storedChoice()});
    box.addEventListener('input', (event) => this.wait(event));
  }

  // Letters of a composition (Chinese, Japanese) are no words yet.
  wait(event) {
    this.stop();
    if (!this.on || savesData() || event.isComposing) return;
    this.timer = setTimeout(() => this.onPause(this.box.value.trim()), pauseMilliseconds);
  }

  stop() {
    clearTimeout(this.timer);
  }

  use(on) {
    this.on = on;
    this.stop();
    try {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
      // Storage is forbidden: the choice then lasts as long as the page.
    }
  }
}
