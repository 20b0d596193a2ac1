"use strict";

// --- the data, and what all parts of the page need -----------------------------------------------------------------

const LOSSES = new Set(["trainLoss", "validLoss", "bestLoss", "told", "trialLoss", "loss", "winnersLoss"]);
const study = JSON.parse(document.getElementById("data").textContent, (key, value) =>
  LOSSES.has(key) ? Number(value) : value); // "NaN" and "Infinity" are text in JSON

const trials = [...study.leaderboard].sort((a, b) => a.trial - b.trial);
const trialByNumber = new Map(trials.map(trial => [trial.trial, trial]));
const winners = study.winners.map(number => trialByNumber.get(number));
const hasSpecialists = Object.keys(study.specialists).length > 0;
const isWinner = trial => winners.includes(trial);
const placed = trials.filter(trial => trial.place > 0);

const $ = id => document.getElementById(id);

/** An element; text stays text, whatever is in it. */
function el(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.flat(Infinity));
  return element;
}

const empty = text => el("p", { className: "empty" }, text);
const plural = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
/** A loss in the study's measure. */
const told = loss => study.measure === "rmse-pixels" ? study.pixelsPerUnit * Math.sqrt(loss) : loss;
const measure = study.measure === "rmse-pixels" ? "rmse px" : study.measure;
const number = (x, digits) => Number.isFinite(x) ? x.toFixed(digits) : "–";
const percent = share => share > 0 && share < 0.01 ? "<1%" : `${Math.round(100 * share)}%`;

/** A parameter's value, to four digits where it has more. */
function rounded(value) {
  const x = Number(value);
  return value.trim() === "" || !Number.isFinite(x) || Number.isInteger(x) ? value : String(Number(x.toPrecision(4)));
}

const STATES = ["completed", "early-stopped", "pruned", "diverged", "running", "waiting"];
const stateClass = state => [...STATES, "winner"].includes(state) ? state : "other";
const tag = state => el("span", { className: `tag ${stateClass(state)}` }, state);

/** A bar of parts: class and share of the whole, in order. */
function bar(parts) {
  return el("span", { className: "bar" }, parts.map(([name, share]) => {
    const part = el("i", { className: name });
    part.style.width = `${100 * share}%`;
    return part;
  }));
}

/** What a reader chose; survives the page's own reloading. */
const kept = (() => {
  let values = {};
  try { values = JSON.parse(sessionStorage.getItem("fieldmark") ?? "{}"); } catch { /* no storage: nothing is kept */ }
  return {
    get: (name, otherwise) => values[name] ?? otherwise,
    set(name, value) {
      values[name] = value;
      try { sessionStorage.setItem("fieldmark", JSON.stringify(values)); } catch { /* the same */ }
    },
  };
})();

/** What is said of a trial where the pointer is. */
function tip(trial, epoch) {
  const rows = [];
  const row = (name, value) => rows.push(el("tr", {}, el("td", {}, name), el("td", {}, value)));
  if (epoch) {
    const { trainLoss, validLoss } = trial.epochs[epoch - 1];
    row("epoch", `${epoch} of ${trial.epochs.length}`);
    row("validation", `${number(told(validLoss), 3)}${study.unit}`);
    row("training", `${number(told(trainLoss), 3)}${study.unit}`);
    row("train/valid loss", number(trainLoss / validLoss, 3));
  } else {
    row("best", `${number(trial.told, 3)}${study.unit}, epoch ${trial.bestEpoch}`);
  }
  for (const { name } of study.parameters) {
    if (name in trial.parameters) row(name, rounded(trial.parameters[name]));
  }
  return el("div", {},
    el("div", { className: "top" }, `Trial ${trial.trial}`, tag(isWinner(trial) ? "winner" : trial.state)),
    el("table", {}, rows));
}

// --- the head ----------------------------------------------------------------------------------------------------------

function tile(name, value, unit, ...more) {
  return el("div", { className: "tile" },
    el("div", { className: "name" }, name),
    el("div", { className: "value" }, value, el("small", {}, unit)),
    el("div", { className: "more" }, more));
}

function winnerTile() {
  const name = study.over ? "Winner" : "Best so far";
  if (!Number.isFinite(study.winnersLoss)) return tile(name, "–", "", winners.length > 0
    ? "not every specialist has a trial that ended with a loss" : "no trial has ended with a loss yet");
  const [{ trial, bestEpoch, bestLoss }] = winners;
  return tile(name, number(told(study.winnersLoss), 3), study.unit, winners.length > 1
    ? `all points of ${plural(winners.length, "specialist")}: trials ${winners.map(one => one.trial).join(", ")}`
    : `trial ${trial}, epoch ${bestEpoch}, validation loss ${number(bestLoss, 6)}`);
}

function trialsTile() {
  const counts = new Map(STATES.map(state => [state, 0]));
  for (const { state } of trials) counts.set(state, (counts.get(state) ?? 0) + 1);
  const present = [...counts].filter(([, count]) => count > 0);
  return tile("Trials ended", study.trialsEnded.toLocaleString("en"), ` of ${study.trialsTotal.toLocaleString("en")}`,
    bar(present.map(([state, count]) => [stateClass(state), count / Math.max(1, study.trialsTotal)])),
    present.map(([state, count]) => `${count} ${state}`).join(", "));
}

function epochsTile() {
  const { trained, fullBudget, saved } = study.epochs;
  const by = { pruned: "by pruning", "early-stopped": "by early stopping", diverged: "by divergence" };
  const shares = Object.entries(saved).sort(([, a], [, b]) => b - a)
    .map(([state, epochs]) => `${percent(epochs / fullBudget)} ${by[state] ?? state}`);
  return tile("Epochs trained", trained.toLocaleString("en"), ` of ${fullBudget.toLocaleString("en")}`,
    bar([["completed", fullBudget ? trained / fullBudget : 0]]),
    shares.length ? `saved: ${shares.join(", ")}` : "nothing saved so far");
}

function publishedTile() {
  const { kind, model, version, why } = study.outcome ?? {};
  switch (kind) {
    case undefined: return tile("Published", "–", "", "once the study is over");
    case "published": return tile("Published", model, `@${version}`, "its ONNX graph answers as the net does");
    case "unpublished": return tile("Published", "–", "", "the spec publishes nothing");
    default: return tile("Published", kind === "kept" ? "no" : kind, "", why);
  }
}

function showHead() {
  $("phase").append(el("span", { className: `tag ${study.over ? "over" : study.phase}` }, study.over ? "over" : study.phase));
  $("about").append(`Lowest ${study.measure === "rmse-pixels" ? "rmse" : measure} on the validation pictures · sampler ${study.sampler} · pruner ${study.pruner} · `
    + `at most ${plural(study.maxEpochs, "epoch")} a trial`);
  document.querySelectorAll(".meaning").forEach(place => place.append(study.meaning));
  $("tiles").append(winnerTile(), trialsTile(), epochsTile(), publishedTile());
  if (study.irreproducible > 0) {
    $("tiles").after(el("p", { className: "warning" }, "Epochs that were trained again and gave other bits: "
      + `${study.irreproducible}. The machines differ, or something is broken.`));
  }
}

/** While the study runs the page loads itself again, unless the reader stops it. */
function refreshWhileRunning() {
  if (study.over) return;
  const seconds = 5;
  const button = el("button", { className: "plain", type: "button" });
  const show = () => { button.textContent = kept.get("paused", false) ? "Refresh again" : `Refreshes every ${seconds} s: pause`; };
  button.onclick = () => { kept.set("paused", !kept.get("paused", false)); show(); };
  show();
  $("phase").after(button);
  setInterval(() => { if (!kept.get("paused", false)) location.reload(); }, 1000 * seconds);
}
