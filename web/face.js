/** The drawing of the face: where it twitches, on which side; as in a mirror, so left is left. */

import { h, svg } from "./dom.js";
import { WORDS } from "./words.js";

// The left half of each place, in a drawing of 200 by 230; the right half is its mirror image.
const PLACES = {
  upper_lip: ["path", { d: "M66 166Q82 152 93 155Q97 157.5 100 157.5V168.5Q83 168.5 66 166Z" }],
  lower_lip: ["path", { d: "M66 166Q83 168.5 100 168.5V186Q80 186 66 166Z" }],
  mouth_corner: ["circle", { cx: 63, cy: 167, r: 10 }],
  spreads_face: ["ellipse", { cx: 52, cy: 136, rx: 17, ry: 15 }],
  eyelid_too: ["ellipse", { cx: 68, cy: 94, rx: 20, ry: 11 }],
};
const HALF = [
  "M100 14C58 14 36 46 36 92c0 34 8 62 24 86 12 18 26 32 40 32", // the outline
  "M36 88c-9-5-13 2-11 14 2 11 7 18 14 17", // the ear
  "M52 76q14-9 31-3", // the brow
  "M52 95q16-12 32 0q-16 10-32 0z", // the eye
  "M96 92c-1 16-4 28-9 36 1 6 6 8 13 8", // the nose
  "M66 166Q82 152 93 155Q97 157.5 100 157.5", // the lips
  "M66 166Q83 169.5 100 168.5",
  "M66 166Q80 186 100 186",
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
    h("figcaption", {}, h("h4", {}, WORDS.face), h("p", {}, WORDS.mirror)),
    svg(
      "svg",
      {
        viewBox: "0 0 200 230",
        role: "img",
        "aria-label": WORDS.faceText(listed(spoken), WORDS.sides[side]),
      },
      half(marked, side !== "right", side),
      svg("g", { transform: "matrix(-1 0 0 1 200 0)" }, half(marked, side !== "left", side)),
      svg("text", { x: 30, y: 224 }, WORDS.left),
      svg("text", { x: 170, y: 224 }, WORDS.right),
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
