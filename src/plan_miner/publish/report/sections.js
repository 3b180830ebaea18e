// The sections of the page: each takes the records that the filters leave and gives what is shown.

function glance(view) {
  const read = view.documents.filter((one) => one.status === "ok");
  const run = view.cells.filter((one) => one.status === "available");
  const activities = view.objectives.reduce((sum, one) => sum + one.activities.length, 0);
  const tiles = [
    ["n_municipalities", view.municipalities.length, {kind: "municipalities"}],
    ["n_documents", read.length, {kind: "documents", status: "ok"}],
    ["n_objectives", view.objectives.length, {kind: "objectives"}],
    ["n_activities", activities, {kind: "objectives"}],
    ["n_services", run.length, {kind: "cells", status: "available"}],
    ["n_mechanisms", view.mechanisms.length, {kind: "mechanisms"}],
    ["n_open", view.judged.filter((one) => one.waiting).length, {kind: "judged", waiting: true}],
  ];
  return el("ul", {class: "figures"}, tiles.map(([key, number, selection]) =>
    el("li", {id: key}, number ? count(selection, number) : el("b", {}, "0"), el("span", {}, say(key)))));
}

function map(view, content) {
  const layer = state.layer || firstLayer(view);
  const note = {service: say("map_services_note"), theme: say("map_themes_note")}[layer.split(":")[0]];
  const drawn = drawnMap(view, content, layer);
  return [el("p", {class: "quiet"}, note ?? say("map_objectives_note"), drawn[0] && ` ${say("map_note")}`), drawn];
}

const firstLayer = (view) => (view.objectives.length || !view.cells.length ? "objectives" : `service:${services[0]}`);

function service_grid(view) {
  if (!view.cells.length) return null;
  const legend = Object.keys(signs.status).map((status) => el("li", {},
    el("span", {class: `chip ${status}`}, badge("status", status)), ` ${name("status_meanings", status)}`));
  const columns = services.filter((one) => !state.service || one === state.service).map(serviceColumn);
  return [el("p", {class: "quiet"}, say("services_note")),
    matrix({key: "services", caption: say("services"), records: view.cells, columns}),
    el("details", {class: "legend"}, el("summary", {}, say("legend")), el("ul", {}, legend))];
}

function themes(view) {
  if (!view.objectives.length) return null;
  const codes = [...grouped(view.objectives, "theme").keys()].sort((a, b) => order("themes", a) - order("themes", b));
  const greatest = mostInCell(view.objectives, rowsOf(view.objectives), "theme");
  const columns = [countColumn(say("all_objectives"), "objectives"),
    ...codes.map((code) => countColumn(capital(name("themes", code)), "objectives", "theme", code, greatest))];
  return [el("p", {class: "quiet"}, say("themes_note")),
    matrix({key: "themes", caption: say("themes"), records: view.objectives, columns, footer: true}), without(view)];
}

/** Municipalities of which a plan was read and nothing in it bears on equality. */
function without(view) {
  if (state.theme || state.q) return null;
  const having = new Set(view.objectives.map((one) => one.place));
  const planned = new Set(view.documents.filter((one) => one.kind === "strategic_plan" && one.status === "ok").map((one) => one.place));
  for (const one of view.municipalities) one.without = planned.has(one) && !having.has(one);
  const number = view.municipalities.filter((one) => one.without).length;
  return number > 0 && el("p", {}, count({kind: "municipalities", without: true}, number), " ", say("without"));
}

function mechanisms(view) {
  if (!view.mechanisms.length) return null;
  const found = grouped(view.mechanisms, "mechanism");
  const greatest = mostInCell(view.mechanisms, rowsOf(view.mechanisms), "mechanism");
  const codes = Object.keys(named.mechanisms).filter((code) => found.has(code));
  const columns = [...new Set([...codes, ...found.keys()])].map((code) =>
    countColumn(capital(name("mechanisms", code)), "mechanisms", "mechanism", code, greatest));
  return [el("p", {class: "quiet"}, say("mechanisms_note")),
    matrix({key: "mechanisms", caption: say("mechanisms"), records: view.mechanisms, columns})];
}

// --- periods and changes ---

function periods(view) {
  const years = [...grouped(view.objectives, "period").keys()].sort(byName);
  const changed = changes(view);
  if (years.length < 2 && !changed) return null;
  return [years.length > 1 && [el("p", {class: "quiet"}, say("periods_note")), themesByYears(view, years)], changed];
}

function themesByYears(view, years) {
  const codes = [...grouped(view.objectives, "theme").keys()].sort((a, b) => order("themes", a) - order("themes", b));
  const column = (period, theme) => {
    const list = view.objectives.filter((one) => one.period === period && (!theme || one.theme?.includes(theme)));
    const goals = new Set(list.map((one) => `${one.document.id}:${one.goal_code}`)).size;
    const words = say("goals_objectives", {goals: figure(goals), objectives: figure(list.length)});
    return cell(period, list.length
      ? opening({kind: "objectives", period, ...(theme ? {theme} : {})}, words)
      : el("span", {class: "quiet"}, "0"));
  };
  const rows = [[heading(el("b", {}, capital(say("any_theme")))), ...years.map((period) => column(period))],
    ...codes.map((theme) => [heading(capital(name("themes", theme))), ...years.map((period) => column(period, theme))])];
  return wide(say("periods_note"), table(say("periods_note"), [say("theme"), ...years], rows));
}

function changes(view) {
  if (!view.changes.length && !view.other_changes) return null;
  const found = grouped(view.changes, "change");
  const columns = Object.keys(named.changes).filter((one) => found.has(one)).map((one) =>
    countColumn(capital(name("changes", one)), "changes", "change", one, mostInCell(view.changes, rowsOf(view.changes), "change")));
  return [el("h3", {}, say("changes")), el("p", {class: "quiet"}, say("changes_note"), " ",
    view.other_changes > 0 && say("other_changes", {count: figure(view.other_changes)})),
  view.changes.length > 0 && matrix({key: "changes", caption: say("changes"), records: view.changes, columns})];
}

// --- money ---

const costs = (list) => list.reduce((sum, one) => sum + one.cost, 0);

function money(view) {
  const priced = view.objectives.filter((one) => one.priced);
  if (!priced.length) return null;
  const greatest = Math.max(...[...grouped(priced, "province").values(), ...grouped(priced, "municipality").values()].map(costs));
  const amounts = (list, selection) => opening({kind: "objectives", priced: true, ...selection}, lira(costs(list)));
  const total = {
    title: say("total"),
    made(list, where) {
      const bar = el("span", {class: "bar", "aria-hidden": "true"});
      bar.style.setProperty("--part", Object.keys(where).length ? costs(list) / greatest : 0);
      return [[amounts(list, where), bar], "money"];
    },
  };
  const bases = ["equality", "women", "group", "none"].filter((basis) => priced.some((one) => one.basis === basis));
  const columns = bases.map((basis) => ({
    title: capital(basisName(basis)),
    made(list, where) {
      const ofBasis = list.filter((one) => one.basis === basis);
      return ofBasis.length ? [amounts(ofBasis, {basis, ...where}), "money"] : [el("span", {class: "quiet"}, "–"), "number money zero"];
    },
  }));
  return [el("p", {class: "quiet"}, say("money_note"), " ",
    opening({kind: "objectives", priced: true}, say("money_printed", {count: figure(priced.length), of: figure(view.objectives.length)}))),
  matrix({key: "money", caption: say("money"), records: priced, columns: [total, ...columns], footer: true})];
}

const basisName = (basis) => (basis === "none" ? say("basis_none") : name("basis", basis));

// --- coverage and quality ---

const FAILED = (one) => one.status !== "ok" && one.status !== "not_fetched";

function quality(view) {
  if (!view.documents.length) return null;
  const of = new Map(view.documents.map((one) => [one, one]));
  const records = [...of.keys(), ...view.judged, ...view.doubts];
  for (const one of view.documents) Object.assign(one, {failed: FAILED(one), paged: one.pages > 0, lost: lostPages(one) > 0});
  const sum = (title, selection, pages) => ({
    title,
    made(list, where) {
      const {kind, ...fields} = selection;
      const ofKind = list.filter((one) => kindOf(one, kind) && Object.entries(fields).every(([field, value]) =>
        [one[field]].flat().includes(value)));
      const number = pages ? ofKind.reduce((total, one) => total + pages(one), 0) : ofKind.length;
      return number ? [count({...selection, ...where}, number), "number"] : [el("span", {class: "quiet"}, "0"), "number zero"];
    },
  });
  const kindOf = (one, kind) => (kind === "documents") === of.has(one) && (kind !== "doubts" || Boolean(one.doubt)) && (kind !== "judged" || !one.doubt);
  return [el("p", {class: "quiet"}, say("quality_note")), matrix({
    key: "quality", caption: say("quality"), records, footer: true, columns: [
      sum(say("documents_read"), {kind: "documents", status: "ok"}),
      sum(say("documents_failed"), {kind: "documents", failed: true}),
      sum(say("pages"), {kind: "documents", paged: true}, (one) => one.pages ?? 0),
      sum(say("pages_ocr"), {kind: "documents", quality: "ocr"}, (one) => one.poor.ocr.length),
      sum(say("pages_lost"), {kind: "documents", lost: true}, lostPages),
      sum(say("doubts"), {kind: "doubts", waiting: true}),
      sum(say("waiting"), {kind: "judged", waiting: true}),
      sum(say("seen"), {kind: "judged", waiting: false}),
    ],
  })];
}

const lostPages = (one) => (one.poor.unread?.length ?? 0) + (one.poor.garbled?.length ?? 0);

function rows(view) {
  if (!view.objectives.length) return null;
  return [el("p", {class: "quiet"}, say("rows_note")), some(view.objectives, cards.objectives, 5)];
}

const notes = () => el("ul", {},
  ["note_tables", "note_rejected", "note_masked", "note_machine", "note_share"].map((key) => el("li", {}, say(key))));

const SECTIONS = {glance, map, services: service_grid, themes, mechanisms, periods, money, quality, rows, notes};
