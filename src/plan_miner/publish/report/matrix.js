// Places by something (services, themes, mechanisms, costs, quality): municipalities, or provinces first where they are many.

const MANY = 60; // municipalities that are shown without being gathered by province
const FIRST = 8; // rows that a phone shows before it is asked for more
const unfolded = new Set(); // provinces whose municipalities are shown

/** A table with a row a place. `columns`: {title, made(records, where)}, which gives [content, class] of a cell.
 * `key` tells the open provinces of one table from those of another. */
function matrix({key, caption, records, columns, footer}) {
  const places = grouped(records, "municipality");
  const provinceFirst = rowsOf(records) === "province";
  const line = (list, where, title, attributes) => [
    heading(title, attributes),
    ...columns.map((column) => {
      const [content, shown] = column.made(list, where);
      return cell(column.title, content, {class: shown});
    }),
  ];
  const ofMunicipality = ([id, list], province) =>
    line(list, {municipality: id}, [el("b", {}, list[0].place.name), !province && el("small", {}, list[0].province)],
      {class: province ? "inner" : ""});
  const rows = [];
  if (provinceFirst) {
    for (const [province, list] of sorted(grouped(records, "province"))) {
      const inside = grouped(list, "municipality");
      const id = `${key}:${province}`;
      rows.push(line(list, {province}, unfolding(id, province, inside.size)));
      if (unfolded.has(id)) rows.push(...sortedByPlace(inside).map((entry) => ofMunicipality(entry, province)));
    }
  } else {
    rows.push(...sortedByPlace(places).map((entry) => ofMunicipality(entry)));
  }
  const all = footer && rows.length > 1 && line(records, {}, el("b", {}, say("total")));
  const headings = [say(provinceFirst ? "province" : "municipality"), ...columns.map((column) => column.title)];
  return wide(caption, table(caption, headings, rows, all));
}

/** A table that may be wider than the screen; a phone, where it is a list, shows its first rows until asked for more. */
function wide(caption, made) {
  const box = el("div", {class: "wide", role: "group", tabindex: "0", "aria-label": caption}, made);
  const later = [...made.querySelectorAll("tbody > tr")].slice(FIRST);
  for (const row of later) row.classList.add("later");
  return [box, later.length > 0 && el("button", {type: "button", class: "plain reveal"}, say("more_rows", {count: figure(later.length)}))];
}

/** Whether the rows of a table are municipalities, or provinces because there are too many of them. */
const rowsOf = (records) => (grouped(records, "municipality").size > MANY ? "province" : "municipality");

const sorted = (groups) => [...groups].sort(([a], [b]) => byName(a, b));
const sortedByPlace = (groups) => [...groups].sort(([, [a]], [, [b]]) =>
  byName(a.province, b.province) || byName(a.place.name, b.place.name));

function unfolding(id, province, size) {
  const open = unfolded.has(id);
  return el("button", {type: "button", class: "unfold", "data-unfold": id, "aria-expanded": String(open)},
    el("span", {class: "arrow", "aria-hidden": "true"}, open ? "▾" : "▸"), el("b", {}, province),
    el("small", {}, figure(size)));
}

/** The services as cells: one status in words, or how many municipalities have each. */
const serviceColumn = (service) => ({
  title: capital(name("services", service)),
  made(records, where) {
    const list = records.filter((one) => one.service === service);
    if (!list.length) return [el("span", {class: "quiet"}, say("no_row")), "none"];
    const selection = {kind: "cells", service, ...where};
    if (list.length === 1) return [opening(selection, statusWords(list[0])), `status ${list[0].status}`];
    const ofStatus = grouped(list, "status");
    const chips = Object.keys(signs.status).filter((status) => ofStatus.has(status)).map((status) =>
      opening({...selection, status}, badge("status", status, `${figure(ofStatus.get(status).length)} ${name("status", status)}`),
        {class: `chip ${status}`}));
    return [el("div", {class: "chips"}, chips), ""];
  },
});

const statusWords = (one) => [
  badge("status", one.status),
  one.count !== undefined && el("small", {}, say("units", {count: figure(one.count)})),
  one.yades && el("small", {}, say("yades")),
];

/** A column that counts records with a value of a field; `greatest` makes the darkest shade. */
const countColumn = (title, kind, field, value, greatest) => ({
  title,
  made(records, where) {
    const number = field ? records.filter((one) => [one[field]].flat().includes(value)).length : records.length;
    if (!number) return [el("span", {class: "quiet"}, "0"), "number zero"];
    const selection = {kind, ...(field ? {[field]: value} : {}), ...where};
    return [count(selection, number), `number ${greatest ? shade(number, greatest) : ""}`];
  },
});
