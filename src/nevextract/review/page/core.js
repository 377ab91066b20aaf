"use strict";
/* State: the data, the flat list of figures, the filters, the decisions. No markup is made here. */

const DATA = JSON.parse(document.getElementById("data").textContent);
const LOW = 0.7;
const DECISIONS = ["accepted", "rejected", "corrected"];
const DECISIONS_SCHEMA = "nevextract-decisions/1";
const EDITABLE = ["metric", "measure", "value", "value_max", "unit", "approximation", "basis", "of", "per",
  "period_start", "period_end", "status", "subject", "location", "product"];
const CHOICES = {
  measure: ["level", "change", "share", "contribution", "rank"],
  approximation: ["exact", "about", "over", "at_least", "under", "at_most"],
  status: ["actual", "expected", "target"],
};

/** @type {Array<Object>} every figure with its document, in order; removed ones behind those of their document */
const FIGURES = [];
DATA.documents.forEach((doc, number) => {
  doc.number = number;
  doc.all = [...doc.figures, ...doc.removed];
  doc.all.forEach((figure) => {
    figure.doc = doc;
    figure.index = FIGURES.length;
    figure.place = figure.location_name || figure.location || "";
    figure.period = periodOf(figure);
    figure.words = [figure.quote, figure.metric, figure.subject, figure.location, figure.location_name, figure.product,
      doc.id, doc.title, figure.unit, figure.flags.join(" ")].filter(Boolean).join(" \u0001 ").toLowerCase();
    FIGURES.push(figure);
  });
});

const METRICS = [...new Set(FIGURES.map((f) => f.metric))].sort();
/** The golden angle parts neighbouring hues widely, however many metrics there are. */
const HUES = new Map(METRICS.map((metric, i) => [metric, Math.round((i * 137.508) % 360)]));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "hue") element.style.setProperty("--hue", value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== "") element.append(child); // text goes in as text
  }
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function periodOf(f) {
  const { period_start: start, period_end: end } = f;
  if (!end) return "";
  if (!start) return "until " + end;
  if (start === end) return end;
  if (start.slice(5) === "01-01" && end.slice(5) === "12-31") {
    return start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : start.slice(0, 4) + "–" + end.slice(0, 4);
  }
  const last = new Date(Date.UTC(+end.slice(0, 4), +end.slice(5, 7), 0)).getUTCDate();
  if (start.slice(8) === "01" && +end.slice(8) === last) {
    if (start.slice(0, 7) === end.slice(0, 7)) return start.slice(0, 7);
    return start.slice(0, 7) + (start.slice(0, 4) === end.slice(0, 4) ? "–" + end.slice(5, 7) : " – " + end.slice(0, 7));
  }
  return start + " – " + end;
}

const SIGNS = { exact: "", about: "~", over: ">", at_least: "≥", under: "<", at_most: "≤" };
const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

function amountOf(f) {
  const sign = f.measure === "change" && f.value > 0 ? "+" : "";
  const top = f.value_max === null ? "" : "–" + grouped.format(f.value_max);
  return SIGNS[f.approximation] + sign + grouped.format(f.value) + top + " " + unitOf(f.unit);
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 4 });

/** The amount in few characters: 32.301B CNY. */
function shortOf(f) {
  const sign = f.measure === "change" && f.value > 0 ? "+" : "";
  const top = f.value_max === null ? "" : "–" + compact.format(f.value_max);
  return SIGNS[f.approximation] + sign + compact.format(f.value) + top + " " + unitOf(f.unit);
}

function unitOf(unit) {
  return unit === "percent" ? "%" : unit === "percentage_point" ? "points" : unit.replace(/_/g, " ");
}

function metricTitle(metric) {
  return DATA.metrics[metric] || metric.replace(/_/g, " ");
}

/* Decisions, by document and id: they survive a new extraction. */

const decisions = new Map();
let unsaved = false;

function keyOf(f) {
  return f.doc.id + "\u0000" + f.id;
}

function decisionOf(f) {
  return decisions.get(keyOf(f)) || null;
}

function decide(f, decision, fields, note) {
  const held = decisionOf(f);
  if (held && held.decision === decision && decision !== "corrected") decisions.delete(keyOf(f)); // the same again: undo
  else decisions.set(keyOf(f), { decision, fields: fields || {}, note: note || null });
  unsaved = true;
}

/** The figure as it is after a correction. */
function corrected(f) {
  const held = decisionOf(f);
  return held && held.decision === "corrected" ? { ...f, ...held.fields } : f;
}

function decisionsFile() {
  const list = [];
  for (const f of FIGURES) {
    const held = decisionOf(f);
    if (!held) continue;
    list.push({
      document: f.doc.id, id: f.id, decision: held.decision, fields: held.fields, note: held.note,
      was: { quote: f.quote, start: f.start, end: f.end, metric: f.metric, measure: f.measure, value: f.value, unit: f.unit },
    });
  }
  return { schema: DECISIONS_SCHEMA, result: DATA.result, decisions: list };
}

/** Take over decisions saved before. Gives how many fit a figure and how many do not; throws where it is no such file. */
function takeDecisions(data) {
  if (!data || data.schema !== DECISIONS_SCHEMA || !Array.isArray(data.decisions)) {
    throw new Error("This is no file of decisions (" + DECISIONS_SCHEMA + ").");
  }
  const known = new Map(FIGURES.map((f) => [keyOf(f), f]));
  let taken = 0;
  for (const each of data.decisions) {
    const key = each.document + "\u0000" + each.id;
    if (!known.has(key) || !DECISIONS.includes(each.decision)) continue;
    const fields = Object.fromEntries(Object.entries(each.fields || {}).filter(([name]) => EDITABLE.includes(name)));
    decisions.set(key, { decision: each.decision, fields, note: each.note || null });
    taken += 1;
  }
  return { taken, left: data.decisions.length - taken };
}

/* Filters and order. */

const filters = { query: "", document: "", metric: "", measure: "", status: "", doubt: "", decision: "", change: "" };
const order = { column: "document", down: false };
let shown = FIGURES;

const DOUBTS = {
  any: ["Any doubt", (f) => f.flags.length > 0 || f.confidence < LOW],
  low: ["Low confidence", (f) => f.confidence < LOW],
  flag: ["Flagged", (f) => f.flags.length > 0],
  none: ["No doubt", (f) => !f.flags.length && f.confidence >= LOW],
};

function isDoubtful(f) {
  return f.flags.length > 0 || f.confidence < LOW;
}

function keeps(f) {
  if (filters.document !== "" && f.doc.number !== +filters.document) return false;
  if (filters.metric && f.metric !== filters.metric) return false;
  if (filters.measure && f.measure !== filters.measure) return false;
  if (filters.status && f.status !== filters.status) return false;
  if (filters.doubt && !(DOUBTS[filters.doubt] ? DOUBTS[filters.doubt][1](f) : f.flags.includes(filters.doubt))) return false;
  if (filters.change && (f.change ? f.change.status : "same") !== filters.change) return false;
  if (filters.decision) {
    const held = decisionOf(f);
    if ((held ? held.decision : "open") !== filters.decision) return false;
  }
  return filters.query.split(/\s+/).every((word) => f.words.includes(word));
}

const COLUMNS = [
  { id: "decision", title: "", label: "Decision", sort: (f) => (decisionOf(f) || { decision: "" }).decision },
  { id: "metric", title: "Metric", sort: (f) => f.metric + f.measure },
  { id: "value", title: "Value", sort: (f) => f.unit + "\u0000", number: (f) => f.value },
  { id: "period", title: "Period", sort: (f) => f.period_end || "" },
  { id: "status", title: "Status", sort: (f) => f.status || "" },
  { id: "subject", title: "Subject", sort: (f) => (f.subject || "").toLowerCase() },
  { id: "place", title: "Place", sort: (f) => f.place.toLowerCase() },
  { id: "confidence", title: "Conf.", label: "Confidence", sort: () => "", number: (f) => f.confidence },
  { id: "document", title: "Document", sort: (f) => f.doc.id, number: (f) => f.start },
];

function refilter() {
  const column = COLUMNS.find((c) => c.id === order.column);
  const way = order.down ? -1 : 1;
  const keyed = FIGURES.filter(keeps).map((f) => ({ f, key: column.sort(f), number: column.number ? column.number(f) : 0 }));
  keyed.sort((a, b) => way * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number) || a.f.index - b.f.index);
  shown = keyed.map((each) => each.f);
}
