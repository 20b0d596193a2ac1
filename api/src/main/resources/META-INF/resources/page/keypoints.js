/** The points of a face: drawn over the photo, and as a table. */

import { capital, element, find, number, svg } from "./dom.js";

/** In the order in which they are listed. */
const PARTS = [
  { part: "eyebrows", word: "eyebrow" },
  { part: "eyes", word: "eye" },
  { part: "nose", word: "nose" },
  { part: "mouth", word: "mouth" },
];
const NEAR_PIXELS = 28;

export const partOf = (name) => PARTS.find(({ word }) => name.includes(word))?.part ?? "mouth";

const nameOf = (point) => capital(point.name.replaceAll("_", " "));
const radiusOf = (point) => (point.radius90 === undefined ? "" : ` within ${number(point.radius90, 1)} px`);

/** Everything that is told of the answer; the photo's overlay is drawn with it. */
export function keypoints(answer) {
  const faces = facesOf(answer);
  const overlay = find("overlay");
  const { widthPixels, heightPixels } = answer.image;
  overlay.setAttribute("viewBox", `-0.5 -0.5 ${widthPixels} ${heightPixels}`); // (0, 0) is the first pixel's centre
  overlay.replaceChildren(...faces.map((face, i) => drawn(face, i)));
  const table = element("div");
  const show = (chosen) => {
    [...overlay.children].forEach((group, i) => group.classList.toggle("aside", i !== chosen));
    const rows = tableOf(faces[chosen], overlay.children[chosen], answer.image);
    table.replaceChildren(rows.table);
    followPointer(faces[chosen], answer.image, rows.name);
  };
  show(0);
  const chooser = faces.length > 1 && chooserOf(faces, show);
  overlay.onclick = (event) => {
    const { x, y } = placeOf(event, answer.image);
    const clicked = faces.findIndex(({ box }) => box && x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
    chooser && chooser.querySelectorAll("input")[clicked]?.click();
  };
  const count = faces.length === 1 ? "Fifteen points" : `${faces.length} faces`;
  return {
    said: `${count} found.`,
    nodes: [
      element("h2", { class: "verdict" }, `${count}.`),
      element("p", { class: "explained" }, explained(faces[0].keypoints)),
      chooser,
      table,
    ],
  };
}

/** Boxes are of those alone that somebody found: where none did, the whole photo is the face. */
function facesOf({ faces, keypoints: points, detector }) {
  return detector && faces?.length ? faces : [{ keypoints: points }];
}

function explained(points) {
  const sides = "Left and right are the person’s own.";
  return points.every((point) => point.radius90 === undefined)
    ? sides
    : `The true point lies within the circle nine times of ten. ${sides}`;
}

function chooserOf(faces, show) {
  return element(
    "fieldset",
    { class: "choices small" },
    element("legend", { class: "unseen" }, "Face"),
    ...faces.map((face, i) =>
      element(
        "label",
        {},
        element("input", { type: "radio", name: "face", checked: i === 0, change: () => show(i) }),
        element("span", {}, `Face ${i + 1}`),
      ),
    ),
  );
}

function drawn(face, i) {
  const { box } = face;
  return svg(
    "g",
    { "data-face": i },
    box && svg("rect", { class: "box", x: box.x - 0.5, y: box.y - 0.5, width: box.width, height: box.height }),
    ...face.keypoints.map((point) =>
      svg(
        "g",
        { class: `point ${partOf(point.name)}`, "data-name": point.name },
        point.radius90 !== undefined && svg("circle", { class: "radius", cx: point.x, cy: point.y, r: point.radius90 }),
        // lines without length, with round ends: discs that keep their size however large the photo is shown
        svg("path", { class: "halo", d: `M${point.x} ${point.y}h0` }),
        svg("path", { class: "dot", d: `M${point.x} ${point.y}h0` }),
      ),
    ),
  );
}

/** A table whose rows' names are one stop of the Tab key; arrows go from one to the next. */
function tableOf(face, group, image) {
  const rows = new Map();
  const name = (point) => {
    for (const [other, row] of rows) {
      row.row.classList.toggle("named", other === point);
      row.drawn.classList.toggle("named", other === point);
    }
    tag(point, image);
  };
  const bodies = PARTS.map(({ part }) => {
    const points = face.keypoints.filter((point) => partOf(point.name) === part);
    return element("tbody", { class: part }, ...points.map((point) => {
      const button = element("button", { type: "button", tabindex: rows.size ? -1 : 0, focus: () => name(point) }, nameOf(point));
      const row = element(
        "tr",
        { mouseenter: () => name(point) },
        element("th", { scope: "row" }, element("span", { class: "swatch", "aria-hidden": "true" }), button),
        element("td", {}, number(point.x, 1)),
        element("td", {}, number(point.y, 1)),
        element("td", {}, point.radius90 === undefined ? "–" : number(point.radius90, 1)),
      );
      rows.set(point, { row, button, drawn: group.querySelector(`[data-name="${point.name}"]`) });
      return row;
    }));
  });
  const table = element(
    "table",
    { class: "points", mouseleave: () => name(undefined), focusout: () => name(undefined), keydown: (event) => step(event, [...rows.values()]) },
    element("caption", { class: "unseen" }, "The points, in pixels of the photo"),
    element("thead", {}, element("tr", {}, ...["Point", "x", "y", "Radius"].map((title) => element("th", { scope: "col" }, title)))),
    ...bodies,
  );
  return { table, name };
}

function step(event, rows) {
  const move = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
  const from = rows.findIndex(({ button }) => button === event.target);
  if (move === undefined || from < 0) {
    return;
  }
  event.preventDefault();
  const to = Math.min(rows.length - 1, Math.max(0, from + move));
  rows[from].button.tabIndex = -1;
  rows[to].button.tabIndex = 0;
  rows[to].button.focus();
}

/** The name over its point, or below where there is no room. */
function tag(point, image) {
  const label = find("tag");
  label.hidden = point === undefined;
  if (point === undefined) {
    return;
  }
  const x = (point.x + 0.5) / image.widthPixels;
  const y = (point.y + 0.5) / image.heightPixels;
  label.replaceChildren(element("b", {}, nameOf(point)), element("span", {}, radiusOf(point)));
  label.classList.toggle("below", y < 0.15);
  label.style.setProperty("--x", `${100 * x}%`);
  label.style.setProperty("--y", `${100 * y}%`);
}

/** Names the point that is nearest to mouse or finger. */
function followPointer(face, image, name) {
  const overlay = find("overlay");
  const at = (event) => {
    const { x, y, scale } = placeOf(event, image);
    const distance = (point) => scale * Math.hypot(point.x - x, point.y - y);
    const nearest = face.keypoints.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    name(distance(nearest) <= NEAR_PIXELS ? nearest : undefined);
  };
  overlay.onpointermove = at;
  overlay.onpointerdown = at;
  overlay.onpointerleave = (event) => event.pointerType === "mouse" && name(undefined);
}

/** In pixels of the photo, and how many of the screen one of them has. */
function placeOf(event, image) {
  const shown = find("overlay").getBoundingClientRect();
  const scale = shown.width / image.widthPixels;
  return { x: (event.clientX - shown.left) / scale - 0.5, y: (event.clientY - shown.top) / scale - 0.5, scale };
}
