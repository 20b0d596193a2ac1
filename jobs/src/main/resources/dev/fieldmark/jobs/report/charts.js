
// --- charts: Apache ECharts, coloured by the page's own style ------------------------------------------------------------

const charts = []; // { chart, option }, made again when the page turns dark or light, or narrow

/** The style's colours, as they are now. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["page", "card", "ink", "muted", "line", "grid", "accent", "winner", "good", "bad", "live",
    "faint", "worst"].map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Of the specialists' winners; their mean is red. */
const TONES = ["accent", "winner", "good", "live", "ink", "muted"];

function colourOf(trial, c) {
  if (isWinner(trial)) return hasSpecialists ? c[TONES[winners.indexOf(trial) % TONES.length]] : c.winner;
  return { completed: c.accent, "early-stopped": c.good, pruned: c.faint, diverged: c.bad, running: c.live }[trial.state] ?? c.faint;
}

/** A chart in this element; its option is made from colours and width. */
function chartIn(element, option) {
  const chart = echarts.init(element);
  const draw = () => chart.setOption({ animation: false, markLine: { z: 0 }, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    ...option(colours(), element.clientWidth) }, true);
  draw();
  charts.push({ chart, draw });
  new ResizeObserver(() => { chart.resize(); draw(); }).observe(element);
  return chart;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach(({ draw }) => draw()));

const tooltip = c => ({
  confine: true, padding: 0, borderWidth: 0, backgroundColor: "transparent", extraCssText: "box-shadow: none",
  textStyle: { color: c.ink },
});
const tipBox = (trial, epoch) => Object.assign(tip(trial, epoch), { className: "tip" });

const axis = c => ({
  axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: c.grid } },
  axisLabel: { color: c.muted, fontSize: 11, hideOverlap: true }, nameTextStyle: { color: c.muted, fontSize: 11 },
});

/** Round numbers between two that are > 0, a handful. */
function ticks(low, high) {
  if (high / low < 2.5) {
    const raw = (high - low) / 5;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find(factor => factor * power >= raw);
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
  }
  const decades = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) decades.push(10 ** power);
  const within = factors => decades.flatMap(power => factors.map(factor => Number((factor * power).toPrecision(6))))
    .filter(tick => tick >= low && tick <= high);
  return [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]].map(within).find(some => some.length >= 4)
    ?? within([1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]);
}

/**
 * An axis of errors, logarithmic, and round grid lines for it, which ECharts would place at powers of ten alone.
 * What diverges does not stretch it: it ends at twenty times the median.
 */
function lossAxis(values, c) {
  const finite = values.filter(x => Number.isFinite(x) && x > 0).sort((a, b) => a - b);
  const low = finite[0] ?? 1;
  const high = Math.max(1.02 * low, Math.min(finite.at(-1) ?? 10, 20 * (finite[finite.length >> 1] ?? 1)));
  const pad = (high / low) ** 0.04;
  const grid = {
    type: "line", data: [], silent: true,
    markLine: {
      silent: true, symbol: "none", lineStyle: { color: c.grid, type: "solid", width: 1 },
      label: { position: "start", color: c.muted, fontSize: 11, formatter: ({ value }) => String(value), distance: 6 },
      blur: { lineStyle: { opacity: 1 }, label: { opacity: 1 } },
      data: ticks(low / pad, high * pad).map(yAxis => ({ yAxis })),
    },
  };
  return {
    yAxis: { type: "log", min: low / pad, max: high * pad, axisLine: { show: false }, axisTick: { show: false },
      splitLine: { show: false }, axisLabel: { show: false } },
    grid,
  };
}

// --- learning curves -----------------------------------------------------------------------------------------------------

let curves;
let highlightCurve = () => {};

/** Of the winners' validation losses, by the points each answers for; a curve that ended stays as it was. */
function meanOfSpecialists(c) {
  const best = winners.filter(trial => trial.epochs.length > 0);
  if (!hasSpecialists || best.length === 0) return [];
  const weight = trial => study.specialists[trial.parameters.specialist];
  const all = best.reduce((sum, trial) => sum + weight(trial), 0);
  const mean = epoch => best.reduce((sum, trial) =>
    sum + weight(trial) * trial.epochs[Math.min(epoch, trial.epochs.length - 1)].validLoss, 0) / all;
  const epochs = Math.max(...best.map(trial => trial.epochs.length));
  return [{ type: "line", name: "mean", z: 4, silent: true, symbolSize: 0, itemStyle: { color: c.bad },
    lineStyle: { color: c.bad, width: 4, opacity: 0.85 },
    labelLayout: { moveOverlap: "shiftY" },
    endLabel: { show: true, formatter: "weighted mean", color: c.bad, fontWeight: 600 },
    data: Array.from({ length: epochs }, (_, epoch) => [epoch + 1, told(mean(epoch))]) }];
}

function curvesOption(c) {
  const all = trials.filter(trial => trial.epochs.length > 0);
  const showsTraining = kept.get("train", all.length <= 12);
  const { yAxis, grid } = lossAxis(all.flatMap(trial => trial.epochs.flatMap(({ trainLoss, validLoss }) =>
    showsTraining || isWinner(trial) ? [told(trainLoss), told(validLoss)] : [told(validLoss)])), c);
  const line = (trial, kind) => {
    const wins = isWinner(trial);
    const last = trial.epochs.length - 1;
    const isValid = kind === "validLoss";
    const quiet = trial.state === "pruned" ? 0.7 : 0.85;
    return {
      type: "line", name: String(trial.trial), z: wins ? 5 : trial.state === "pruned" ? 2 : 3,
      data: trial.epochs.map((losses, i) => [i + 1, Number.isFinite(losses[kind]) ? told(losses[kind]) : "-"]),
      showAllSymbol: true, symbol: "circle", symbolSize: (_, { dataIndex }) => isValid && dataIndex === last ? 5 : 0,
      itemStyle: { color: colourOf(trial, c) },
      lineStyle: { color: colourOf(trial, c), width: wins ? 2.6 : 1.4, type: isValid ? "solid" : [4, 4],
        opacity: wins ? 1 : isValid ? quiet : quiet * 0.6 },
      endLabel: { show: wins && isValid && hasSpecialists, formatter: trial.parameters.specialist,
        color: colourOf(trial, c) },
      labelLayout: { moveOverlap: "shiftY" },
      emphasis: { focus: "series", lineStyle: { width: 3, opacity: 1 } },
      blur: { lineStyle: { opacity: 0.12 }, itemStyle: { opacity: 0.2 } },
    };
  };
  return {
    grid: { left: 40, right: hasSpecialists ? 130 : 14, top: 10, bottom: 40 },
    xAxis: { type: "value", min: 1, max: Math.max(2, ...all.map(trial => trial.epochs.length)), minInterval: 1,
      name: "epoch", nameLocation: "middle", nameGap: 26, ...axis(c), splitLine: { show: false } },
    yAxis,
    series: [grid, ...meanOfSpecialists(c), ...all.map(trial => line(trial, "validLoss")),
      ...all.filter(trial => showsTraining || isWinner(trial)).map(trial => line(trial, "trainLoss"))],
  };
}

/** The trial whose validation curve passes nearest to this place, and the epoch there. */
function nearest(x, y) {
  const epoch = Math.round(curves.convertFromPixel({ gridIndex: 0 }, [x, y])[0]);
  let best = { distance: 40 };
  for (const trial of trials) {
    const losses = trial.epochs[epoch - 1];
    if (!losses) continue;
    const distance = Math.abs(curves.convertToPixel({ gridIndex: 0 }, [epoch, told(losses.validLoss)])[1] - y);
    if (distance < best.distance) best = { distance, trial, epoch };
  }
  return best;
}

function showCurves() {
  if (!trials.some(trial => trial.epochs.length > 0)) {
    document.querySelectorAll(".key").forEach(key => key.remove());
    return $("curves").replaceWith(empty("No epoch has been trained yet."));
  }
  curves = chartIn($("curves"), curvesOption);
  $("train").checked = kept.get("train", trials.length <= 12);
  $("train").onchange = () => {
    kept.set("train", $("train").checked);
    charts.find(({ chart }) => chart === curves).draw();
  };
  const box = $("curves").appendChild(el("div", { className: "tip", hidden: true }));
  let shown;
  highlightCurve = trial => {
    if (trial === shown) return;
    if (shown) curves.dispatchAction({ type: "downplay", seriesName: String(shown.trial) });
    if (trial) curves.dispatchAction({ type: "highlight", seriesName: String(trial.trial) });
    shown = trial;
  };
  const leave = () => { box.hidden = true; highlightCurve(); };
  const point = ({ offsetX: x, offsetY: y }) => {
    const { trial, epoch } = curves.containPixel("grid", [x, y]) ? nearest(x, y) : {};
    if (!trial) return leave();
    highlightCurve(trial);
    box.replaceChildren(tip(trial, epoch));
    box.hidden = false;
    const left = x + 18 + box.offsetWidth > $("curves").clientWidth ? x - 18 - box.offsetWidth : x + 18;
    box.style.left = `${Math.max(0, left)}px`;
    box.style.top = `${Math.max(0, Math.min(y - 20, $("curves").clientHeight - box.offsetHeight))}px`;
  };
  curves.getZr().on("mousemove", point);
  curves.getZr().on("globalout", leave);
  curves.getZr().on("click", ({ offsetX, offsetY }) => {
    const { trial } = nearest(offsetX, offsetY);
    if (trial) openTrial(trial.trial);
  });
}

// --- best so far -----------------------------------------------------------------------------------------------------------

function showProgress() {
  const points = study.bestSoFar.filter(({ loss }) => Number.isFinite(loss));
  if (hasSpecialists) {
    return $("progress").replaceWith(empty("Each specialist's losses are of other points: there is no best of all."));
  }
  if (points.length === 0) return $("progress").replaceWith(empty("No trial has a loss yet."));
  chartIn($("progress"), c => {
    const { yAxis, grid } = lossAxis(points.flatMap(({ trialLoss, loss }) => [told(trialLoss), told(loss)]), c);
    return {
      grid: { left: 40, right: 14, top: 10, bottom: 40 },
      tooltip: { ...tooltip(c), trigger: "item", formatter: ({ data }) => tipBox(trialByNumber.get(data.trial)) },
      xAxis: { type: "value", min: 0, name: "epochs trained", nameLocation: "middle", nameGap: 26, ...axis(c),
        splitLine: { show: false } },
      yAxis,
      series: [grid,
        { type: "line", step: "end", showSymbol: false, silent: true, z: 3, lineStyle: { color: c.accent, width: 2.2 },
          data: points.map(({ epochs, loss }) => [epochs, told(loss)]) },
        { type: "scatter", z: 4, data: points.filter(({ trialLoss }) => Number.isFinite(trialLoss))
          .map(({ epochs, trial, trialLoss }) => ({ trial, value: [epochs, told(trialLoss)],
            symbolSize: study.winners.includes(trial) ? 12 : 7,
            itemStyle: { color: colourOf(trialByNumber.get(trial), c), borderColor: c.card, borderWidth: 1 } })) }],
    };
  }).on("click", ({ data }) => data.trial !== undefined && openTrial(data.trial));
}

// --- parameters: parallel coordinates and slices -----------------------------------------------------------------------------

const NOT_SET = "not set";

/** The axis of a parameter; where some trial has none, with a place of its own below the lowest value. */
function parameterAxis({ name, scale, ends }, withNotSet) {
  if (scale === "category") return { type: "category", data: withNotSet ? [NOT_SET, ...ends] : ends, place: text => text ?? NOT_SET };
  const [low, high] = ends.map(Number);
  const isLog = scale === "log";
  const below = isLog ? low * (low / high) ** 0.15 : low - 0.15 * (high - low);
  return {
    type: isLog ? "log" : "value", min: withNotSet ? below : low, max: high, minInterval: scale === "whole" ? 1 : undefined,
    place: text => text === undefined ? below : Number(text),
    label: x => x >= low * (1 - 1e-9) || !withNotSet ? rounded(String(x)) : x <= below * (1 + 1e-9) ? NOT_SET : "",
  };
}

/** Between two colours, #rrggbb. */
function mixed(from, to, share) {
  const parts = text => [1, 3, 5].map(i => parseInt(text.slice(i, i + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `rgb(${a.map((x, i) => Math.round(x + share * (b[i] - x))).join()})`;
}

function parallelOption(c, width) {
  const isNarrow = width < 560; // then each axis lies, one under the other
  const axes = study.parameters.map(parameter => ({
    name: parameter.name, ...parameterAxis(parameter, placed.some(trial => !(parameter.name in trial.parameters))),
  }));
  const errors = placed.map(trial => trial.told);
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const look = {
    ...(isNarrow ? { nameLocation: "middle", nameGap: -20 } : { nameLocation: "end" }),
    nameTextStyle: { color: c.ink, fontSize: 12, fontWeight: 600, textBorderColor: c.card, textBorderWidth: 3 }, axisLine: { lineStyle: { color: c.faint } }, axisTick: { lineStyle: { color: c.faint } },
    nameTruncate: { maxWidth: isNarrow ? 150 : (width - 120) / (axes.length + 1) - 8 },
    areaSelectStyle: { width: 18, borderColor: c.accent, color: c.accent, opacity: 0.15 }, minorTick: { show: false },
  };
  const label = formatter => ({ color: c.ink, fontSize: 11, formatter, hideOverlap: true,
    textBorderColor: c.card, textBorderWidth: 3 }); // lines run behind them
  return {
    tooltip: { ...tooltip(c), trigger: "item", formatter: ({ data }) => tipBox(trialByNumber.get(data.trial)) },
    parallel: isNarrow
      ? { layout: "vertical", left: 36, right: 36, top: 34, bottom: 34 }
      : { left: 62, right: 62, top: 40, bottom: 18 },
    parallelAxis: [
      ...axes.map(({ name, type, data, min, max, minInterval, label: text }, dim) => ({
        dim, name, type, data, min, max, minInterval, boundaryGap: false, ...look,
        axisLabel: label(text),
      })),
      { dim: axes.length, name: measure, type: high / low > 5 ? "log" : "value", min: low, max: Math.max(high, 1.001 * low), ...look,
        axisLabel: label(x => Number(x.toPrecision(3))) },
    ],
    series: {
      type: "parallel", inactiveOpacity: 0.03, activeOpacity: 1,
      emphasis: { lineStyle: { width: 4, opacity: 1 } },
      // the best last, on top of the others
      data: [...placed].sort((a, b) => b.place - a.place).map(trial => {
        const worse = Math.sqrt((trial.place - 1) / Math.max(1, placed.length - 1));
        return {
          trial: trial.trial,
          value: [...axes.map(({ name, place }) => place(trial.parameters[name])), trial.told],
          lineStyle: isWinner(trial) ? { color: c.winner, width: 3, opacity: 1 }
            : { color: mixed(c.accent, c.worst, worse), width: 1.5, opacity: 0.9 - 0.4 * worse },
        };
      }),
    },
  };
}

function showParallel() {
  if (study.parameters.length === 0) return $("parallel").replaceWith(empty("Nothing is searched."));
  if (placed.length === 0) return $("parallel").replaceWith(empty("No trial has a loss yet."));
  $("parallel").style.setProperty("--axes", study.parameters.length + 1);
  chartIn($("parallel"), parallelOption);
}

/** A place beside the middle of a category, always the same for a trial, so that dots do not hide each other. */
const aside = trial => ((trial.trial * 0.618) % 1 - 0.5) * 0.5;

function sliceOption(parameter, c) {
  const some = placed.filter(({ parameters }) => parameter.name in parameters);
  const { yAxis, grid } = lossAxis(placed.map(trial => trial.told), c);
  const isCategory = parameter.scale === "category";
  const { type, min, max, minInterval } = parameterAxis(parameter, false);
  const at = ({ parameters, ...trial }) => isCategory
    ? parameter.ends.indexOf(parameters[parameter.name]) + aside(trial) : Number(parameters[parameter.name]);
  const look = axis(c);
  return {
    grid: { left: 34, right: 14, top: 12, bottom: 26 },
    tooltip: { ...tooltip(c), trigger: "item", formatter: ({ data }) => tipBox(trialByNumber.get(data.trial)) },
    xAxis: isCategory
      ? { type: "value", min: -0.5, max: parameter.ends.length - 0.5, interval: 0.5, ...look, splitLine: { show: false },
        axisLabel: { ...look.axisLabel, formatter: x => parameter.ends[x] ?? "" } }
      : { type, min, max, minInterval, ...look, splitLine: { show: false },
        axisLabel: { ...look.axisLabel, formatter: x => rounded(String(x)) } },
    yAxis,
    series: [grid, { type: "scatter", data: some.map(trial => ({
      trial: trial.trial, value: [at(trial), trial.told], symbolSize: isWinner(trial) ? 12 : 8,
      itemStyle: { color: colourOf(trial, c), opacity: isWinner(trial) ? 1 : 0.8, borderColor: c.card, borderWidth: 1 },
    })) }],
  };
}

function showSlices() {
  if (study.parameters.length === 0) return $("slices").replaceWith(empty("Nothing is searched."));
  if (placed.length === 0) return $("slices").replaceWith(empty("No trial has a loss yet."));
  for (const parameter of study.parameters) {
    const chart = el("div", { className: "chart" });
    const title = el("h3", {}, parameter.name, el("small", {}, parameter.when && ` where ${parameter.when}`));
    $("slices").append(el("div", {}, title));
    if (placed.some(({ parameters }) => parameter.name in parameters)) {
      title.after(chart);
      chartIn(chart, c => sliceOption(parameter, c)).on("click", ({ data }) => openTrial(data.trial));
    } else {
      title.after(empty("No trial with a loss has it."));
    }
  }
}

showHead();
showCurves();
showLeaderboard();
showProgress();
showImportance();
showParallel();
showSlices();
showRungs();
refreshWhileRunning();
