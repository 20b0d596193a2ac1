/** The page: which question is asked, of which photo, and what is shown of the answer. */

import { get, post } from "./api.js";
import { capital, element, find, recall, remember, sentence, svg } from "./dom.js";
import { keypoints, partOf } from "./keypoints.js";
import { linkTo, listModels, openLinked } from "./models.js";
import { photosIn } from "./photo.js";
import { known, species } from "./species.js";

const CANDIDATES = 5;
const DETECTOR = "faces";
const FACE = { value: "keypoints", label: "Points of a face", path: "v1/keypoints", show: keypoints };

const state = { question: FACE, photo: undefined, asking: undefined };

async function start() {
  theme();
  drawMarks();
  photosIn(take, () => say("That is no photo."));
  find("sample").addEventListener("click", sample);
  addEventListener("hashchange", openLinked);
  await refresh();
  await openLinked();
  addEventListener("focus", refresh);
}

/** What can be asked, and the models: both may have changed since. */
async function refresh() {
  try {
    const [{ groups }, { models }] = await Promise.all([get("v1/species"), get("v1/models")]);
    offer(questionsOf(groups, models));
    await listModels(models);
  } catch (problem) {
    say(sentence(problem.message)); // what was offered before stays
  }
}

function questionsOf(groups, models) {
  const ofSpecies = groups.map(({ group }) => ({
    value: group,
    label: capital(group.replaceAll("-", " ")),
    path: `v1/species/${group}?top=${CANDIDATES}`,
    show: species,
  }));
  const faces = models.some(({ name, serving }) => serving && name !== DETECTOR && !name.startsWith("species-"));
  return faces || !ofSpecies.length ? [FACE, ...ofSpecies] : ofSpecies;
}

function offer(questions) {
  const choices = document.querySelector("#questions .choices");
  const shown = [...choices.querySelectorAll("input")].map((input) => input.value);
  if (shown.join() === questions.map(({ value }) => value).join()) {
    return;
  }
  const before = recall("question");
  const chosen = questions.find(({ value }) => value === before) ?? questions[0];
  choices.replaceChildren(
    ...questions.map((question) =>
      element(
        "label",
        {},
        element("input", { type: "radio", name: "question", value: question.value, checked: question === chosen, change: () => choose(question) }),
        element("span", {}, question.label),
      ),
    ),
  );
  if (!shown.length || chosen.value !== state.question.value) {
    turnTo(chosen);
  }
}

function choose(question) {
  remember("question", question.value);
  turnTo(question);
}

function turnTo(question) {
  state.question = question;
  find("stage").classList.toggle("of-species", question !== FACE);
  find("sample").hidden = question !== FACE;
  if (state.photo) {
    ask();
  } else {
    introduce();
  }
}

/** Beside the empty stage: what will be there. */
async function introduce() {
  const { question } = state;
  const answer = find("answer");
  answer.replaceChildren();
  if (question === FACE) {
    answer.append(...introduction());
    return;
  }
  const taxa = await get(`v1/species/${question.value}/taxa`).catch(() => undefined);
  if (taxa && state.question === question && !state.photo) {
    answer.replaceChildren(...known(taxa).filter(Boolean));
  }
}

function introduction() {
  const parts = [["eyebrows", "Four of the eyebrows"], ["eyes", "Six of the eyes"], ["nose", "The tip of the nose"], ["mouth", "Four of the mouth"]];
  return [
    element("h2", { class: "quiet-title" }, "Fifteen points, each with a circle"),
    element("ul", { class: "known" }, ...parts.map(([part, words]) => element("li", { class: part }, element("span", { class: "swatch", "aria-hidden": "true" }), words))),
    element("p", { class: "explained" }, "The circle holds the true point nine times of ten. A blurred mouth gets a wide one; a sharp pupil a small one."),
  ];
}

async function sample() {
  const picture = await fetch("page/face.jpg");
  take(await picture.blob());
}

/** Keeps the bytes: another question may be asked when the file has changed, or is gone as a camera's are. */
async function take(file) {
  let photo;
  try {
    photo = new Blob([await file.arrayBuffer()], { type: file.type });
  } catch {
    say("That can’t be read as a photo.");
    return;
  }
  state.photo = photo;
  const image = find("photo");
  URL.revokeObjectURL(image.src);
  image.onload = () => find("figure").style.setProperty("--ratio", image.naturalWidth / image.naturalHeight);
  image.onerror = () => fillStage(false); // the service says why
  image.src = URL.createObjectURL(photo);
  fillStage(true);
  ask();
}

function fillStage(full) {
  find("stage").classList.toggle("full", full);
  find("zone").hidden = full;
  find("figure").hidden = !full;
  find("choose").textContent = full ? "Another photo" : "Choose a photo";
}

async function ask(more = "") {
  state.asking?.abort();
  const asking = new AbortController();
  state.asking = asking;
  const { question, photo } = state;
  clear();
  const began = performance.now();
  const slow = setTimeout(() => waiting("Looking …"), 400);
  try {
    const answer = await post(question.path + more, photo, asking.signal, (seconds) => {
      clearTimeout(slow);
      waiting(`Busy. It is asked again in ${seconds} s …`);
    });
    tell(question, answer, Math.round(performance.now() - began));
  } catch (problem) {
    if (problem.name !== "AbortError") {
      refuse(question, problem);
    }
  } finally {
    clearTimeout(slow);
    if (state.asking === asking) {
      find("look").removeAttribute("aria-busy");
    }
  }
}

function clear() {
  find("overlay").replaceChildren();
  find("tag").hidden = true;
  find("caption").replaceChildren();
  find("answer").replaceChildren();
  find("look").setAttribute("aria-busy", "true");
}

function waiting(words) {
  find("answer").replaceChildren(element("p", { class: "waiting" }, words));
  say(words);
}

function tell(question, answer, milliseconds) {
  const { said, nodes } = question.show(answer);
  find("answer").replaceChildren(...nodes.filter(Boolean), asJson(question, answer));
  const { detector } = answer;
  find("caption").replaceChildren(
    "Answered by ",
    versionOf(answer),
    ...(detector ? [", found by ", versionOf(detector), ","] : []),
    ` in ${milliseconds} ms`,
  );
  say(`${said} Answered by ${answer.model}, version ${answer.version}.`);
}

function versionOf({ model, version }) {
  return element("a", { href: linkTo(model, version) }, `${model}@${version}`);
}

function asJson(question, answer) {
  const url = new URL(question.path, document.baseURI);
  const command = `curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' '${url}'`;
  return element(
    "details",
    { class: "rest" },
    element("summary", {}, "The same by the API"),
    element("pre", { tabindex: 0, role: "region", "aria-label": "The command and its answer" }, `${command}\n\n${JSON.stringify(answer, undefined, 1)}`),
  );
}

function refuse(question, problem) {
  const title = element("h2", { class: "verdict" }, problem.status === 503 ? "Not now, try again." : "No answer.");
  const again = problem.status === 503 && button("Try again", () => ask());
  const faceless = question === FACE && problem.status === 422 && /no face/i.test(problem.message);
  const words = faceless ? "No face was found in this photo." : sentence(problem.message);
  const whole = faceless && button("Take the whole photo as the face", () => ask("?box=whole"));
  find("answer").replaceChildren(...[title, element("p", { class: "note" }, words), again, whole].filter(Boolean));
  say(`${title.textContent} ${words}`);
}

/** What it leads to replaces the button itself: the photo's section takes the focus from it. */
function button(words, act) {
  const click = () => {
    find("look").focus({ preventScroll: true });
    act();
  };
  return element("button", { type: "button", click }, words);
}

function say(words) {
  find("status").textContent = words;
}

/** Light or dark: the system's until the reader chooses. */
function theme() {
  const root = document.documentElement;
  const toggle = find("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => toggle.setAttribute("aria-pressed", isDark());
  toggle.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  toggle.hidden = false;
  show();
}

/** A face by its marks alone: where they are on the mean of many faces. */
function drawMarks() {
  const half = [
    ["eye", 30, 31, 3.2], ["eye", 36, 32, 3], ["eye", 23.5, 31.5, 3.6],
    ["eyebrow", 39, 21.5, 4.4], ["eyebrow", 18, 23, 5.2], ["mouth", 34.5, 63, 4.6],
  ];
  const middle = [["nose", 48, 48, 3.8], ["mouth", 48, 60, 3.6], ["mouth", 48, 68.5, 5]];
  const marks = [...half, ...half.map(([name, x, y, r]) => [name, 96 - x, y, r]), ...middle];
  document.querySelector(".marks").append(
    ...marks.map(([name, x, y, r]) =>
      svg("g", { class: partOf(name) }, svg("circle", { class: "radius", cx: x, cy: y, r }), svg("circle", { class: "dot", cx: x, cy: y, r: 1 })),
    ),
  );
}

start();
