/**
 * Talks to the server: keeps the session, and brings a message there exactly once.
 *
 * Every message has an id of its own and is kept until it is answered, so it can be sent again
 * after a lost connection or a reload; the server knows the id and does not take it in twice.
 */

const PATIENCE = 30_000; // ms for an answer
const PAUSES = [1, 2, 4, 8, 15]; // s between attempts

/** The events: "turn", "history", "waiting" (why), "refused", "ended", "renewed". */
export class Client extends EventTarget {
  #server;
  #token = null;
  #pending = null;
  #wake = () => {};
  #tabs = new BroadcastChannel("quiver-chat");

  /** @param {string} server the address of the chat, ending with "/" */
  constructor(server) {
    super();
    this.#server = server;
    const kept = this.#kept();
    this.#token = kept.token ?? null;
    this.#pending = kept.pending ?? null;
    addEventListener("online", () => this.#wake());
    this.#tabs.onmessage = ({ data }) => {
      if (data === this.#conversation && !this.#pending) this.#read().catch(() => {});
    };
  }

  /** The message that is on its way, as `{id, text, shown}`, or null. */
  get pending() {
    return this.#pending;
  }

  /** Whether there is a conversation to go on with. */
  get started() {
    return this.#token !== null;
  }

  /** Goes on with the conversation of this tab, or starts one. */
  async open() {
    await this.#persist(() => (this.#token ? this.#read() : this.#start()));
    if (this.#pending) await this.#deliver();
  }

  /** Sends a message; what comes of it is told by events. */
  async send(text, shown) {
    this.#pending = { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.replace(".", ""), text, shown };
    this.#keep();
    await this.#deliver();
  }

  /** Sends the message that failed once more. */
  async again() {
    await this.#deliver();
  }

  /** Deletes the conversation on the server and here. Fails when the server cannot be reached. */
  async forget() {
    const answer = await this.#post("forget", {});
    if (!answer.ok && answer.status !== 401) throw new Error(`${answer.status}`);
    this.#end();
  }

  /** The doctor's summary as a PDF. */
  async summary() {
    const answer = await this.#post("summary", {});
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.blob();
  }

  async #start() {
    const answer = await this.#post("session", {});
    if (!answer.ok) throw await problem(answer);
    const { token, messages, alarms } = await answer.json();
    this.#token = token;
    this.#keep();
    this.#tell("history", { messages, alarms });
  }

  async #read() {
    const answer = await this.#post("history", {});
    if (answer.status === 401) return this.#renew();
    if (!answer.ok) throw await problem(answer);
    const { messages, alarms } = await answer.json();
    if (messages.some(({ id }) => id && id === this.#pending?.id)) this.#settle();
    this.#tell("history", { messages, alarms });
  }

  async #renew() {
    this.#token = null;
    await this.#start();
    this.#tell("renewed");
  }

  async #deliver() {
    const { id, text, shown } = this.#pending;
    await this.#persist(async () => {
      const answer = await this.#post("message", { id, text });
      if (answer.status === 401) {
        await this.#renew();
        throw new Problem("slow", 0);
      }
      if (!answer.ok) throw await problem(answer);
      const turn = await answer.json();
      this.#settle();
      this.#tell("turn", { ...turn, id, sent: shown });
      this.#tabs.postMessage(this.#conversation);
      if (turn.ended) this.#end();
    });
  }

  /** Does something until it succeeds, or the server says that it never will. */
  async #persist(something) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await something();
      } catch (error) {
        const why = error instanceof Problem ? error : new Problem("offline");
        if (why.final) return this.#tell("refused", why);
        this.#tell("waiting", why);
        await this.#pause(why.wait ?? PAUSES[Math.min(attempt, PAUSES.length - 1)]);
      }
    }
  }

  #pause(seconds) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  #post(path, body) {
    // No header that would make another origin's browser ask first: the token is in the body.
    return fetch(new URL(path, this.#server), {
      method: "POST",
      body: JSON.stringify({ token: this.#token, ...body }),
      credentials: "omit",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  }

  get #conversation() {
    return this.#token?.split(".")[0];
  }

  #settle() {
    this.#pending = null;
    this.#keep();
  }

  #end() {
    const conversation = this.#conversation;
    this.#token = this.#pending = null;
    this.#keep();
    this.#tabs.postMessage(conversation);
    this.#tell("ended");
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #kept() {
    try {
      return JSON.parse(sessionStorage.getItem(`quiver ${this.#server}`)) ?? {};
    } catch {
      return {};
    }
  }

  #keep() {
    try {
      const kept = JSON.stringify({ token: this.#token, pending: this.#pending });
      sessionStorage.setItem(`quiver ${this.#server}`, kept);
    } catch {
      // Storage is switched off: the chat lives as long as the page.
    }
  }
}

/** Why a message is not there yet: what it waits for, how long, or the server's last word. */
class Problem extends Error {
  constructor(reason, wait, message) {
    super(message ?? reason);
    Object.assign(this, { reason, wait, final: message !== undefined });
  }
}

async function problem(answer) {
  if (answer.status === 429) return new Problem("slow", Number(answer.headers.get("Retry-After")) || 1);
  if ([502, 503, 504].includes(answer.status)) return new Problem("offline");
  const { error, message } = await answer.json().catch(() => ({}));
  return new Problem(error ?? "failed", null, message ?? `${answer.status}`);
}
