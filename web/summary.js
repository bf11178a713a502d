/** What can be done with the doctor's summary; each gives the words that say how it went. */

import { h } from "./dom.js";
import { WORDS } from "./words.js";

/** Puts the summary on the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return WORDS.copied;
  } catch {
    return WORDS.notCopied;
  }
}

/** Prints a copy of the summary, and nothing else of the page. */
export function print(body) {
  const frame = h("iframe", { title: WORDS.summary, "aria-hidden": "true" });
  Object.assign(frame.style, { position: "fixed", width: "0", height: "0", border: "0" });
  document.body.append(frame);
  const { contentDocument: page, contentWindow: window } = frame;
  const style = new window.CSSStyleSheet();
  style.replaceSync("body{font:12pt/1.5 Arial,sans-serif;margin:2cm} h4{font-size:18pt} h5{font-size:13pt;margin:1em 0 0}");
  page.adoptedStyleSheets = [style];
  page.body.append(page.importNode(body, true));
  window.addEventListener("afterprint", () => frame.remove());
  window.print();
}

/** Saves the summary as the PDF that the server makes of it. */
export async function save(client) {
  try {
    const address = URL.createObjectURL(await client.summary());
    h("a", { href: address, download: "lip-twitching-summary.pdf" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return WORDS.saved;
  } catch {
    return WORDS.notSaved;
  }
}
