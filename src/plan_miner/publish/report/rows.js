// The rows behind a number: each as a card with its words, its quotes and the page they are printed on.

const cards = {
  objectives: (one) => card(one, el("h4", {}, `${say("objective")} ${one.code}`),
    one.goal && el("p", {class: "quiet"}, `${say("goal")} ${one.goal_code}: `, turkish(one.goal)),
    el("p", {class: "words"}, words(one), " ", pageLink(one.document, one.proof[0]?.[0] ?? one.page)),
    tags(one), quotes(one.document, one.proof),
    terms([say("groups"), names("groups", one.groups)], [say("cost"), cost(one)]),
    one.activities.length > 0 && [el("h5", {}, say("activities")), el("ul", {}, one.activities.map((activity) =>
      el("li", {}, words(activity), " ", pageLink(one.document, activity.proof[0]?.[0] ?? activity.page), " ", tags(activity),
        quotes(one.document, activity.proof))))]),
  cells: (one) => card(one, el("h4", {}, capital(name("services", one.service))),
    el("p", {class: "words"}, el("span", {class: `chip ${one.status}`}, statusWords(one)), " ", !(one.status === "not_mentioned" && one.searched?.length) && turkish(one.summary)),
    quotes(one.document, one.proof) ?? el("p", {class: "quiet"}, say("no_quote")),
    terms([say("searched"), one.searched?.length > 0 ? el("ul", {}, one.searched.map((found) => el("li", {}, documentLink(found)))) : ""])),
  mechanisms: (one) => card(one, el("h4", {}, capital(name("mechanisms", one.mechanism))),
    el("p", {class: "words"}, turkish(one.name), " ", one.detail && turkish(`(${one.detail})`)), quotes(one.document, one.proof)),
  documents: (one) => el("article", {class: "card"}, el("h3", {}, documentLink(one)),
    el("p", {}, capital(name("status", one.status)), one.error && `: ${one.error}`, " ", copyLink(one)),
    terms([say("pages"), one.pages && figure(one.pages)],
      ...Object.entries(one.poor).map(([quality, pages]) => [capital(name("quality", quality)), `${ranges(pages)} (${figure(pages.length)})`]))),
  municipalities: (one) => el("article", {class: "card"}, el("h3", {}, one.name),
    el("p", {class: "quiet"}, `${one.province}, ${name("kinds", one.kind)}`),
    el("ul", {}, one.documents.map((found) => el("li", {}, documentLink(found), `: ${name("status", found.status)}`)))),
  doubts: (one) => card(one, el("h4", {}, capital(name("doubts", one.doubt))),
    el("p", {class: "words"}, turkish(one.text), " ", one.document && pageLink(one.document, one.page))),
  changes: (one) => card(one, el("h4", {}, `${capital(name("changes", one.change))}: ${changedRow(one)}`), tags(one),
    terms([say("before"), changedWords(one, one.before, 0)], [say("after"), changedWords(one, one.after, 1)]),
    one.document && quotes(one.document, one.proof)),
  judged: (one) => (one.service ? cards.cells(one) : cards.objectives(one)),
};

/** The cost of an objective; what is printed stands beside it where it says more than the amount. */
function cost({priced, cost: amount, cost_printed: printed}) {
  if (!priced) return printed;
  const same = /^[\d.\s]*(TL|₺)?$/.test(printed) && printed.replace(/\D/g, "") === String(amount);
  return same ? lira(amount) : `${lira(amount)} (${printed})`;
}

/** Words that are Turkish whatever the language of the page; in quotation marks where the document prints them so. */
const turkish = (text) => text && el("span", {lang: "tr"}, text);
const words = ({text, proof}) => turkish(proof?.some(([, quote]) => !quote) ? `“${text}”` : text);

function card(one, ...inside) {
  const where = one.document ? documentTitle(one.document) : `${one.place?.name ?? ""}, ${one.province ?? ""}`;
  const review = one.review && el("span", {class: "review"}, badge("review", one.review));
  return el("article", {class: "card"}, el("h3", {}, where, review), inside);
}

function tags(one) {
  const basis = one.basis && one.basis !== "none" ? [`${say("basis")}: ${name("basis", one.basis)}`] : [];
  const shown = [...basis, ...(one.themes ?? []).map((code) => name("themes", code))];
  return shown.length > 0 && el("span", {class: "tags"}, shown.map((tag) => el("span", {class: "tag"}, tag)));
}

/** The words that the document prints, each with its page; words that the row says itself are not said again. */
function quotes(document_, proof) {
  const said_ = (proof ?? []).filter(([, quote]) => quote);
  if (!said_.length) return proof?.length ? "" : null;
  return said_.map(([page, quote]) => el("figure", {}, el("blockquote", {lang: "tr"}, quote),
    el("figcaption", {}, document_ && [documentTitle(document_), ", "], pageLink(document_, page))));
}

function pageLink(document_, page) {
  if (!page || !document_) return "";
  const shown = say("page", {page});
  const named_ = say("page_of", {document: documentTitle(document_), page});
  const address = document_.web || document_.copy;
  return el("span", {class: "page"}, address ? link(`${address.split("#")[0]}#page=${page}`, shown, {"aria-label": named_}) : shown,
    document_.web && document_.copy && [" ", link(`${document_.copy}#page=${page}`, say("copy"), {"aria-label": `${named_}, ${say("copy")}`})]);
}

const documentLink = (one) => link(one.web || one.copy || "", documentTitle(one));
const copyLink = (one) => one.web && one.copy && link(one.copy, say("copy"));

function changedRow(one) {
  if (one.table === "service_table") return name("services", one.key.split(":")[1]);
  const code = one.key.split(":").slice(1).join(" · ");
  return `${say(one.table === "goals" ? "goal" : "objective")} ${code}`;
}

/** What was or is, with the words marked that were put in another's place. */
function changedWords(one, text, side) {
  if (!text) return "";
  if (one.change === "status") return badge("status", text);
  const pieces = one.pieces?.[side] ?? [[text, false]];
  return el("span", {lang: "tr"}, pieces.map(([said_, differs]) => [el(differs ? ["del", "ins"][side] : "span", {}, said_), " "]));
}

/** The dialog with the rows of a selection. */
function showRows(view, text) {
  const dialog = document.getElementById("opened");
  const {kind, fields, records} = chosen(view, text);
  if (!cards[kind]) return;
  const where = fields.map(([field, value]) => fieldWords(field, value)).filter(Boolean);
  document.getElementById("opened-title").textContent = [say(`kinds_${kind}`), ...where].join(" · ");
  dialog.querySelector(".body").replaceChildren(
    el("p", {class: "quiet", id: "opened-count"}, say("how_many", {count: figure(records.length)})), some(records, cards[kind]));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  document.getElementById("opened-title").focus();
}

function fieldWords(field, value) {
  switch (field) {
    case "municipality": return content.municipalities.find((one) => one.id === value)?.name ?? value;
    case "theme": return name("themes", value);
    case "service": return name("services", value);
    case "basis": return basisName(value);
    case "mechanism": return name("mechanisms", value);
    case "change": return name("changes", value);
    case "status": return name("status", value);
    case "quality": return name("quality", value);
    case "waiting": return say(value === "true" ? "waiting" : "seen");
    case "failed": return say("documents_failed");
    case "lost": return say("pages_lost");
    case "priced": return say("priced");
    case "paged": case "without": return "";
    default: return value;
  }
}
