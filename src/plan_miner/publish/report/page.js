// The page put together: its controls, what they change, and what is drawn anew.

let content;
let view;

const byId = (id) => document.getElementById(id);

/** Draw everything that the state asks for. */
function draw() {
  view = viewOf(content);
  for (const [id, made] of Object.entries(SECTIONS)) {
    const shown = made(view, content);
    byId(id).hidden = !shown;
    byId(id).querySelector(":scope > .body").replaceChildren(...[shown].flat(Infinity).filter(Boolean));
  }
  drawNavigation();
  const filters = FILTERS.filter((key) => state[key]).map((key) => `${say(key === "q" ? "search" : key)}: ${filterWords(key)}`);
  byId("shown").replaceChildren(
    say("shown", {municipalities: figure(view.municipalities.length), objectives: figure(view.objectives.length), cells: figure(view.cells.length)}),
    filters.length ? ` ${say("filtered_by", {said: filters.join("; ")})}` : "");
}

const filterWords = (key) =>
  ({theme: () => name("themes", state.theme), service: () => name("services", state.service),
    municipality: () => fieldWords("municipality", state.municipality)})[key]?.() ?? state[key];

function drawNavigation() {
  byId("sections").replaceChildren(...Object.keys(SECTIONS).filter((id) => !byId(id).hidden).map((id) =>
    el("li", {}, el("a", {href: addressOf({at: id}), "data-at": id}, say(id)))));
}

/** Everything that does not depend on filters, in the language that is chosen. */
function speak() {
  lang = state.lang === "en" ? "en" : "tr";
  document.documentElement.lang = lang;
  document.title = `${say("title")} · plan_miner`;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  byId("language").textContent = say("other_language");
  byId("language").lang = lang === "tr" ? "en" : "tr";
  const day = content.newest && new Date(`${content.newest}T12:00:00Z`);
  byId("newest").textContent = day ? say("newest", {day: day.toLocaleDateString(lang, {dateStyle: "long"})}) : "";
  drawFilters();
  drawLayers();
}

// --- controls ---

function drawFilters() {
  const search = el("input", {type: "search", id: "q", name: "q", value: state.q, autocomplete: "off"});
  const places = sorted(grouped(content.municipalities, "province")).map(([province, list]) =>
    el("optgroup", {label: province}, list.sort((a, b) => byName(a.name, b.name)).map((one) => option(one.id, one.name, "municipality"))));
  const themes_ = [...grouped(content.objectives, "theme").keys()].sort((a, b) => order("themes", a) - order("themes", b));
  const years = [...new Set(content.documents.map((one) => one.period))].sort(byName);
  const provinces_ = sorted(grouped(content.municipalities, "province"));
  byId("filters").replaceChildren(
    field("q", search, "search"),
    field("province", select("province", provinces_.map(([one]) => option(one, one, "province")))),
    field("municipality", select("municipality", places)),
    field("theme", select("theme", themes_.map((one) => option(one, name("themes", one), "theme")))),
    field("service", select("service", services.map((one) => option(one, name("services", one), "service")))),
    field("period", select("period", years.map((one) => option(one, one, "period")))),
    el("button", {type: "button", class: "plain", id: "clear"}, say("clear")));
}

const field = (key, control, words = key) => el("div", {}, el("label", {for: key}, say(words)), control);
const option = (value, shown, key) => el("option", {value, selected: state[key] === value}, shown);
const select = (key, options) => el("select", {id: key, name: key}, el("option", {value: ""}, say("all")), options);

function drawLayers() {
  const found = layers(content);
  const now = state.layer || firstLayer(content);
  const ofLayer = (layer) => el("option", {value: layer, selected: layer === now}, layerName(layer));
  byId("map").querySelector(".tools").replaceChildren(el("label", {for: "layer"}, say("layer")),
    el("select", {id: "layer", name: "layer"}, found.objectives.map(ofLayer),
      el("optgroup", {label: say("layer_services")}, found.services.map(ofLayer)),
      found.themes.length > 0 && el("optgroup", {label: say("layer_themes")}, found.themes.map(ofLayer))));
}

// --- what people do ---

/** Another state: kept in the address, where opening rows is a step back and filtering is none. */
function go(changed, step = false) {
  const address = addressOf(changed);
  history[step ? "pushState" : "replaceState"](null, "", address);
  follow();
}

/** What the address asks for, drawn; only what changed. */
function follow() {
  const before = state;
  state = stateOf(location.hash);
  const differs = (keys) => keys.some((key) => before[key] !== state[key]);
  if (differs(["lang"]) || !view) speak();
  else if (differs(FILTERS) && document.activeElement?.form !== byId("filters")) drawFilters();
  if (differs(["lang", "layer", ...FILTERS]) || !view) draw();
  if (state.open) showRows(view, state.open);
  else if (byId("opened").open) byId("opened").close();
}

let typing;

function listen() {
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", ({target}) => {
    clearTimeout(typing);
    typing = setTimeout(() => go({[target.name]: target.value.trim()}), target.name === "q" ? 200 : 0);
  });
  byId("map").addEventListener("input", ({target}) => target.name === "layer" && go({layer: target.value}));
  document.addEventListener("click", clicked);
  byId("opened").addEventListener("close", () => state.open && go({open: ""}));
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
}

function clicked(event) {
  const on = (selector) => event.target.closest?.(selector);
  if (on("[data-open]")) go({open: on("[data-open]").dataset.open}, true);
  else if (on("[data-unfold]")) unfold(on("[data-unfold]").dataset.unfold);
  else if (on(".reveal")) reveal(on(".reveal"));
  else if (on("#clear")) { go(Object.fromEntries(FILTERS.map((key) => [key, ""]))); drawFilters(); byId("q").focus(); }
  else if (on("#language")) go({lang: lang === "tr" ? "en" : ""});
  else if (on("#print")) print();
  else if (on("#close") || event.target === byId("opened")) byId("opened").close();
  else if (on("[data-at], .skip")) { event.preventDefault(); jump(on("[data-at]")?.dataset.at); }
}

function unfold(id) {
  if (!unfolded.delete(id)) unfolded.add(id);
  draw();
  document.querySelector(`[data-unfold="${CSS.escape(id)}"]`)?.focus();
}

/** The rows that a phone held back; the first of them is where reading goes on. */
function reveal(button) {
  const box = button.previousElementSibling;
  const first = box.querySelector(".later");
  for (const row of box.querySelectorAll(".later")) row.classList.remove("later");
  button.remove();
  first.setAttribute("tabindex", "-1");
  first.focus();
}

function jump(id, behavior = "auto") {
  const target = id ? byId(`${id}-title`) : byId("main");
  go({at: id ?? ""});
  target.focus({preventScroll: true});
  target.scrollIntoView({behavior});
}

try {
  content = linked(await unpacked());
  // of many municipalities only what is seen is laid out
  document.documentElement.toggleAttribute("data-many", content.municipalities.length > MANY);
  follow();
  listen();
  if (!state.open && Object.hasOwn(SECTIONS, state.at ?? "")) jump(state.at, "instant");
  document.documentElement.dataset.ready = "";
} catch (fault) {
  byId("shown").textContent = said.cannot_open.tr + " " + said.cannot_open.en;
  console.error(fault);
}
