/**
 * `<quiver-chat>`: the chat, filling its element, or with the attribute `launcher` behind a button
 * in the corner of the page. docs/web.md describes attributes, events and styles.
 */

import { Client } from "./client.js";
import { h, icon, mark } from "./dom.js";
import { alarm, fromBot, fromPerson } from "./draw.js";
import { copy, print, save } from "./summary.js";
import { WORDS } from "./words.js";

const HERE = new URL(".", import.meta.url).href;
const LONGEST = 2000; // characters, as the server has it
const ALMOST = 200; // characters left at which they are counted

class QuiverChat extends HTMLElement {
  #root;
  #client;
  #parts;
  #opened = false;
  #cards = new Map(); // the newest card of each danger rule

  connectedCallback() {
    if (this.#root) return;
    this.#root = this.attachShadow({ mode: "open" });
    this.#client = new Client(this.getAttribute("server") ?? HERE);
    this.#parts = this.#build();
    const style = h("link", { rel: "stylesheet", href: new URL("quiver-chat.css", HERE).href });
    style.addEventListener("load", () => this.#show());
    this.#root.append(style);
    this.#listen();
  }

  /** Opens the chat, where it is behind a launcher. */
  open() {
    const { panel, launcher, input } = this.#parts;
    panel.hidden = false;
    if (launcher) launcher.hidden = true;
    this.#start();
    input.focus();
    this.#tell("quiver-open");
  }

  /** Closes the chat, where it is behind a launcher; the conversation stays. */
  close() {
    const { panel, launcher } = this.#parts;
    if (!launcher) return;
    panel.hidden = true;
    launcher.hidden = false;
    launcher.focus();
    this.#tell("quiver-close");
  }

  #build() {
    const launches = this.hasAttribute("launcher");
    const tool = (name, words, onclick) =>
      h("button", { type: "button", class: "tool", "aria-label": words, title: words, onclick }, icon(name));
    const parts = {
      alarms: h("div", { class: "alarms", role: "alert" }),
      lines: h("div", { class: "lines" }),
      status: h("p", { class: "status", role: "status" }),
      input: h("textarea", { id: "message", rows: 1, maxlength: LONGEST, placeholder: WORDS.placeholder, enterkeyhint: "send", autocomplete: "off" }),
      left: h("span", { class: "left", role: "status" }),
      dialog: h("dialog", { "aria-labelledby": "dialog-title" }),
    };
    parts.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": WORDS.conversation, tabindex: 0 }, parts.lines);
    parts.form = h(
      "form",
      { class: "composer", novalidate: true },
      h("label", { class: "unseen", for: "message" }, WORDS.message),
      parts.input,
      h("button", { class: "send", "aria-label": WORDS.send, title: WORDS.send }, icon("send")),
      parts.left,
    );
    parts.panel = h(
      "section",
      { class: launches ? "panel floating" : "panel", "aria-label": WORDS.chat, hidden: true },
      h(
        "header",
        {},
        mark(),
        h("div", { class: "title" }, h("strong", {}, WORDS.name), h("span", {}, WORDS.about)),
        tool("about", WORDS.aboutTitle, () => this.#about()),
        tool("bin", WORDS.delete, () => this.#askToDelete()),
        launches && tool("close", WORDS.close, () => this.close()),
      ),
      parts.alarms,
      parts.log,
      parts.status,
      parts.form,
      parts.dialog,
    );
    if (launches) {
      parts.launcher = h("button", { type: "button", class: "launcher", hidden: true, onclick: () => this.open() }, icon("chat"), WORDS.open);
    }
    this.#root.append(...[parts.launcher, parts.panel].filter(Boolean));
    return parts;
  }

  #listen() {
    const { form, input, panel } = this.#parts;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text) this.#send(text, text, true);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    input.addEventListener("input", () => this.#measure());
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#parts.dialog.open) this.close();
    });
    const on = (name, does) => this.#client.addEventListener(name, ({ detail }) => does(detail));
    on("history", (said) => this.#redraw(said));
    on("turn", (turn) => this.#answer(turn));
    on("waiting", ({ reason }) => this.#wait(reason));
    on("refused", (problem) => this.#refused(problem));
    on("renewed", () => this.#say(WORDS.renewed));
    on("ended", () => this.#ended());
  }

  #show() {
    const { launcher, panel } = this.#parts;
    if (launcher) launcher.hidden = false;
    else {
      panel.hidden = false;
      this.#start();
    }
  }

  #start() {
    if (this.#opened) return;
    this.#opened = true;
    this.#busy(true);
    this.#client.open();
  }

  #send(text, shown, typed = false) {
    if (this.#client.pending || !this.#client.started) return this.#say(WORDS.wait);
    const { input, log, lines } = this.#parts;
    if (typed) {
      input.value = "";
      this.#measure();
    } else if (lines.contains(this.#root.activeElement)) {
      log.focus({ preventScroll: true }); // what was pressed goes away
    }
    this.#closeQuestions();
    const line = fromPerson(shown);
    lines.append(line);
    this.#busy(true);
    this.#reveal(line);
    this.#client.send(text, shown);
  }

  #answer({ messages, alarms, shown }) {
    const { lines } = this.#parts;
    const mine = fromPerson(shown);
    [...lines.querySelectorAll(".you")].at(-1)?.replaceWith(mine);
    this.#busy(false);
    this.#draw(messages, alarms);
    this.#reveal(mine);
    this.#focusQuestion();
    if (messages.some(({ custom }) => custom?.type === "emergency")) this.#tell("quiver-emergency");
    if (messages.some(({ custom }) => custom?.type === "assessment")) this.#tell("quiver-result");
  }

  #redraw({ messages, alarms }) {
    const { lines } = this.#parts;
    lines.replaceChildren();
    this.#busy(false);
    this.#draw(messages, alarms);
    if (this.#client.pending) {
      this.#closeQuestions();
      lines.append(fromPerson(this.#client.pending.shown));
      this.#busy(true);
    }
    const mine = [...lines.querySelectorAll(".you")].at(-1);
    if (mine) this.#reveal(mine);
  }

  #draw(messages, alarms) {
    const { lines, alarms: pinned } = this.#parts;
    let previous = null;
    for (const message of messages) {
      if (message.from === "you") {
        this.#closeQuestions();
        lines.append(fromPerson(message.text));
      } else if (message.custom?.type === "emergency") {
        this.#cards.set(message.custom.flag, message);
        const past = alarm(message, this.#actions);
        past.dataset.flag = message.custom.flag;
        lines.append(past);
      } else if (message.custom?.type !== "summary" || previous !== "assessment") {
        lines.append(fromBot(message, this.#actions)); // a result has its summary in it
      }
      previous = message.custom?.type;
    }
    // A card that holds is in view above the conversation, and only there.
    const holding = [...this.#cards].filter(([flag]) => alarms.includes(flag));
    const shown = [...pinned.children].map(({ dataset }) => dataset.flag);
    if (shown.join() !== holding.map(([flag]) => flag).join()) {
      pinned.replaceChildren(
        ...holding.map(([flag, message]) => {
          const card = alarm(message, this.#actions);
          card.dataset.flag = flag;
          return card;
        }),
      );
    }
    for (const past of lines.querySelectorAll(".alarm")) past.hidden = alarms.includes(past.dataset.flag);
  }
  get #actions() {
    return {
      emergencyNumber: this.getAttribute("emergency-number"),
      send: (text, shown) => this.#send(text, shown),
      change: (item) => this.#change(item),
      copy,
      print,
      save: () => save(this.#client),
    };
  }

  #closeQuestions() {
    for (const question of this.#parts.lines.querySelectorAll(".question")) question.classList.add("answered");
  }

  #focusQuestion() {
    const { log, lines } = this.#parts;
    const last = lines.lastElementChild?.querySelector(".question");
    if (last && this.#root.activeElement === log) last.focus({ preventScroll: true });
  }

  /** Scrolls so that what is new can be read from its start. */
  #reveal(first) {
    const { log } = this.#parts;
    const top = first.offsetTop - 12;
    log.scrollTo({ top: Math.min(top, log.scrollHeight - log.clientHeight) });
  }

  #busy(writing) {
    const { lines, panel } = this.#parts;
    lines.querySelector(".typing")?.remove();
    panel.classList.toggle("busy", writing);
    this.#say(writing ? WORDS.writing : "", "unseen");
    if (writing) lines.append(h("div", { class: "typing", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  }

  #say(words, kind = "") {
    this.#parts.status.className = `status ${kind}`;
    this.#parts.status.replaceChildren(words);
  }

  #wait(reason) {
    const offline = this.#client.pending ? WORDS.offline : WORDS.offlineIdle;
    this.#say(reason === "offline" ? offline : WORDS.slow);
  }

  #refused({ message }) {
    this.#busy(false);
    this.#say(message);
    if (!this.#client.pending) return;
    const again = () => {
      this.#busy(true);
      this.#client.again();
    };
    this.#parts.status.append(" ", h("button", { type: "button", class: "plain", onclick: again }, WORDS.tryAgain));
  }

  #ended() {
    this.#busy(false);
    this.#cards.clear();
    this.#parts.alarms.replaceChildren();
    const anew = h("button", { type: "button", class: "done", onclick: () => this.#anew() }, WORDS.startAnew);
    this.#parts.lines.replaceChildren(
      h("div", { class: "message bot" }, h("div", { class: "bubble" }, h("p", {}, WORDS.deleted), anew)),
    );
    anew.focus();
  }

  #anew() {
    this.#opened = false;
    this.#parts.lines.replaceChildren();
    this.#start();
    this.#parts.input.focus();
  }

  #measure() {
    const { input, left } = this.#parts;
    input.rows = 1;
    while (input.rows < 6 && input.scrollHeight > input.clientHeight) input.rows += 1;
    const rest = LONGEST - input.value.length;
    left.textContent = rest < ALMOST ? WORDS.left_characters(rest) : "";
  }

  #ask(title, ...content) {
    const { dialog } = this.#parts;
    dialog.replaceChildren(h("h2", { id: "dialog-title" }, title), ...content);
    dialog.showModal();
  }

  #about() {
    const close = h("button", { type: "button", class: "done", onclick: () => this.#parts.dialog.close() }, WORDS.back);
    this.#ask(WORDS.aboutTitle, ...WORDS.aboutText.map((text) => h("p", {}, text)), close);
  }

  #askToDelete() {
    const { dialog } = this.#parts;
    const failed = h("p", { role: "alert" });
    const yes = async () => {
      try {
        await this.#client.forget();
        dialog.close();
      } catch {
        failed.textContent = WORDS.notDeleted;
      }
    };
    this.#ask(
      WORDS.deleteTitle,
      h("p", {}, WORDS.deleteText),
      failed,
      h(
        "div",
        { class: "options" },
        h("button", { type: "button", class: "danger", onclick: yes }, WORDS.deleteYes),
        h("button", { type: "button", class: "choice", onclick: () => dialog.close() }, WORDS.deleteNo),
      ),
    );
  }

  #change({ name, choices = [] }) {
    const { dialog } = this.#parts;
    const choose = (payload, title) => {
      dialog.close();
      this.#send(payload, title);
    };
    this.#ask(
      WORDS.isIt(name),
      h(
        "div",
        { class: "options" },
        choices.map(({ title, payload }) =>
          h("button", { type: "button", class: "choice", onclick: () => choose(payload, title) }, title),
        ),
        h("button", { type: "button", class: "choice mild", onclick: () => dialog.close() }, WORDS.cancel),
      ),
    );
  }

  #tell(name) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

customElements.define("quiver-chat", QuiverChat);
