/* The chosen figure: what is known of it, and accepting, rejecting and correcting it. */

let selected = null;
let editing = false;

function showDetail() {
  const detail = byId("detail");
  detail.hidden = selected === null;
  if (selected === null) return;
  const f = selected;
  const held = decisionOf(f);
  const now = corrected(f);
  const head = make("div", { class: "detail-head", hue: HUES.get(now.metric) },
    make("strong", {}, metricTitle(now.metric) + " · " + now.measure),
    make("span", { class: "amount" }, amountOf(now)),
    make("button", { type: "button", id: "close", title: "Back to the table (Esc)", "aria-label": "Close" }, "×"));
  const parts = [head, make("blockquote", {}, "“" + f.quote + "”")];
  if (!editing) parts.push(buttons(f, held));
  if (f.change && f.change.status !== "removed") parts.push(changes(f));
  parts.push(editing ? editor(f, now) : facts(f, now));
  detail.replaceChildren(...parts);
}

function facts(f, now) {
  const list = make("dl", {});
  const rows = [
    ["Subject", now.subject], ["Place", now.place === now.location ? now.location : [now.location, now.location_name].filter(Boolean).join(" · ")],
    ["Product", now.product], ["Period", [periodOf(now), f.period_text ? "(“" + f.period_text + "”)" : ""].filter(Boolean).join(" ")],
    ["Status", now.status], ["Basis", now.basis], ["Of", now.of], ["Per", now.per],
    ["Members", f.members.join(", ")],
    ["Also", f.also.map((a) => grouped.format(a.value) + " " + a.unit).join(", ")],
    ["Confidence", f.confidence.toFixed(2)], ["Flags", f.flags.join(", ")],
    ["Same as", f.same_as], ["Rule", f.rule], ["Id", f.id],
  ];
  for (const [name, value] of rows) {
    if (!value) continue;
    const doubt = (name === "Flags") || (name === "Confidence" && f.confidence < LOW);
    list.append(make("dt", {}, name), make("dd", { class: doubt ? "doubt" : null }, value));
  }
  return list;
}

function changes(f) {
  const list = make("ul", { class: "changes" }, make("li", {}, f.change.status === "added" ? "New in this result" : "Changed:"));
  for (const each of f.change.fields) {
    list.append(make("li", {}, make("b", {}, each.field), " ", make("del", {}, say(each.old)), " → ", make("ins", {}, say(each.new))));
  }
  return list;
}

function say(value) {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function buttons(f, held) {
  const row = make("div", { class: "decide" });
  if (f.change && f.change.status === "removed") return make("p", { class: "note" }, "Not in this result any more.");
  const button = (id, title, key) => make("button", {
    type: "button", id, "data-decision": id, title: title + " (" + key + ")", "aria-pressed": held && held.decision === id ? "true" : "false",
  }, title);
  row.append(button("accepted", "Accept", "a"), button("rejected", "Reject", "r"), button("corrected", "Correct", "e"));
  if (held && held.note) row.append(make("span", { class: "note" }, held.note));
  return row;
}

function editor(f, now) {
  const form = make("form", { id: "editor" });
  for (const name of EDITABLE) {
    const value = now[name] === null || now[name] === undefined ? "" : String(now[name]);
    let field;
    const options = name === "metric" ? Object.keys(DATA.metrics) : CHOICES[name];
    if (options) {
      field = make("select", { name });
      if (name === "status") field.append(make("option", { value: "" }, ""));
      for (const each of options.includes(value) || !value ? options : [value, ...options]) field.append(make("option", { value: each }, each));
    } else {
      field = make("input", { name, type: name.startsWith("period_") ? "date" : "text", inputmode: name.startsWith("value") ? "decimal" : null });
    }
    field.value = value;
    form.append(make("label", {}, make("span", {}, name.replace(/_/g, " ")), field));
  }
  const held = decisionOf(f);
  const note = make("input", { name: "note", type: "text" });
  note.value = (held && held.note) || "";
  form.append(make("label", { class: "wide" }, make("span", {}, "note"), note));
  form.append(make("p", { id: "wrong", role: "alert" }));
  form.append(make("div", { class: "decide" }, make("button", { type: "submit" }, "Keep correction"), make("button", { type: "button", id: "cancel" }, "Cancel")));
  return form;
}

/** The fields of the form that differ from the figure, or from how it was `before`; a text that tells what is wrong where something is. */
function corrections(f, form, before = f) {
  const fields = {};
  for (const name of EDITABLE) {
    const raw = form.elements[name].value.trim();
    let value = raw === "" ? null : raw;
    if (name.startsWith("value") && value !== null) {
      const plain = raw.replace(/[,_ ]/g, "");
      if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return name.replace("_", " ") + " is no number";
      value = Number(plain);
    }
    if (value !== before[name]) fields[name] = value;
  }
  const now = { ...f, ...fields };
  if (now.value === null) return "a figure needs a value";
  if (!now.unit) return "a figure needs a unit";
  if (now.value_max !== null && now.value_max < now.value) return "value max is below value";
  if (now.period_start && !now.period_end) return "a period that has a start needs an end";
  if (now.period_start && now.period_end < now.period_start) return "the period ends before it begins";
  if ((now.measure === "rank") !== (now.unit === "rank")) return "the measure rank and the unit rank go together";
  if (["share", "contribution"].includes(now.measure) && !["percent", "percentage_point"].includes(now.unit)) {
    return "a " + now.measure + " is in percent or percentage_point";
  }
  if (now.basis && now.measure !== "change") return "only a change has a basis";
  return fields;
}

/** Whether a correction is typed in and not kept yet; then it is told, for going on would lose it. */
function correctionIsOpen() {
  if (!editing) return false;
  const form = byId("editor");
  const found = corrections(selected, form, corrected(selected));
  const held = decisionOf(selected);
  const open = typeof found === "string" || Object.keys(found).length > 0 || form.elements.note.value.trim() !== ((held && held.note) || "");
  if (open) {
    if (NARROW.matches) setView("text");
    byId("wrong").textContent = "keep this correction or cancel it first";
    byId("wrong").scrollIntoView({ block: "nearest" });
  }
  return open;
}

function keep(form) {
  const found = corrections(selected, form);
  if (typeof found === "string") {
    byId("wrong").textContent = found;
    return;
  }
  const note = form.elements.note.value.trim();
  decide(selected, Object.keys(found).length ? "corrected" : "accepted", found, note);
  editing = false;
  decided(selected);
}

function settle(decision) {
  if (!selected || (selected.change && selected.change.status === "removed") || correctionIsOpen()) return;
  if (decision === "corrected") {
    editing = true;
    showDetail();
    byId("editor").elements.metric.focus();
    return;
  }
  decide(selected, decision);
  decided(selected);
}
