/** Draws the result: how soon, what fits and how well, what to do, and the doctor's summary. */

import { cite, h, icon, svg } from "./dom.js";
import { face } from "./face.js";
import { WORDS } from "./words.js";

/** The message "assessment"; after an emergency card, only what to tell the people who help. */
export function result({ text, custom }, chat) {
  const lines = text.split("\n");
  if (custom.urgency === "emergency") {
    return h("div", { class: "bubble handover" }, lines.map((line) => h("p", {}, line)), sheet(custom.summary, chat));
  }
  return h(
    "article",
    { class: "result" },
    h(
      "section",
      { class: `care ${custom.urgency}` },
      h("h3", {}, lines[0]),
      h(
        "div",
        { class: "inside" },
        custom.reasons.map((reason) => h("p", {}, reason.text, " ", cite(reason.source))),
        !custom.reasons.length && h("p", {}, lines[1]),
      ),
    ),
    face(custom.evidence),
    causes(custom.causes),
    ["safety_net", "self_care", "tell_doctor"].map((kind) =>
      advice(kind, custom.advice.filter((one) => one.kind === kind)),
    ),
    sheet(custom.summary, chat),
    h("p", { class: "small" }, lines.at(-1)),
  );
}

function causes(found) {
  if (!found.length) return h("section", { class: "causes" }, h("p", {}, WORDS.nothingFits));
  const most = (side) => Math.max(1, ...found.map(side));
  const left = most((one) => one.against.length);
  const right = most((one) => one.for.length + one.unknown.length);
  return h(
    "section",
    { class: "causes" },
    h("h4", {}, WORDS.causes),
    found.map((one) => cause(one, left, right)),
  );
}

function cause(one, left, right) {
  return h(
    "details",
    { class: `cause ${one.fit}` },
    h(
      "summary",
      {},
      h("span", { class: "name" }, one.name[0].toUpperCase() + one.name.slice(1)),
      h("span", { class: "fit" }, WORDS.fit[one.fit]),
      h("span", { class: "weighed" }, balance(one, left, right), counts(one)),
    ),
    bearings("present", WORDS.speaksFor, one.for),
    bearings("absent", WORDS.speaksAgainst, one.against),
    bearings("unknown", WORDS.notKnown, one.unknown),
  );
}

/** What speaks for and against as squares on either side of a line, at one scale for all causes. */
function balance(one, left, right) {
  const size = 16;
  const zero = left * size + 1;
  const square = (place, kind) =>
    svg("rect", { class: kind, x: zero + place * size + 2.5, y: 4, width: size - 4, height: size - 4, rx: 2 });
  const { length: yes } = one.for;
  return svg(
    "svg",
    {
      class: "balance",
      viewBox: `0 0 ${(left + right) * size + 3} 20`,
      height: 20,
      width: (left + right) * size + 3,
      "aria-hidden": "true",
    },
    one.against.map((_, n) => square(-1 - n, "against")),
    one.for.map((_, n) => square(n, "for")),
    one.unknown.map((_, n) => square(yes + n, "unknown")),
    svg("path", { d: `M${zero} 0v20` }),
  );
}

function counts(one) {
  return h("small", {}, WORDS.counts(one.for.length, one.against.length, one.unknown.length));
}

function bearings(kind, heading, items) {
  if (!items.length) return null;
  return h(
    "div",
    { class: `bearings ${kind}` },
    h("h5", {}, icon(kind), heading),
    h(
      "ul",
      {},
      items.map(({ name, finding, status, fact, source }) => {
        const words = name ?? finding.replaceAll("_", " ");
        const said = status === "absent" ? `no ${words.replace(/^(an?|the) /, "")}` : words;
        return h("li", {}, h("strong", {}, said), ": ", fact, " ", cite(source));
      }),
    ),
  );
}

function advice(kind, items) {
  if (!items.length) return null;
  return h(
    "section",
    { class: `advice ${kind}` },
    h("h4", {}, WORDS.advice[kind]),
    h("ul", {}, items.map(({ text, source }) => h("li", {}, text, " ", cite(source)))),
  );
}

/** The doctor's summary, asked for by itself. */
export function summary({ custom }, chat) {
  return sheet(custom, chat);
}

function sheet(found, chat) {
  const body = h(
    "div",
    { class: "sheet" },
    h("h4", {}, found.title),
    found.sections.map(({ heading, lines }) => [
      h("h5", {}, heading),
      h("ul", {}, lines.map((line) => h("li", { dir: "auto" }, line))),
    ]),
  );
  const text = [
    found.title,
    ...found.sections.map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)].join("\n")),
  ].join("\n\n");
  const said = h("p", { class: "said", role: "status" });
  const action = (words, does) =>
    h("button", { type: "button", class: "choice", onclick: async () => (said.textContent = (await does()) ?? "") }, words);
  return h(
    "section",
    { class: "summary" },
    h("details", {}, h("summary", {}, WORDS.summary), body),
    h(
      "div",
      { class: "actions" },
      action(WORDS.pdf, () => chat.save()),
      action(WORDS.print, () => chat.print(body)),
      action(WORDS.copy, () => chat.copy(text)),
    ),
    said,
  );
}
