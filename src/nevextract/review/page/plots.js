/* Plots of the figures that the filters leave, drawn by uPlot. Actual, expected and target differ in colour and shape. */

const STATUSES = ["actual", "expected", "target"];
const SHAPES = { actual: "●", expected: "▲", target: "■" };
const MOST_PLACES = 24;
const BINS = 20;
let plots = [];
let wanted = { metric: "", unit: "" }; // what the reader chose to see

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function fillPlotChoices() {
  const counts = new Map();
  for (const f of shown) if (f.measure === "level" && (f.period_end || f.place)) counts.set(f.metric, (counts.get(f.metric) || 0) + 1);
  const metrics = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  byId("p-metric").value = wanted.metric;
  fillSelect(byId("p-metric"), metrics.map(([metric, n]) => [metric, metricTitle(metric) + " (" + n + ")"]));
  const units = new Map();
  for (const f of shown) {
    if (f.measure === "level" && f.metric === byId("p-metric").value) units.set(f.unit, (units.get(f.unit) || 0) + 1);
  }
  byId("p-unit").value = wanted.unit;
  fillSelect(byId("p-unit"), [...units].sort((a, b) => b[1] - a[1]).map(([unit, n]) => [unit, unitOf(unit) + " (" + n + ")"]));
}

/** Options of a select, keeping what was chosen where it is still there. */
function fillSelect(select, options) {
  const held = select.value;
  select.replaceChildren(...options.map(([value, title]) => make("option", { value }, title)));
  if (options.some(([value]) => value === held)) select.value = held;
}

function drawPlots() {
  plots.forEach((plot) => plot.destroy());
  plots = [];
  fillPlotChoices();
  const [metric, unit] = [byId("p-metric").value, byId("p-unit").value];
  const place = byId("plots");
  place.replaceChildren();
  const live = shown.filter((f) => !(f.change && f.change.status === "removed"));
  const levels = live.filter((f) => f.metric === metric && f.unit === unit && f.measure === "level");
  const growth = live.filter((f) => f.metric === metric && f.measure === "change" && f.unit === "percent");
  if (metric) {
    const what = metricTitle(metric) + ", " + unitOf(unit);
    byPeriod(place, "by-period", what + ", by period", levels);
    byPlace(place, "by-place", what + ", by place", levels);
    byPeriod(place, "growth", metricTitle(metric) + ": growth in percent, by period", growth, true);
  }
  confidences(place, live);
}

function frame(place, id, title, count) {
  const box = make("figure", { id: "plot-" + id }, make("figcaption", {}, title + " (" + count + (count === 1 ? " figure)" : " figures)")));
  place.append(box);
  if (!count) box.append(make("p", { class: "note" }, "Nothing to draw."));
  return box;
}

function byPeriod(place, id, title, figures, zero) {
  const dated = figures.filter((f) => f.period_end).sort((a, b) => (a.period_end < b.period_end ? -1 : a.period_end > b.period_end ? 1 : a.index - b.index));
  const box = frame(place, id, title, dated.length);
  if (dated.length) scatter(box, dated, dated.map((f) => Date.parse(f.period_end) / 1000), { zero, time: true });
}

function byPlace(place, id, title, figures) {
  const groups = new Map();
  for (const f of figures) if (f.place) groups.set(f.place, [...(groups.get(f.place) || []), f]);
  const names = [...groups.keys()].sort((a, b) => largest(groups.get(b)) - largest(groups.get(a))).slice(0, MOST_PLACES);
  const placed = names.flatMap((name, i) => groups.get(name).map((f) => [f, i]));
  const left = groups.size - names.length;
  const box = frame(place, id, title + (left > 0 ? ", the " + MOST_PLACES + " largest of " + groups.size + " places" : ""), placed.length);
  if (placed.length) scatter(box, placed.map(([f]) => f), placed.map(([, i]) => i), { names });
}

function largest(figures) {
  return Math.max(...figures.map((f) => f.value));
}

function scatter(box, figures, xs, { zero, names, time }) {
  const values = figures.map((f) => f.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const log = !zero && low > 0 && high / low > 100;
  const series = STATUSES.map((status) => ({
    label: SHAPES[status] + " " + status, stroke: css("--" + status), fill: css("--" + status), paths: () => null,
    points: { show: true, size: 9, paths: shape(status), fill: css("--" + status), stroke: css("--" + status) },
  }));
  const few = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });
  const axis = { stroke: css("--text"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line") } };
  const options = {
    width: Math.max(240, box.clientWidth - 8), height: names ? 300 : 260, series: [{ label: names ? "Place" : "Period", value: (u, x) => sayX(x, names) }, ...series.map((s, i) => ({ ...s, value: (u, y) => (y === null || y === undefined ? "" : few.format(y)) }))],
    scales: {
      x: { time: Boolean(time), range: (u, a, b) => (names ? [-0.6, names.length - 0.4] : [first - pad(first, last), last + pad(first, last)]) },
      y: log ? { distr: 3 } : { range: (u, a, b) => [zero || low < 0 ? Math.min(0, a) - (b - a || 1) * 0.06 : 0, Math.max(b, 0) + (b - Math.min(0, a) || 1) * 0.06] },
    },
    axes: [
      names ? { ...axis, splits: () => names.map((_, i) => i), values: (u, at) => at.map((i) => cut(names[i])), rotate: names.length > 5 ? -40 : 0, size: names.length > 5 ? 84 : 40 } : axis,
      { ...axis, size: 64, values: (u, at) => at.map((y) => (y === null ? "" : few.format(y))) },
    ],
    cursor: { points: { size: 14 }, drag: { x: false, y: false } }, legend: { live: true },
  };
  const data = [xs, ...STATUSES.map((status) => figures.map((f) => ((f.status || "actual") === status ? f.value : null)))];
  const plot = new uPlot(options, data, box);
  plot.over.addEventListener("click", () => {
    const at = nearest(plot, figures, xs);
    if (at) choose(at, { jump: true });
  });
  plots.push(plot);
  for (const each of STATUSES) box.dataset[each] = figures.filter((f) => (f.status || "actual") === each).length;
}

function sayX(x, names) {
  if (x === null || x === undefined) return "";
  return names ? names[x] || "" : new Date(x * 1000).toISOString().slice(0, 10);
}

function cut(name) {
  return name && name.length > 14 ? name.slice(0, 13) + "…" : name || "";
}

function pad(a, b) {
  return Math.max((b - a) * 0.05, 86400 * 20);
}

function nearest(plot, figures, xs) {
  const { left, top: down } = plot.cursor;
  let best = null;
  figures.forEach((f, i) => {
    const far = Math.hypot(plot.valToPos(xs[i], "x") - left, plot.valToPos(f.value, "y") - down);
    if (far < 24 && (!best || far < best.far)) best = { far, f };
  });
  return best && best.f;
}

/** A circle, triangle or square for each point, so that the kinds differ in print, too. */
function shape(status) {
  return (u, seriesIdx, first, last) => {
    const path = new Path2D();
    const [xs, ys] = [u.data[0], u.data[seriesIdx]];
    const r = 4.5 * devicePixelRatio;
    for (let i = first; i <= last; i += 1) {
      if (ys[i] === null || ys[i] === undefined) continue;
      const x = u.valToPos(xs[i], "x", true);
      const y = u.valToPos(ys[i], "y", true);
      if (status === "expected") { path.moveTo(x, y - r * 1.2); path.lineTo(x + r * 1.1, y + r * 0.8); path.lineTo(x - r * 1.1, y + r * 0.8); path.closePath(); }
      else if (status === "target") path.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
      else { path.moveTo(x + r, y); path.arc(x, y, r, 0, Math.PI * 2); }
    }
    return { stroke: path, fill: path, clip: null, flags: 3 };
  };
}

function confidences(place, figures) {
  const box = frame(place, "confidence", "Confidence of all figures shown", figures.length);
  if (!figures.length) return;
  const bins = Array(BINS).fill(0);
  for (const f of figures) bins[Math.min(BINS - 1, Math.floor(f.confidence * BINS))] += 1;
  const axis = { stroke: css("--text"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line") } };
  const options = {
    width: Math.max(240, box.clientWidth - 8), height: 220,
    scales: { x: { time: false, range: () => [0, 1] }, y: { range: (u, a, b) => [0, b * 1.1 || 1] } },
    series: [{ label: "Confidence", value: (u, x) => (x === null || x === undefined ? "" : x.toFixed(2)) }, { label: "Figures", fill: css("--accent"), stroke: css("--accent"), points: { show: false }, paths: uPlot.paths.bars({ size: [0.9, 60] }) }],
    axes: [axis, { ...axis, size: 48 }], cursor: { drag: { x: false, y: false } },
  };
  plots.push(new uPlot(options, [bins.map((_, i) => (i + 0.5) / BINS), bins], box));
  box.dataset.bins = bins.join(" ");
}
