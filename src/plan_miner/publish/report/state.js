// What is looked at: filters, map layer and open rows, all of it in the address, and the records that remain.

const FILTERS = ["q", "municipality", "province", "theme", "service", "period"];
const STATE = ["lang", ...FILTERS, "layer", "open", "at"];
let state = {};

/** The state that an address tells; what it does not know is left aside. */
function stateOf(hash) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  return Object.fromEntries(STATE.map((key) => [key, told.get(key) ?? ""]).filter(([, value]) => value));
}

function addressOf(changed) {
  const next = {...state, ...changed};
  const told = new URLSearchParams(STATE.filter((key) => next[key]).map((key) => [key, next[key]]));
  return `#${told}`;
}

/** A selection as text: a kind of records and the values that their fields have, as objectives;theme=care. */
const written = ({kind, ...fields}) =>
  [kind, ...Object.entries(fields).map(([field, value]) => `${field}=${encodeURIComponent(value)}`)].join(";");

function selectionOf(text) {
  const [kind, ...fields] = text.split(";");
  try {
    return {kind, fields: fields.map((one) => one.split("=").map(decodeURIComponent))};
  } catch {
    return {kind: "", fields: []};
  }
}

/** The records of a view that a selection names. */
function chosen(view, text) {
  const {kind, fields} = selectionOf(text);
  const fits = (record) => fields.every(([field, value]) =>
    Array.isArray(record[field]) ? record[field].includes(value) : String(record[field]) === value);
  return {kind, fields, records: Object.hasOwn(view, kind) && Array.isArray(view[kind]) ? view[kind].filter(fits) : []};
}

// --- filtering ---

const KINDS = ["objectives", "cells", "mechanisms", "documents", "doubts", "changes", "municipalities"];

/** The records that the filters leave; a theme chooses among objectives, a service among services. */
function viewOf(content) {
  const view = {other_changes: content.other_changes};
  const tests = testsOf(state);
  for (const kind of KINDS) {
    const ofKind = tests.filter((one) => !one.kinds || one.kinds.includes(kind));
    view[kind] = ofKind.length ? content[kind].filter((record) => ofKind.every((one) => one.test(record))) : content[kind];
  }
  if (state.q) view.municipalities = content.municipalities.filter((one) => present(view).has(one));
  view.judged = [...view.objectives, ...view.cells];
  return view;
}

function testsOf({q, municipality, province, theme, service, period}) {
  const tests = [];
  if (municipality) tests.push({test: (record) => record.municipality === municipality});
  if (province) tests.push({test: (record) => record.province === province});
  if (theme) tests.push({kinds: ["objectives", "changes"], test: (record) => record.theme?.includes(theme)});
  if (service) tests.push({kinds: ["cells"], test: (record) => record.service === service});
  if (period) {
    const [first, last] = period.split("–").map(Number);
    const within = ([from, to]) => from <= (last || first) && to >= first;
    tests.push({kinds: KINDS.slice(0, -1), test: (record) => !record.years.length || record.years.some(within)});
  }
  const sought = folded(q ?? "").split(/\s+/).filter(Boolean);
  if (sought.length) {
    tests.push({kinds: KINDS.slice(0, -1), test: (record) => sought.every((word) => wordsOf(record).includes(word))});
  }
  return tests;
}

/** All words of a record by which it may be found, folded, made when first sought. */
function wordsOf(record) {
  return (record.words ??= folded([
    record.place?.name, record.province, record.id, record.goal, record.text, record.name, record.detail, record.summary,
    record.before, record.after, record.error, ...(record.activities ?? []).map((one) => one.text),
    ...(record.proof ?? []).map(([, quote]) => quote),
    ...["tr", "en"].map((one) => named.services[record.service]?.[one] ?? ""),
  ].filter(Boolean).join(" ")));
}

/** The municipalities of which something remains. */
const present = (view) => new Set(KINDS.slice(0, -1).flatMap((kind) => view[kind].map((record) => record.place)));
