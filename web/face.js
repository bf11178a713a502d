/** The drawing of the face: where it twitches, on which side; as in a mirror, so left is left. */

import { h, svg } from "./dom.js";
import { WORDS } from "./words.js";

// The left half of each place, in a drawing of 200 by 230; the right half is its mirror image.
const PLACES = {
  upper_lip: ["path", { d: "M70 164Q83 151 94 153.5Q97 156 100 156V165.5Q84 166 70 164Z" }],
  lower_lip: ["path", { d: "M70 164Q84 166 100 165.5V181Q82 181 70 164Z" }],
  mouth_corner: ["circle", { cx: 67, cy: 164, r: 9 }],
  spreads_face: ["ellipse", { cx: 60, cy: 136, rx: 14, ry: 13 }],
  eyelid_too: ["ellipse", { cx: 70, cy: 96, rx: 19, ry: 10 }],
};
const SKIN = "M100 22C62 22 43 50 43 88C43 122 49 148 62 170C74 189 86 197 100 197";
const HAIR = "M42 86C34 36 64 8 100 8V54C85 53 74 47 66 38C62 52 54 68 42 86Z";
const HALF = [
  SKIN,
  "M43 92c-10-5-14 4-12 15s8 16 16 13", // the ear
  "M77 192c0 12-4 17-22 22", // the neck
  "M54 82q14-9 30-2", // the brow
  "M56 98q14-11 28 0q-14 9-28 0z", // the eye
  "M92 117c-1 6-5 9-3 13 2 3 6 4 11 4", // the nose
  "M70 164Q83 151 94 153.5Q97 156 100 156", // the lips
  "M70 164Q84 166 100 165.5",
  "M70 164Q82 181 100 181",
];

/**
 * The figure, or null when nothing is known that could be marked.
 * @param {Array} evidence the items of the assessment
 */
export function face(evidence) {
  const present = new Set(
    evidence.filter(({ status }) => status === "present").map(({ finding }) => finding),
  );
  const answered = new Set(evidence.map(({ finding }) => finding));
  const named = Object.keys(PLACES).filter((place) => present.has(place));
  const side = sideOf(present, answered);
  if (!named.length && side === "unknown") return null;
  const aboutLips = !["upper_lip", "lower_lip", "mouth_corner"].some((place) => present.has(place));
  const marked = aboutLips ? ["upper_lip", "lower_lip", ...named] : named;
  const spoken = (aboutLips ? ["lips", ...named] : named).map((place) => WORDS.places[place]);
  return h(
    "figure",
    { class: "face" },
    h(
      "figcaption",
      {},
      h("h4", {}, WORDS.face),
      h("p", {}, `${listed(spoken)}${WORDS.sides[side]}.`.replace(/^./, (c) => c.toUpperCase())),
      h("p", { class: "hint" }, WORDS.mirror),
    ),
    svg(
      "svg",
      { viewBox: "0 0 200 230", "aria-hidden": "true" },
      half(marked, side !== "right", side),
      svg("g", { transform: "matrix(-1 0 0 1 200 0)" }, half(marked, side !== "left", side)),
      svg("text", { x: 22, y: 226 }, WORDS.left),
      svg("text", { x: 178, y: 226 }, WORDS.right),
    ),
  );
}

function sideOf(present, answered) {
  const left = present.has("side_left");
  const right = present.has("side_right");
  if (present.has("both_sides") || (left && right)) return "both";
  if (left) return "left";
  if (right) return "right";
  // all three asked and none true: it is the middle
  return ["side_left", "side_right", "both_sides"].every((s) => answered.has(s)) ? "both" : "unknown";
}

function half(places, marked, side) {
  return [
    svg("path", { class: "skin", d: SKIN }),
    svg("path", { class: "hair", d: HAIR }),
    svg("circle", { class: "pupil", cx: 70, cy: 97.5, r: 3.5 }),
    marked &&
      places.map((place) => {
        const [shape, attributes] = PLACES[place];
        return svg(shape, { class: side === "unknown" ? "spot unsure" : "spot", ...attributes });
      }),
    HALF.map((d) => svg("path", { class: "line", d })),
  ];
}

function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
