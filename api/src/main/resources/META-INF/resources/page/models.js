/** The models of the store: who answers, how good they are, where they come from. */

import { get } from "./api.js";
import { element, find, number, percent, sentence } from "./dom.js";

const SHARES = { top1: "Right at first", top2: "Right among two", "coverage-90": "Within the 90% circle" };
const METRICS = {
  "rmse-pixels": "Error (RMSE), px",
  ...SHARES,
  "mean-radius-90": "Mean 90% radius, px",
  rows: "Faces judged on",
  photos: "Photos judged on",
  ece: "Calibration error",
  "cross-entropy": "Cross entropy, nats",
  temperature: "Temperature",
  "valid-mse": "Loss in validation",
};

let listed;

/** Fills the list anew where something has changed; what was open stays open. */
export async function listModels(models) {
  const now = JSON.stringify(models);
  if (now === listed) {
    return;
  }
  const list = find("model-list");
  const open = new Set([...list.querySelectorAll("details[open]")].map((details) => details.id));
  const entries = await Promise.all(models.map(entry));
  entries.forEach((details) => (details.open = open.has(details.id)));
  list.replaceChildren(...(entries.length ? entries : [element("p", {}, "The store has no model yet. The first is taken up when it is published.")]));
  listed = now;
}

/** `#model:keypoints@3` opens that model at that version. */
export const linkTo = (model, version) => `#model:${model}@${version}`;

export async function openLinked() {
  const [, model, version] = /^#model:([^@]+)@(\d+)$/.exec(location.hash) ?? [];
  const details = model && find(`model:${model}`);
  if (!details) {
    return;
  }
  details.open = true;
  await details.show(Number(version));
  details.scrollIntoView({ block: "start" });
  details.querySelector("summary").focus({ preventScroll: true });
}

async function entry(model) {
  const shown = model.serving ?? model.aliases.latest;
  const newest = await get(`v1/models/${model.name}/versions/${shown}`).catch(() => undefined);
  const body = element("div", { class: "detail" });
  const versions = element(
    "select",
    { change: (event) => details.show(Number(event.target.value)) },
    ...model.versions.toReversed().map((version) => element("option", { value: version }, labelOf(model, version))),
  );
  const details = element(
    "details",
    { id: `model:${model.name}`, class: "model" },
    element(
      "summary",
      {},
      element("span", { class: "model-name" }, model.name),
      element("span", { class: "model-version" }, servingOf(model)),
      element("span", { class: "headline" }, newest ? headline(newest.manifest) : ""),
      model.problem && element("span", { class: "toxic" }, "problem"),
    ),
    model.problem && element("p", { class: "note danger" }, sentence(model.problem)),
    element("label", { class: "version" }, "Version ", versions),
    body,
  );
  details.show = async (version) => {
    versions.value = version;
    const nodes = await get(`v1/models/${model.name}/versions/${version}`).then(detail, (problem) => [sentence(problem.message)]);
    body.replaceChildren(...nodes.filter(Boolean));
  };
  details.addEventListener("toggle", () => details.open && !body.hasChildNodes() && details.show(shown));
  return details;
}

function servingOf({ serving, pinned, canary }) {
  const words = [serving ? `version ${serving} answers` : "does not answer"];
  if (canary?.version) {
    words.push(`${percent(canary.share)} by version ${canary.version}`);
  }
  if (pinned) {
    words.push("pinned");
  }
  return words.join(", ");
}

function labelOf(model, version) {
  const aliases = Object.keys(model.aliases).filter((alias) => model.aliases[alias] === version);
  const words = [...(model.serving === version ? ["answers"] : []), ...aliases];
  return words.length ? `${version} – ${words.join(", ")}` : String(version);
}

function headline({ metrics }) {
  if (metrics.top1 !== undefined) {
    return `${percent(metrics.top1)} right at first`;
  }
  return metrics["rmse-pixels"] === undefined ? "" : `${number(metrics["rmse-pixels"], 2)} px error`;
}

function detail({ manifest, aliases }) {
  const { provenance, signature } = manifest;
  return [
    part("Measured, on photos that it did not learn from", metricsOf(manifest.metrics)),
    part("Where it comes from", {
      Published: new Date(manifest.createdAt).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }),
      Aliases: aliases.join(", ") || "none",
      Study: `${provenance.study}, trial ${provenance.trial}, seed ${provenance.seed}`,
      "Starts from": provenance.parents.join(", ") || "nothing: learned from scratch",
      Looks: `at ${signature.widthPixels} × ${signature.heightPixels} pixels, ${signature.channels === 1 ? "grey" : "in colour"}`,
    }),
    folded("Settings of the training", provenance.parameters),
    folded("Built and trained with", provenance.environment),
    folded("Hashes", hashesOf(manifest)),
  ];
}

function metricsOf(metrics) {
  const known = Object.keys(METRICS).filter((name) => name in metrics);
  const others = Object.keys(metrics).filter((name) => !(name in METRICS));
  return Object.fromEntries([...known, ...others].map((name) => [METRICS[name] ?? name, shownMetric(name, metrics[name])]));
}

function shownMetric(name, value) {
  if (name in SHARES) {
    return `${number(100 * value, 1)}%`;
  }
  return Number.isInteger(value) ? number(value) : value.toPrecision(3);
}

function hashesOf({ files, provenance: { datasetHash, splitHash, studyFingerprint } }) {
  const hashes = { Dataset: datasetHash, Split: splitHash, "Study’s fingerprint": studyFingerprint, ...files };
  return Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [name, code(hash)]));
}

const code = (text) => element("code", {}, text);

function part(title, entries) {
  return element("section", { class: "part" }, element("h3", {}, title), facts(entries));
}

function folded(title, entries) {
  return Object.keys(entries).length > 0 && element("details", { class: "rest" }, element("summary", {}, title), facts(entries));
}

function facts(entries) {
  return element(
    "dl",
    {},
    ...Object.entries(entries).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}
