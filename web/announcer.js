// Tells users of screen readers what changed, through the page's one live region.

export class Announcer {
  constructor(region) {
    this.region = region;
  }

  // The same text twice is said twice: the region is emptied in between.
  say(text) {
    this.region.textContent = '';
    clearTimeout(this.pending);
    this.pending = setTimeout(() => { this.region.textContent = text; }, 50);
  }
}
