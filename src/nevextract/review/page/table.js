/* The table of figures: only the rows in sight are in the page, so that 10,000 scroll as fast as ten. */

const ROW = 34;
const SPARE = 12;
let cursor = 0;

function drawHead() {
  const head = byId("head");
  head.replaceChildren(...COLUMNS.map((column) => {
    const sorted = order.column === column.id;
    const cell = make("button", {
      type: "button", role: "columnheader", "data-column": column.id, class: "c-" + column.id, tabindex: -1,
      "aria-sort": sorted ? (order.down ? "descending" : "ascending") : "none", title: "Sort by " + (column.label || column.title),
    }, column.title || "✓");
    return cell;
  }));
}

function drawRows() {
  const grid = byId("grid");
  const rows = byId("rows");
  rows.style.height = shown.length * ROW + "px";
  const first = Math.max(0, Math.floor((grid.scrollTop - ROW) / ROW) - SPARE);
  const last = Math.min(shown.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW) + SPARE);
  rows.replaceChildren(...shown.slice(first, last).map((f, i) => drawRow(f, first + i)));
  grid.setAttribute("aria-rowcount", String(shown.length + 1));
  const current = rows.querySelector(".cursor");
  if (current) grid.setAttribute("aria-activedescendant", current.id);
  else grid.removeAttribute("aria-activedescendant");
  byId("none").hidden = shown.length > 0;
}

const MARKS = { accepted: "✓", rejected: "✗", corrected: "✎" };

function cellsOf(f) {
  const held = decisionOf(f);
  const now = corrected(f);
  return {
    decision: held ? MARKS[held.decision] : f.change && f.change.status !== "same" ? { added: "+", removed: "−", changed: "±" }[f.change.status] : "",
    metric: metricTitle(now.metric) + (now.measure === "level" ? "" : " · " + now.measure),
    value: Math.abs(now.value) < 1e6 ? amountOf(now) : shortOf(now), period: periodOf(now), status: now.status || "", subject: now.subject || "",
    place: now === f ? f.place : now.location || f.place, confidence: f.confidence.toFixed(2) + (f.flags.length ? " ⚑" : ""), document: f.doc.id,
  };
}

function drawRow(f, number) {
  const cells = cellsOf(f);
  const held = decisionOf(f);
  const classes = ["row", isDoubtful(f) ? "doubt" : "", number === cursor ? "cursor" : "", f === selected ? "selected" : "",
    held ? held.decision : "", f.change ? "was-" + f.change.status : "", f.status || ""];
  const row = make("div", {
    role: "row", id: "row-" + f.index, class: classes.filter(Boolean).join(" "), "data-f": f.index,
    "aria-rowindex": number + 2, "aria-selected": f === selected ? "true" : "false", hue: HUES.get(f.metric),
  }, ...COLUMNS.map((column) => make("span", { role: "gridcell", class: "c-" + column.id, title: column.id === "value" ? amountOf(corrected(f)) : cells[column.id] }, cells[column.id])));
  row.style.top = number * ROW + "px";
  return row;
}

function moveCursor(to) {
  if (!shown.length) return;
  cursor = Math.max(0, Math.min(shown.length - 1, to));
  bringIntoSight();
}

function bringIntoSight() {
  const grid = byId("grid");
  const top = cursor * ROW;
  const room = grid.clientHeight - ROW;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW > grid.scrollTop + room) grid.scrollTop = top + ROW - room;
  drawRows();
}

/** Put the cursor of the table on a figure, if it is among those shown. */
function pointTo(f) {
  const at = shown.indexOf(f);
  if (at >= 0) cursor = at;
  if (at >= 0) bringIntoSight();
  else drawRows();
}
