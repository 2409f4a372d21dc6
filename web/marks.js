// Reads the `*_html` strings of the API: escaped text in which <mark> and </mark> stand around what
// matched. Any other tag is shown as the text that it is.

import {element} from './dom.js';

const named = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

function decodeEntity(entity, name) {
  if (!name.startsWith('#')) return named[name] ?? entity;
  const hexadecimal = name[1] === 'x' || name[1] === 'X';
  const code = parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

// "AT&amp;T" is "AT&T".
export function decodeEntities(text) {
  return text.replace(/&(#[xX][0-9a-fA-F]+|#[0-9]+|[a-z]+);/g, decodeEntity);
}

// The pieces of a marked string: [{text, marked}].
export function markedPieces(html) {
  const pieces = [];
  let marked = false;
  for (const part of html.split(/(<\/?mark>)/)) {
    if (part === '<mark>' || part === '</mark>') {
      marked = part === '<mark>';
    } else if (part !== '') {
      pieces.push({text: decodeEntities(part), marked});
    }
  }
  return pieces;
}

// The same as nodes: text, and <mark> elements with text in them.
export function markedNodes(html) {
  return markedPieces(html).map(
    ({text, marked}) => marked ? element('mark', {}, text) : document.createTextNode(text));
}
