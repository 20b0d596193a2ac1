
// --- the leaderboard ---------------------------------------------------------------------------------------------------

const FIRST_ROWS = 10;

/** A column: its heading, what its cell shows, and the value it sorts by. */
const columns = [
  { name: "place", shows: t => t.place || "–", by: t => t.place || Infinity },
  { name: "trial", shows: t => t.trial, by: t => t.trial },
  { name: "state", text: true, shows: t => tag(t.state), by: t => t.state },
  { name: measure, shows: t => number(t.told, 3), by: t => t.told },
  { name: "valid loss", shows: t => number(t.bestLoss, 6), by: t => t.bestLoss },
  { name: "train loss", shows: t => number(trainLoss(t), 6), by: trainLoss },
  { name: "best epoch", shows: t => t.bestEpoch || "–", by: t => t.bestEpoch || Infinity },
  { name: "epochs", shows: t => [t.epochs.length, bar([[stateClass(t.state), t.epochs.length / study.maxEpochs]])],
    by: t => t.epochs.length },
  ...study.parameters.map(({ name, scale }) => ({
    name,
    text: scale === "category",
    shows: t => name in t.parameters ? rounded(t.parameters[name]) : "–",
    by: t => scale === "category" ? t.parameters[name] : Number(t.parameters[name] ?? NaN),
  })),
];

/** At the best epoch. */
function trainLoss(trial) {
  return trial.epochs[trial.bestEpoch - 1]?.trainLoss ?? NaN;
}

function compare(a, b) {
  const missing = x => x === undefined || Number.isNaN(x);
  if (missing(a) || missing(b)) return missing(a) - missing(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted() {
  const column = columns.find(({ name }) => name === kept.get("sort")) ?? columns[0];
  const sign = kept.get("descending", false) ? -1 : 1;
  const missing = t => { const x = column.by(t); return x === undefined || Number.isNaN(x) || x === Infinity; };
  return [...study.leaderboard].sort((a, b) =>
    missing(a) - missing(b) || sign * compare(column.by(a), column.by(b)) || a.place - b.place || a.trial - b.trial);
}

function heading(column) {
  const th = el("th", { className: column.text ? "text" : "" });
  const isSorted = column.name === kept.get("sort", "place");
  if (isSorted) th.ariaSort = kept.get("descending", false) ? "descending" : "ascending";
  const sort = () => {
    kept.set("descending", isSorted && !kept.get("descending", false));
    kept.set("sort", column.name);
    showLeaderboard();
  };
  th.append(el("button", { type: "button", onclick: sort }, column.name));
  return th;
}

function details(trial) {
  const command = el("code", {}, trial.reproduce);
  const copy = el("button", { className: "plain", type: "button" }, "Copy");
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(trial.reproduce);
      copy.textContent = "Copied";
    } catch { // where a browser keeps the clipboard shut: marked, ready to be copied by hand
      getSelection().selectAllChildren(command);
      copy.textContent = "Marked";
    }
    setTimeout(() => { copy.textContent = "Copy"; }, 2000);
  };
  return el("tr", { className: "details" }, el("td", { colSpan: columns.length }, el("div", { className: "inside" },
    el("dl", { className: "values" }, Object.entries(trial.parameters).map(([name, value]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    el("div", { className: "command" }, command, copy))));
}

function rowsOf(trial) {
  const isOpen = kept.get("open") === trial.trial;
  const toggle = () => {
    kept.set("open", isOpen ? null : trial.trial);
    showLeaderboard();
  };
  const row = el("tr", {
    id: `trial-${trial.trial}`,
    className: `trial${isWinner(trial) ? " is-winner" : ""}${isOpen ? " open" : ""}`,
    tabIndex: 0,
    ariaExpanded: isOpen,
    onclick: toggle,
    onkeydown: event => { if (event.key === "Enter") toggle(); },
    onmouseenter: () => highlightCurve(trial),
    onmouseleave: () => highlightCurve(),
  }, columns.map(column => {
    const shown = column.shows(trial);
    return el("td", { className: (column.text ? "text" : "") + (shown === "–" ? " none" : "") }, shown);
  }));
  return isOpen ? [row, details(trial)] : [row];
}

function showLeaderboard() {
  const all = sorted();
  if (all.length === 0) return $("leaderboard").replaceChildren(empty("No trial has started yet."));
  const many = all.length > FIRST_ROWS + 2;
  const showsAll = kept.get("all", false);
  const shown = many && !showsAll
    ? all.filter((trial, i) => i < FIRST_ROWS || trial.trial === kept.get("open")) : all;
  const table = el("table", {},
    el("thead", {}, el("tr", {}, columns.map(heading))),
    el("tbody", {}, shown.map(rowsOf)));
  const button = el("button", {
    className: "plain show-all",
    type: "button",
    onclick: () => { kept.set("all", !showsAll); showLeaderboard(); },
  }, showsAll ? `Show the first ${FIRST_ROWS}` : `Show all ${all.length}`);
  const scrolled = $("leaderboard").querySelector(".scroll")?.scrollLeft ?? 0;
  const scroll = el("div", { className: "scroll" }, table);
  $("leaderboard").replaceChildren(scroll, ...many ? [button] : []);
  scroll.scrollLeft = scrolled;
}

/** Opens a trial's row and goes there. */
function openTrial(number) {
  kept.set("open", number);
  showLeaderboard();
  $(`trial-${number}`).firstChild.scrollIntoView({ behavior: "smooth", block: "center", inline: "nearest" });
}

// --- importance and rungs ------------------------------------------------------------------------------------------------

function showImportance() {
  const all = Object.entries(study.importance);
  const ended = study.trialsEnded;
  if (hasSpecialists) {
    $("importance").append(empty("Each specialist's losses are of other points: they can't be compared."));
  } else if (study.parameters.length === 0) {
    $("importance").append(empty("Nothing is searched: the trials differ in their seeds alone."));
  } else if (all.length === 0) {
    $("importance").append(empty(`Too few trials to tell: it takes ${study.fewestForImportance} that ended, and `
      + `${ended === 0 ? "none has" : ended === 1 ? "1 has" : `${ended} have`}.`));
  } else {
    const greatest = Math.max(...all.map(([, share]) => share), 1e-9);
    $("importance").append(el("div", { className: "rows" }, all.map(([name, share]) => [
      el("span", {}, name), bar([["completed", share / greatest]]), el("span", {}, percent(share)),
    ])));
    const missing = study.parameters.map(({ name }) => name).filter(name => !(name in study.importance));
    if (missing.length) {
      $("importance").append(el("p", { className: "hint" }, `Too few trials have ${missing.join(", ")}.`));
    }
  }
}

function showRungs() {
  const some = study.rungs.filter(({ pruned }) => pruned.length > 0);
  const shown = study.rungs.length > 12 ? some : study.rungs; // a pruner that looks after every epoch has many
  $("rungs-hint").textContent = study.pruner === "none" ? ""
    : `Pruner: ${study.pruner}. Of the trials that reached an epoch at which they are compared, who stopped there.`;
  if (shown.length === 0) {
    $("rungs").append(empty(study.pruner === "none" ? "The spec has no pruner: no trial is stopped because others do better."
      : study.rungs.length ? "No trial has been pruned." : "No trial has reached a rung yet."));
    return;
  }
  const most = Math.max(...shown.map(({ reached }) => reached.length));
  $("rungs").append(el("div", { className: "rows" }, shown.map(({ epoch, reached, pruned }) => [
    el("span", {}, `epoch ${epoch}`),
    bar([["completed", (reached.length - pruned.length) / most], ["pruned", pruned.length / most]]),
    el("span", {}, `${reached.length} reached, ${pruned.length} pruned`),
    pruned.length ? el("div", { className: "note chips" }, "pruned:", pruned.map(trial =>
      el("button", { className: "chip", type: "button", onclick: () => openTrial(trial) }, trial))) : [],
  ])));
}
