// What can be taken away from a page of results: every match as a file, the address of its feed, and
// the request that made it.

import {searchAddress} from './api.js';
import {element} from './dom.js';
import {saveButton} from './saved.js';
import {base, exportPath, feedPath} from './state.js';

// For a shell: nothing in an address needs quoting but the quote itself.
export function curlCommand(address) {
  return `curl '${address.replaceAll("'", '%27')}'`;
}

// A button that puts a text on the clipboard, and says so in its own name.
export function copyButton(label, text, say) {
  const button = element('button', {class: 'tool', type: 'button'}, label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
      say('Copied');
    } catch {
      button.after(element('input', {class: 'copied-text', readonly: true, value: text, 'aria-label': label}));
      button.nextSibling.select();
      button.remove();
    }
  });
  return button;
}

export function toolsView(state, say) {
  const absolute = (path) => new URL(path, location.origin).href;
  return element('details', {class: 'tools', id: 'tools'},
    element('summary', {}, 'Save and export'),
    element('ul', {},
      element('li', {}, saveButton(state, say)),
      element('li', {}, element('a', {class: 'tool', href: exportPath(state, 'csv'), download: true}, 'All as CSV')),
      element('li', {}, element('a', {class: 'tool', href: exportPath(state, 'jsonl'), download: true}, 'All as JSON lines')),
      element('li', {}, copyButton('Copy the feed’s address', absolute(feedPath(state)), say)),
      element('li', {}, copyButton('Copy as curl', curlCommand(absolute(base + searchAddress(state))), say))));
}
