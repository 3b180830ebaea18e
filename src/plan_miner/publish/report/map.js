// The map of the 81 provinces: a tile each, coloured and labelled by the layer that is chosen.

/** The layers: all objectives, each service, each theme that any objective has. */
function layers(content) {
  const themes = grouped(content.objectives, "themes");
  return {
    objectives: ["objectives"],
    services: services.map((service) => `service:${service}`),
    themes: [...themes.keys()].sort((a, b) => order("themes", a) - order("themes", b)).map((theme) => `theme:${theme}`),
  };
}

const order = (family, code) => {
  const place = Object.keys(named[family]).indexOf(code);
  return place < 0 ? Infinity : place;
};

/** What a layer says of each province: records, what opens them, words, class and what stands on the tile. */
function tellings(view, layer) {
  const [kind, code] = layer.split(":");
  const records = kind === "service" ? view.cells.filter((one) => one.service === code)
    : view.objectives.filter((one) => kind === "objectives" || one.themes?.includes(code));
  const byProvince = grouped(records, "province");
  const greatest = longest(byProvince);
  const told = new Map();
  for (const [province, list] of byProvince) {
    const selection = {kind: kind === "service" ? "cells" : "objectives", province};
    if (kind === "service") told.set(province, {selection: {...selection, service: code}, ...ofService(list)});
    else {
      const words = say("count_objectives", {count: figure(list.length)});
      told.set(province, {
        selection: kind === "theme" ? {...selection, theme: code} : selection, words,
        shown: figure(list.length), look: shade(list.length, greatest),
      });
    }
  }
  return {told, greatest};
}

/** The status of whoever offers most, and in how many municipalities the service is available. */
function ofService(list) {
  const ofStatus = grouped(list, "status");
  const best = Object.keys(signs.status).find((status) => ofStatus.has(status));
  const share = say("available_of", {n: ofStatus.get("available")?.length ?? 0, of: list.length});
  return {
    words: `${name("status", best)}, ${share}`, look: best,
    shown: [el("span", {class: "sign"}, signs.status[best]),
      el("small", {}, list.length > 1 ? `${share} ${name("status", best)}` : name("status", best))],
  };
}

/** The picture and, behind it, the same as a table. */
function drawnMap(view, content, layer) {
  const {told, greatest} = tellings(view, layer);
  const known = new Set(provinces);
  const covered = new Set(content.documents.map((one) => one.province));
  const picture = el("div", {class: "map", role: "group", "aria-label": `${say("map")}: ${layerName(layer)}`},
    tiles.flatMap((line, row) => line.map((plate, column) => plate && tile(plate, row, column, told, covered))));
  const reachable = picture.querySelector("button");
  reachable?.setAttribute("tabindex", "0");
  picture.addEventListener("keydown", moved);
  const elsewhere = [...told].filter(([province]) => !known.has(province)).sort(([a], [b]) => byName(a, b));
  const anywhere = Boolean(reachable);
  return [anywhere && picture, anywhere && legend(layer, greatest), elsewhere.length > 0 && el("p", {class: "chips"}, say("off_map"),
    elsewhere.map(([province, one]) => opening(one.selection, say("in_province", {province, said: one.words}),
      {class: `chip ${one.look}`}))), asTable(told, layer)];
}

function tile(plate, row, column, told, covered) {
  const province = provinces[plate - 1];
  const one = told.get(province);
  const shown = [el("span", {class: "plate"}, String(plate).padStart(2, "0")),
    el("span", {class: "province"}, province.replace("karahisar", "\u00adkarahisar").replace("maraş", "\u00admaraş"))];
  const node = one
    ? opening(one.selection, [...shown, el("span", {class: "value"}, one.shown)],
      {class: `tile ${one.look}`, "aria-label": say("in_province", {province, said: one.words}), tabindex: "-1"})
    : el("span", {class: `tile ${covered.has(province) ? "nothing" : "no-data"}`, title: province}, shown);
  node.style.setProperty("--column", column + 1);
  node.style.setProperty("--row", row + 1);
  return node;
}

/** Arrow keys go to the nearest tile that opens something, in their direction. */
function moved(event) {
  const [x, y] = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key] ?? [];
  const from = event.target.closest("button");
  if (x === undefined || !from) return;
  event.preventDefault();
  const at = (node, part) => Number(node.style.getPropertyValue(part));
  const far = (node) => {
    const across = at(node, "--column") - at(from, "--column"), down = at(node, "--row") - at(from, "--row");
    const along = across * x + down * y;
    return along > 0 ? along + 3 * Math.abs(x ? down : across) : Infinity;
  };
  const nearest = [...event.currentTarget.querySelectorAll("button")].sort((a, b) => far(a) - far(b))[0];
  if (nearest && far(nearest) < Infinity) {
    from.setAttribute("tabindex", "-1");
    nearest.setAttribute("tabindex", "0");
    nearest.focus();
  }
}

function layerName(layer) {
  const [kind, code] = layer.split(":");
  return code ? name(`${kind}s`, code) : say("layer_objectives");
}

function legend(layer, greatest) {
  const entry = (look, shown) => el("li", {class: `chip ${look}`}, shown);
  const statuses = Object.keys(signs.status).map((status) => entry(status, badge("status", status)));
  const shades = shadeLimits(greatest).map(([look, least, most]) => entry(look, least === most ? figure(most) : `${figure(least)}–${figure(most)}`));
  const ofService = layer.startsWith("service:");
  return el("ul", {class: "chips legend", "aria-label": say("legend")},
    ofService ? statuses : [...shades, entry("nothing", say("no_objectives"))], entry("no-data", say("no_data")));
}

function asTable(told, layer) {
  const rows = [...told].sort(([a], [b]) => byName(a, b)).map(([province, one]) =>
    [heading(province), cell(say("value"), opening(one.selection, one.words))]);
  return el("details", {}, el("summary", {}, say("as_table")),
    table(`${say("map")}: ${layerName(layer)}`, [say("province"), capital(layerName(layer))], rows));
}
