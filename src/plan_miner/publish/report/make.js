// Elements of the page. Words of documents only ever become text nodes: nothing here writes HTML.

/** An element; attributes that are empty or false are left out, children that are nothing too. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}

/** A number (or words) that opens the rows it counts. `selection`: kind and conditions, see state.js. */
const opening = (selection, shown, attributes = {}) =>
  el("button", {type: "button", "data-open": written(selection), ...attributes, class: `open ${attributes.class ?? ""}`}, shown);

const count = (selection, number, attributes) => opening(selection, figure(number), attributes);

/** A link to an address of the web or to a file beside the page; anything else stays words. */
function link(address, shown, attributes = {}) {
  const safe = /^https?:\/\//.test(address) || /^\.\.\/[\w./-]+\.pdf(#page=\d+)?$/.test(address);
  return safe ? el("a", {href: address, target: "_blank", rel: "noopener noreferrer", ...attributes}, shown) : shown;
}

/** A table that becomes a list of blocks on a phone; roles are written out, for that loses them otherwise. */
function table(caption, headings, rows, footer) {
  const row = (cells) => el("tr", {role: "row"}, cells);
  const head = headings.map((heading) => el("th", {scope: "col", role: "columnheader"}, heading));
  return el("table", {role: "table"},
    el("caption", {class: "unseen"}, caption),
    el("thead", {role: "rowgroup"}, row(head)),
    el("tbody", {role: "rowgroup"}, rows.map(row)),
    footer && el("tfoot", {role: "rowgroup"}, row(footer)));
}

const cell = (heading, content, attributes = {}) =>
  el("td", {role: "cell", ...attributes}, el("span", {class: "label", "aria-hidden": "true"}, heading), content);
const heading = (content, attributes = {}) => el("th", {scope: "row", role: "rowheader", ...attributes}, content);

/** The sign of a status with its name, so that nobody needs its colour. */
const badge = (family, code, shown) =>
  [el("span", {class: "sign", "aria-hidden": "true"}, signs[family][code] ?? ""), shown ?? name(family, code)];

const terms = (...pairs) =>
  el("dl", {}, pairs.filter(([, value]) => value !== undefined && value !== "").map(([term, value]) =>
    el("div", {}, el("dt", {}, term), el("dd", {}, value))));

/** The first of many, and a button for more of them; paper says how many there are. */
function some(list, made, many = 25) {
  const box = el("div", {class: "some"});
  let shown = 0;
  const more = () => {
    for (const one of box.querySelectorAll(":scope > :is(.more, .paper)")) one.remove();
    const added = list.slice(shown, shown + many).map(made);
    box.append(...added);
    if (list.length > shown + added.length) {
      const [next, of] = [shown + added.length, list.length];
      const button = el("button", {type: "button", class: "plain more"}, say("more", {count: Math.min(of - next, many)}));
      button.addEventListener("click", more);
      box.append(button, el("p", {class: "paper"}, say("on_paper", {shown: figure(next), of: figure(of)})));
    }
    if (shown && added[0]) {
      added[0].setAttribute("tabindex", "-1");
      added[0].focus();
    }
    shown += added.length;
  };
  more();
  return box;
}

/** Which of five shades a number has beside the greatest one; nothing has none. */
const shade = (number, greatest) => (number ? `shade-${Math.min(5, Math.ceil((5 * number) / greatest))}` : "shade-0");

/** The shades that numbers up to the greatest have, each with the least and the most of its numbers. */
const shadeLimits = (greatest) => [1, 2, 3, 4, 5]
  .map((step) => [`shade-${step}`, Math.floor(((step - 1) * greatest) / 5) + 1, Math.floor((step * greatest) / 5)])
  .filter(([, least, most]) => least <= most);

/** The greatest number of records that one place has of one value of a field. */
const mostInCell = (list, place, field) =>
  Math.max(1, ...[...grouped(list, field).values()].map((ofValue) => longest(grouped(ofValue, place))));

const longest = (groups) => Math.max(1, ...[...groups.values()].map((list) => list.length));

/** The records by the value of a field; a record with several values stands in several groups. */
function grouped(list, field) {
  const groups = new Map();
  for (const one of list) {
    for (const value of Array.isArray(one[field]) ? one[field] : [one[field]]) {
      if (value === undefined) continue;
      if (!groups.has(value)) groups.set(value, []);
      groups.get(value).push(one);
    }
  }
  return groups;
}
