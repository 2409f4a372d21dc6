// Makes DOM nodes. Everything the page shows is built here from text, never from markup, so that
// nothing an article says can become an element.

const svgNamespace = 'http://www.w3.org/2000/svg';

// A child is a node, a string or a number; null, undefined and false stand for "nothing here", so
// that `count > 0 && element(…)` can be written in place. Lists of children are flattened.
function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : String(child));
  }
  return parent;
}

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : value);
  }
  return node;
}

// element('a', {href: '/'}, 'Start')
export function element(name, attributes = {}, ...children) {
  return append(setAttributes(document.createElement(name), attributes), children);
}

export function svgElement(name, attributes = {}, ...children) {
  return append(setAttributes(document.createElementNS(svgNamespace, name), attributes), children);
}

// The address itself where it is one of the web, none for javascript:, data: and the like.
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
