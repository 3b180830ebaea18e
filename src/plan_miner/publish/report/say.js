// What the page says, in the language that is chosen; folding of Turkish words; numbers as people write them.

let lang = "tr";

const say = (key, details = {}) =>
  said[key][lang].replace(/\{(\w+)\}/g, (braces, name) => details[name] ?? braces);

/** What people call a code value; an unknown one names itself. */
const name = (family, code) => (code === undefined ? "" : named[family]?.[code]?.[lang] ?? code);
const names = (family, codes = []) => codes.map((code) => name(family, code)).join(", ");

const capital = (text) => text.slice(0, 1).toLocaleUpperCase(lang) + text.slice(1);
const figure = (number) => number.toLocaleString(lang, {maximumFractionDigits: 2});
const lira = (amount) => say("tl", {amount: figure(amount)});
const byName = (a, b) => a.localeCompare(b, "tr", {numeric: true});

/** Small letters without dots, tails and hats, so that "sığınma", "SIĞINMA" and "siginma" are one word. */
const folded = (text) =>
  text.toLocaleLowerCase("tr").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i");

const documentTitle = (one) =>
  say("document_title", {municipality: one.place.name, kind: name("kinds", one.kind), period: one.period});

/** 3–5, 9: pages in order, runs of them joined. */
function ranges(pages) {
  const runs = [];
  for (const page of pages) {
    if (runs.length && runs.at(-1)[1] === page - 1) runs.at(-1)[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
}
