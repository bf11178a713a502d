/** Making elements without a string of markup anywhere: text is always text. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an HTML element.
 * @param {string} tag its name
 * @param {Object} props attributes; a function under "onclick" and the like is a listener, true an
 *   attribute without a value; null, undefined and false are left out
 * @param {...(Node|string|null|Array)} children what is in it
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** Makes an SVG element; the arguments are those of `h`. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value != null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

const ICONS = {
  chat: "M4 5.5h16v11H10l-4.5 3.5v-3.5H4z",
  send: "M4 12l16-7.5-5 15-3.5-5.5zM11.5 14L20 4.5",
  close: "M6 6l12 12M18 6L6 18",
  about: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.6v.2",
  bin: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9L17.5 7M10.5 10.5v5.5M13.5 10.5v5.5",
  present: "M5 12.5l4.5 4.5L19 7.5",
  absent: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  unknown: "M9 9.2a3 3 0 115 2.2c-1.2 1-2 1.6-2 3M12 17.8v.2",
  phone: "M6.5 3.5l3 4.5-2 2.5c1 2.5 3.5 5 6 6l2.5-2 4.5 3c0 2-1.5 3.5-3.5 3-7-1.5-12-6.5-13.5-13.5-.5-2 1-3.5 3-3.5z",
};

/** A line drawing of 24 by 24, left out of what is read aloud. */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

/** The mark of Quiver: a lip, and the little waves of a twitch. */
export function mark() {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 40 40", "aria-hidden": "true" },
    svg("rect", { width: "40", height: "40", rx: "12" }),
    svg("path", { class: "lip", d: "M7 21c5-5 8-6 10.5-4.5 1 .6 1.6.9 2.5.9s1.5-.3 2.5-.9C25 15 28 16 33 21c-4 6-8 8-13 8s-9-2-13-8z" }),
    svg("path", { class: "wave", d: "M13 10.5q1.750-2.5 3.5 0t3.5 0 3.5 0 3.5 0" }),
    svg("path", { class: "mouth", d: "M8.5 21.2q6 .8 11.5.3 5.5.5 11.5-.3" }),
  );
}

/** Where a sentence comes from: the article by its section, anything else as a link. */
export function cite(source) {
  if (!source) return null;
  if (source.article) return h("cite", {}, `Article: ${source.article}, ${source.sentence}`);
  const name = source.name ?? "";
  return h("cite", {}, isWeb(source.url) ? outside(source.url, name) : name);
}

function isWeb(address) {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

function outside(address, name) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name);
}
