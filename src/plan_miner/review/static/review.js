// What the page does beyond links and forms: keys, pages turned in place, zoom, and lines that are marked by a click.
"use strict";

const WIDEST = 5;
const SHARP_FROM = 3;

function typing(element) {
  return element.closest("input:not([type=checkbox]):not([type=radio]), select, textarea") !== null;
}

function zoom(by) {
  const pane = document.getElementById("pane");
  const wanted = Math.min(WIDEST, Math.max(1, Number(pane.dataset.zoom) + by));
  pane.dataset.zoom = String(wanted);
  const image = pane.querySelector("image");
  if (image && wanted >= SHARP_FROM) image.setAttribute("href", image.getAttribute("href").replace(/-1\.png$/, "-2.png"));
}

async function turn(link) {
  const key = link.dataset.key;
  document.getElementById("pane").setAttribute("aria-busy", "true"); // a page that nobody has seen yet is drawn first
  const answer = await fetch(link.dataset.pane);
  if (!answer.ok) { window.location = link.href; return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pane");
  const zoomed = document.getElementById("pane").dataset.zoom;
  document.getElementById("pane").replaceWith(fresh);
  fresh.dataset.zoom = zoomed;
  zoom(0);
  settle();
  const again = key && fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (again) again.focus();
}

function paint() {
  for (const box of document.querySelectorAll(".lines input")) {
    const place = document.querySelector(`.marking rect[data-line="${CSS.escape(box.value)}"]`);
    if (place) place.classList.toggle("on", box.checked);
  }
}

// A page is shown from where its evidence stands.
function settle() {
  const sheet = document.querySelector(".left:not(.marking) .sheet");
  const first = sheet && (sheet.querySelector("rect.telling") || sheet.querySelector("rect"));
  if (!first) return;
  const above = first.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop += Math.max(0, above - sheet.clientHeight / 3);
}

function take() {
  const lines = [...document.querySelectorAll(".lines input:checked")].map((box) => box.nextElementSibling.textContent);
  document.getElementById("objective").value = lines.join(" ");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-pane]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); turn(link); return; }
  const step = event.target.closest("[data-zoom-by]");
  if (step) zoom(Number(step.dataset.zoomBy));
  if (event.target.closest("[data-take]")) take();
  const place = event.target.closest(".marking rect");
  const box = place && document.querySelector(`.lines input[value="${CSS.escape(place.dataset.line)}"]`);
  if (box) { box.checked = !box.checked; paint(); box.scrollIntoView({ block: "nearest" }); }
});

document.addEventListener("change", paint);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLocaleLowerCase(document.documentElement.lang) : event.key;
  if (key.startsWith("Arrow") && event.target.closest(".sheet, [type=radio]")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) { event.preventDefault(); target.click(); }
});

paint();
settle();
