/* The text of one document, its figures marked by offset. Nested and overlapping figures share pieces of text. */

let openDocument = null;

/** Pieces of a text: [start, end, figures that cover it], innermost figure first. */
function pieces(length, figures) {
  const placed = figures.filter((f) => f.at);
  const cuts = [...new Set([0, length, ...placed.flatMap((f) => f.at)])].sort((a, b) => a - b);
  const starts = placed.slice().sort((a, b) => a.at[0] - b.at[0]);
  const found = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    open = open.filter((f) => f.at[1] > from);
    while (next < starts.length && starts[next].at[0] <= from) {
      if (starts[next].at[1] > from) open.push(starts[next]);
      next += 1;
    }
    const cover = open.slice().sort((a, b) => (a.at[1] - a.at[0]) - (b.at[1] - b.at[0]) || a.index - b.index);
    found.push([from, to, cover]);
  }
  return found;
}

function showDocument(doc) {
  if (openDocument === doc) return;
  openDocument = doc;
  const text = byId("text");
  const parts = [];
  if (!doc.complete) {
    parts.push(make("p", { class: "note" }, "The text is not at hand: these are the sentences of its figures. Give the "
      + "sources to nevextract view, or run with --with-text."));
  }
  const body = make("div", { class: "body" });
  for (const [from, to, cover] of pieces(doc.text.length, doc.all)) {
    const words = doc.text.slice(from, to);
    body.append(cover.length ? mark(words, cover, from) : words);
  }
  parts.push(body);
  for (const warning of doc.warnings) parts.unshift(make("p", { class: "note" }, warning));
  text.replaceChildren(...parts);
  text.scrollTop = 0;
  restyle(doc.all);
  byId("document-name").replaceChildren(
    make("strong", {}, doc.title || doc.id),
    make("span", {}, [doc.title ? doc.id : "", doc.published, doc.figures.length + (doc.figures.length === 1 ? " figure" : " figures")].filter(Boolean).join(" · ")),
  );
  byId("previous").disabled = doc.number === 0;
  byId("next").disabled = doc.number === DATA.documents.length - 1;
}

function mark(words, cover, from) {
  const first = cover[0];
  const begins = cover.filter((f) => f.at[0] === from);
  const element = make("mark", {
    "data-f": cover.map((f) => f.index).join(" "),
    "data-depth": cover.length > 1 ? Math.min(cover.length, 3) : null,
    hue: HUES.get(first.metric),
    tabindex: begins.length ? 0 : null,
    role: begins.length ? "button" : null,
    "aria-label": begins.length ? cover.map(sayFigure).join("; ") : null,
  }, words);
  return element;
}

function sayFigure(f) {
  return [metricTitle(f.metric) + " " + f.measure, amountOf(f), f.period, f.status].filter(Boolean).join(", ");
}

function marksOf(f) {
  return [...byId("text").querySelectorAll("mark")].filter((m) => m.dataset.f.split(" ").includes(String(f.index)));
}

/** Bring the look of the marks up to date with doubts, decisions and changes. */
function restyle(figures) {
  if (!figures.length || figures[0].doc !== openDocument) return;
  for (const element of byId("text").querySelectorAll("mark")) {
    const cover = element.dataset.f.split(" ").map((i) => FIGURES[+i]);
    const held = cover.map(decisionOf).filter(Boolean);
    element.classList.toggle("doubt", cover.some(isDoubtful));
    element.classList.toggle("expected", cover[0].status === "expected" || cover[0].status === "target");
    element.classList.toggle("selected", cover.includes(selected));
    for (const each of DECISIONS) element.classList.toggle(each, held.some((h) => h.decision === each));
    for (const each of ["added", "changed", "removed"]) {
      element.classList.toggle("was-" + each, cover.some((f) => f.change && f.change.status === each));
    }
  }
}

function figuresAt(target) {
  const element = target.closest ? target.closest("mark") : null;
  return element ? element.dataset.f.split(" ").map((i) => FIGURES[+i]) : [];
}

/* The words about a figure on hover. */

function showTip(element) {
  const tip = byId("tip");
  const cards = figuresAt(element).map((f) => make("div", { hue: HUES.get(f.metric) },
    make("strong", {}, metricTitle(f.metric) + " · " + f.measure),
    make("span", {}, amountOf(f)),
    make("span", {}, [f.subject, f.place, f.product].filter(Boolean).join(" · ")),
    make("span", {}, [f.period || "no period", f.status].filter(Boolean).join(" · ")),
    isDoubtful(f) ? make("em", {}, "confidence " + f.confidence.toFixed(2) + (f.flags.length ? " · " + f.flags.join(", ") : "")) : null,
  ));
  tip.replaceChildren(...cards);
  tip.hidden = false;
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const width = tip.offsetWidth;
  const height = tip.offsetHeight;
  tip.style.left = Math.max(4, Math.min(box.left, innerWidth - width - 4)) + "px";
  tip.style.top = (box.bottom + 6 + height > innerHeight ? Math.max(4, box.top - height - 6) : box.bottom + 6) + "px";
}

function hideTip() {
  byId("tip").hidden = true;
}
