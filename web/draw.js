/** Draws the messages of docs/messages.md. Whatever it does not know is drawn as its text. */

import { cite, h, icon } from "./dom.js";
import { result, summary } from "./result.js";
import { WORDS, emergencyNumber } from "./words.js";

let count = 0;

/** What the person wrote. */
export function fromPerson(text) {
  return h("div", { class: "message you" }, speaker(WORDS.you), h("p", { dir: "auto" }, text));
}

/**
 * A message of the bot.
 * @param {Object} message as the server sends it
 * @param {Object} chat what can be done with it: `send(text, shown)`, `change(item)`, and for the
 *   summary `copy`, `print` and `save`
 * @returns {HTMLElement} the message; a question has the class "question"
 */
export function fromBot(message, chat) {
  const custom = message.custom ?? {};
  const draw = { question, noted, answer, assessment: result, summary }[custom.type] ?? plain;
  return h("div", { class: "message bot" }, speaker(WORDS.quiver), draw(message, chat));
}

/** The card of a danger sign, which stays in view as long as it holds. */
export function alarm(message, chat) {
  const { urgency, text, source } = message.custom;
  const now = urgency === "emergency";
  const [action, ...why] = text.split("\n");
  const number = chat.emergencyNumber || emergencyNumber();
  return h(
    "section",
    { class: `alarm ${now ? "now" : "today"}` },
    h("h3", {}, now ? WORDS.urgent : WORDS.today),
    h("p", { class: "action" }, action),
    now && h("a", { class: "call", href: `tel:${number}` }, icon("phone"), WORDS.call(number)),
    why.map((line) => h("p", {}, withoutSource(line))),
    h("p", { class: "foot" }, cite(source), buttons(message, chat, "plain")),
  );
}

function plain(message, chat) {
  return h("div", { class: "bubble" }, paragraphs(message.text), buttons(message, chat));
}

/** A text in paragraphs: at its line breaks, and every few sentences where it is long. */
function paragraphs(text = "") {
  return text.split("\n").flatMap((line) => {
    const sentences = line.match(/[^.!?]+[.!?]+["”’)\]]*\s*|.+$/g) ?? [line];
    const parts = [""];
    for (const sentence of sentences) {
      if (parts.at(-1).length + sentence.length > 170 && parts.at(-1)) parts.push("");
      parts[parts.length - 1] += sentence;
    }
    return parts.map((part) => h("p", { dir: "auto" }, part.trim()));
  });
}

function buttons(message, chat, kind = "choice") {
  return (message.buttons ?? []).map(({ title, payload }) =>
    h("button", { type: "button", class: kind, onclick: () => chat.send(payload, title) }, title),
  );
}

function answer({ custom }) {
  const [lead] = custom.text.split("\n");
  const told = custom.lines.some(({ text }) => lead.startsWith(text));
  return h(
    "div",
    { class: "bubble" },
    !told && h("p", {}, lead),
    custom.lines.map(({ text, source }) => h("p", {}, text, " ", cite(source))),
  );
}

const MANY = 8; // chips; beyond, what was denied is folded away

function noted({ text, custom }, chat) {
  const chips = (items) =>
    h("ul", { class: "chips" }, items.map((item) => h("li", {}, chip(item, chat))));
  const fold = custom.evidence.length > MANY;
  const denied = custom.evidence.filter(({ status }) => fold && status === "absent");
  return h(
    "div",
    { class: "bubble noted" },
    h("p", { class: "lead" }, `${text.split(":")[0]}:`),
    chips(custom.evidence.filter((item) => !denied.includes(item))),
    denied.length > 0 &&
      h("details", {}, h("summary", {}, WORDS.denied(denied.length)), chips(denied)),
    h("p", { class: "hint" }, WORDS.tapToChange),
  );
}

function chip(item, chat) {
  const name = item.name ?? item.finding.replaceAll("_", " ");
  return h(
    "button",
    {
      type: "button",
      class: `chip ${item.status}`,
      "aria-haspopup": "dialog",
      onclick: () => chat.change({ ...item, name }),
    },
    icon(item.status),
    name,
  );
}

function question({ custom }, chat) {
  const label = `question-${(count += 1)}`;
  const { asked, about } = custom.progress;
  return h(
    "section",
    { class: "question", tabindex: "-1", "aria-labelledby": label },
    progress(asked, about),
    h("h3", { id: label }, custom.text),
    h(
      "div",
      { class: "reply" },
      (custom.select === "many" ? several : one)(custom, chat, label),
      h("details", { class: "why" }, h("summary", {}, WORDS.why), h("p", {}, custom.why)),
    ),
    h("button", { type: "button", class: "plain reopen", onclick: reopen }, WORDS.changeAnswer),
  );
}

function reopen({ target }) {
  const card = target.closest(".question");
  card.classList.remove("answered");
  card.focus();
}

function progress(asked, more) {
  const text = WORDS.progress(asked + 1, more);
  return h(
    "div",
    { class: "progress" },
    h("progress", { value: asked, max: asked + more, "aria-label": text }),
    h("span", {}, text),
  );
}

const MILD = ["not_sure", "none"];

function one({ options }, chat, label) {
  return h("div", { class: "options", role: "group", "aria-labelledby": label }, options.map(
    ({ id, title, payload }) => option(id, title, () => chat.send(payload, title)),
  ));
}

function option(id, title, onclick) {
  return h("button", { type: "button", class: MILD.includes(id) ? "choice mild" : "choice", onclick }, title);
}

function several({ id, options }, chat, label) {
  const boxes = options
    .filter((one) => !MILD.includes(one.id))
    .map((one) => {
      const box = h("input", { type: "checkbox", value: one.id });
      return { box, title: one.title, row: h("label", { class: "choice check" }, box, h("span", {}, one.title)) };
    });
  const hint = h("p", { class: "missing", role: "alert" });
  const done = () => {
    const chosen = boxes.filter(({ box }) => box.checked);
    hint.textContent = chosen.length ? "" : WORDS.chooseOne;
    if (!chosen.length) return;
    const a = chosen.map(({ box }) => box.value).join(",");
    chat.send(`/answer${JSON.stringify({ q: id, a })}`, chosen.map(({ title }) => title).join(", "));
  };
  return [
    h("div", { class: "options", role: "group", "aria-labelledby": label }, boxes.map(({ row }) => row)),
    hint,
    h("button", { type: "button", class: "done", onclick: done }, WORDS.done),
    h("div", { class: "options" }, options.filter((one) => MILD.includes(one.id)).map(
      ({ id: choice, title, payload }) => option(choice, title, () => chat.send(payload, title)),
    )),
  ];
}

function withoutSource(line) {
  return line.replace(/ \[[^[\]]*\]$/, "");
}

function speaker(name) {
  return h("span", { class: "unseen" }, name);
}
