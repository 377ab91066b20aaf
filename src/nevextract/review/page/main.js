/* Wiring: choosing a figure, filters, views, keys, saving and printing. */

const NARROW = matchMedia("(max-width: 999px)");
const KEYS = [
  ["↑ ↓, j k", "figure before, next figure"], ["Page ↑ ↓, Home, End", "through the table"], ["Enter", "from the table to the place in the text, and back"],
  ["Esc", "back to the table"], ["n p", "next, previous figure in the text"], ["[ ]", "document before, next document"],
  ["a r e", "accept, reject, correct"], ["s", "save decisions"], ["/", "search"], ["1 2 3", "table, plots, text"], ["?", "these keys"],
];
let frameAsked = 0;

function choose(f, { jump = false, focus = false } = {}) {
  const before = selected;
  if (f !== selected && correctionIsOpen()) return;
  if (f !== selected) editing = false;
  selected = f;
  if (f) {
    showDocument(f.doc);
    showDetail();
    if (jump) jumpTo(f, focus);
  } else showDetail();
  restyle(openDocument ? openDocument.all : []);
  if (f) pointTo(f);
  else if (before) drawRows();
}

function jumpTo(f, focus) {
  if (NARROW.matches && byId("main").dataset.view !== "text") return setView("text", focus);
  const [first] = marksOf(f);
  if (!first) return;
  const text = byId("text");
  const top = first.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop;
  text.scrollTop = Math.max(0, top - text.clientHeight / 3);
  if (focus && first.tabIndex >= 0) first.focus({ preventScroll: true });
}

function back() {
  setView("table");
  if (selected) pointTo(selected);
  byId("grid").focus({ preventScroll: true });
}

function setView(view, focus = false) {
  byId("main").dataset.view = view;
  for (const tab of document.querySelectorAll("#tabs [role=tab]")) {
    const on = tab.id === "tab-" + view;
    tab.setAttribute("aria-selected", on ? "true" : "false");
    tab.tabIndex = on ? 0 : -1;
  }
  if (view === "plots") drawPlots();
  if (view === "table") drawRows();
  if (view === "text" && selected && selected.doc === openDocument) jumpTo(selected, focus);
}

function decided(f) {
  showDetail();
  restyle(f.doc.all);
  if (filters.decision) apply();
  else drawRows();
  say_counts();
}

function apply() {
  refilter();
  cursor = Math.max(0, selected ? shown.indexOf(selected) : 0);
  byId("grid").scrollTop = 0;
  drawHead();
  if (cursor > 0) bringIntoSight();
  else drawRows();
  if (byId("main").dataset.view === "plots") drawPlots();
  say_counts();
}

function say_counts() {
  const done = FIGURES.filter(decisionOf).length;
  byId("counts").textContent = shown.length + " of " + FIGURES.length + " figures, " + DATA.documents.length
    + (DATA.documents.length === 1 ? " document" : " documents") + (done ? ", " + done + " decided" : "") + (unsaved && done ? " (not saved)" : "");
}

function fillFilters() {
  const count = (key) => {
    const counts = new Map();
    for (const f of FIGURES) counts.set(key(f), (counts.get(key(f)) || 0) + 1);
    return counts;
  };
  const some = (all, pairs) => [["", all], ...pairs];
  const listed = (counts, name) => [...counts].filter(([value]) => value).sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([value, n]) => [value, name(value) + " (" + n + ")"]);
  fillSelect(byId("f-document"), some("Documents", DATA.documents.map((d) => [String(d.number), d.id + " (" + d.figures.length + ")"])));
  fillSelect(byId("f-metric"), some("Metrics", listed(count((f) => f.metric), metricTitle)));
  fillSelect(byId("f-measure"), some("Measures", listed(count((f) => f.measure), (x) => x)));
  fillSelect(byId("f-status"), some("Status", listed(count((f) => f.status), (x) => x)));
  const flags = [...new Set(FIGURES.flatMap((f) => f.flags))].sort();
  fillSelect(byId("f-doubt"), some("Doubts", [...Object.entries(DOUBTS).map(([key, [title]]) => [key, title]), ...flags.map((flag) => [flag, "⚑ " + flag])]));
  fillSelect(byId("f-decision"), some("Decisions", [["open", "not decided"], ...DECISIONS.map((d) => [d, d])]));
  fillSelect(byId("f-change"), some("Changes", ["added", "removed", "changed", "same"].map((s) => [s, s])));
  byId("f-change").hidden = !DATA.against;
}

function readFilters() {
  filters.query = byId("query").value.trim().toLowerCase();
  for (const name of Object.keys(filters)) if (name !== "query") filters[name] = byId("f-" + name).value;
  if (filters.document !== "") showDocument(DATA.documents[+filters.document]);
  apply();
}

function save() {
  if (correctionIsOpen()) return;
  const blob = new Blob([JSON.stringify(decisionsFile(), null, 2) + "\n"], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "decisions.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  say_counts();
}

async function load(file) {
  if (!file) return;
  try {
    const { taken, left } = takeDecisions(JSON.parse(await file.text()));
    apply();
    if (openDocument) restyle(openDocument.all);
    showDetail();
    byId("counts").textContent += "; " + taken + " decisions loaded" + (left ? ", " + left + " of figures that are not here" : "");
  } catch (error) {
    byId("counts").textContent = file.name + ": " + error.message;
  }
}

function nextInText(step) {
  if (!openDocument) return;
  const placed = openDocument.all.filter((f) => f.at).sort((a, b) => a.at[0] - b.at[0] || a.index - b.index);
  const at = placed.indexOf(selected);
  const f = placed[at < 0 ? (step > 0 ? 0 : placed.length - 1) : at + step];
  if (f) choose(f, { jump: true, focus: true });
}

function turn(step) {
  const doc = DATA.documents[(openDocument ? openDocument.number : 0) + step];
  if (!doc || correctionIsOpen()) return;
  selected = null;
  editing = false;
  showDocument(doc);
  showDetail();
  drawRows();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  if (byId("main").dataset.view === "plots") drawPlots();
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea, dialog");
  if (typing) {
    if (event.key === "Escape") { if (editing) { editing = false; showDetail(); } back(); }
    return;
  }
  const page = Math.max(1, Math.floor(byId("grid").clientHeight / ROW) - 2);
  const inGrid = event.target.closest("#grid");
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  if (event.key === "j" || event.key === "k" || (inGrid && event.key in moves)) {
    moveCursor(cursor + (event.key === "j" ? 1 : event.key === "k" ? -1 : moves[event.key]));
    if (shown[cursor]) choose(shown[cursor], { jump: !NARROW.matches });
  } else if (event.key === "Enter" && inGrid) choose(shown[cursor], { jump: true, focus: true });
  else if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark")) {
    if (figuresAt(event.target).includes(selected) && event.key === "Enter") back();
    else choose(figuresAt(event.target)[0]);
  } else if (event.key === "Escape") back();
  else if (event.key === "n") nextInText(1);
  else if (event.key === "p") nextInText(-1);
  else if (event.key === "[") turn(-1);
  else if (event.key === "]") turn(1);
  else if (event.key === "a") settle("accepted");
  else if (event.key === "r") settle("rejected");
  else if (event.key === "e") settle("corrected");
  else if (event.key === "s") save();
  else if (event.key === "/") byId("query").focus();
  else if (event.key === "?") byId("keys").showModal();
  else if (event.key === "1") setView("table");
  else if (event.key === "2") setView("plots");
  else if (event.key === "3") setView("text");
  else return;
  event.preventDefault();
}

let themeBefore;

/** Paper is light; the theme comes back after printing. */
function lightForPrint() {
  themeBefore = document.documentElement.dataset.theme;
  setTheme("light");
  preparePrint();
}

function afterPrint() {
  if (themeBefore) setTheme(themeBefore);
  else delete document.documentElement.dataset.theme;
  if (byId("main").dataset.view === "plots") drawPlots();
  byId("print").replaceChildren();
}

/** What print shows: the whole text is there already; the table is written out for the document or the filter. */
function preparePrint() {
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...COLUMNS.slice(1).map((c) => make("th", {}, c.label || c.title)))));
  const body = make("tbody", {});
  for (const f of shown.slice(0, 2000)) {
    const cells = cellsOf(f);
    body.append(make("tr", {}, ...COLUMNS.slice(1).map((c) => make("td", {}, cells[c.id]))));
  }
  table.append(body);
  byId("print").replaceChildren(make("h2", {}, "Figures"), table);
}

function wire() {
  byId("title").textContent = document.title;
  byId("filters").addEventListener("input", readFilters);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(readFilters));
  byId("head").addEventListener("click", (event) => {
    const column = event.target.dataset.column;
    if (!column) return;
    order.down = order.column === column && !order.down;
    order.column = column;
    apply();
  });
  byId("grid").addEventListener("scroll", () => { cancelAnimationFrame(frameAsked); frameAsked = requestAnimationFrame(drawRows); });
  byId("rows").addEventListener("click", (event) => {
    const row = event.target.closest("[data-f]");
    if (row) choose(FIGURES[+row.dataset.f], { jump: true });
  });
  const text = byId("text");
  text.addEventListener("click", (event) => {
    const found = figuresAt(event.target);
    if (found.length) choose(found[(found.indexOf(selected) + 1) % found.length]); // click again: the next that shares the words
  });
  text.addEventListener("pointerover", (event) => (event.target.matches("mark") ? showTip(event.target) : hideTip()));
  text.addEventListener("pointerleave", hideTip);
  text.addEventListener("scroll", hideTip);
  text.addEventListener("focusin", (event) => { if (event.target.matches("mark")) showTip(event.target); });
  text.addEventListener("focusout", hideTip);
  byId("detail").addEventListener("click", (event) => {
    const { id, dataset } = event.target;
    if (dataset.decision) settle(dataset.decision);
    else if (id === "close") back();
    else if (id === "cancel") { editing = false; showDetail(); }
  });
  byId("detail").addEventListener("submit", (event) => { event.preventDefault(); keep(event.target); });
  byId("tabs").addEventListener("click", (event) => { if (event.target.role === "tab" || event.target.id.startsWith("tab-")) setView(event.target.id.slice(4)); });
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  byId("save").addEventListener("click", save);
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    await load(event.target.files[0]);
    event.target.value = ""; // so that the same file can be loaded again
  });
  byId("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  byId("help").addEventListener("click", () => byId("keys").showModal());
  for (const name of ["metric", "unit"]) {
    byId("p-" + name).addEventListener("change", (event) => { wanted[name] = event.target.value; drawPlots(); });
  }
  addEventListener("keydown", onKey);
  addEventListener("resize", () => { drawRows(); if (byId("main").dataset.view === "plots") drawPlots(); });
  addEventListener("beforeprint", lightForPrint);
  addEventListener("afterprint", afterPrint);
  addEventListener("beforeunload", (event) => { if (unsaved && decisions.size) event.preventDefault(); });
  byId("keys").append(make("h2", {}, "Keys"), make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, key), make("dd", {}, does)])),
    make("form", { method: "dialog" }, make("button", {}, "Close")));
}

wire();
fillFilters();
apply();
if (DATA.documents.length) showDocument(DATA.documents[0]);
setView("table");
