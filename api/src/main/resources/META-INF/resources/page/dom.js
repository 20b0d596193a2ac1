/** Small ways to build and remember; text is always set as text, never as HTML. */

const SVG = "http://www.w3.org/2000/svg";

export const find = (id) => document.getElementById(id);

/** An element with attributes; a function is a listener, `false` and `undefined` leave an attribute out. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== undefined && child !== false));
  return node;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** With a capital and one full stop. */
export const sentence = (text) => `${capital(text).replace(/\.$/, "")}.`;

/** 1,234 as readers write it. */
export const number = (value, digits = 0) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const percent = (share) => {
  if (share > 0 && share < 0.01) return "under 1%";
  if (share < 1 && share > 0.99) return "over 99%";
  return `${Math.round(100 * share)}%`;
};

/** Settings of this browser; where storage is switched off, of this visit. */
const visit = new Map();

export function remember(key, value) {
  visit.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // of this visit alone
  }
}

export function recall(key) {
  try {
    return localStorage.getItem(key) ?? visit.get(key);
  } catch {
    return visit.get(key);
  }
}
