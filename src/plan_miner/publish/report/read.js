// The tables inside the page: unpacked once, each record told where it belongs.

const {said, named, signs, tiles, provinces, services} = JSON.parse(document.getElementById("words").textContent);

/** The content of the page: lists of records by name. */
async function unpacked() {
  const letters = document.getElementById("content").textContent.trim();
  const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** Every record with the fields by which it is filtered and counted: municipality, province, years, and its own. */
function linked(content) {
  const {municipalities, documents} = content;
  for (const one of municipalities) Object.assign(one, {place: one, municipality: one.id, documents: []});
  for (const one of documents) {
    one.years = [[one.from, one.to]];
    one.period = one.from === one.to ? String(one.from) : `${one.from}–${one.to}`;
    one.poor ??= {};
    one.quality = Object.keys(one.poor);
    settled(one, municipalities[one.municipality]);
    one.place.documents.push(one);
  }
  for (const kind of ["objectives", "cells", "mechanisms", "doubts", "changes"]) {
    for (const one of content[kind]) {
      one.document = documents[one.document];
      one.earlier = documents[one.earlier];
      one.searched = one.searched?.map((place) => documents[place]);
      settled(one, one.document?.place ?? municipalities[one.municipality]);
      one.years = [one.document, one.earlier, ...(one.searched ?? [])].filter(Boolean).flatMap((found) => found.years);
      one.period = one.document?.period;
      one.theme = one.themes;
    }
  }
  for (const one of content.objectives) {
    one.basis ??= "none";
    one.priced = one.cost !== undefined;
    one.key = `${one.document.id}:${one.code}`;
  }
  content.judged = [...content.objectives, ...content.cells];
  for (const one of [...content.judged, ...content.doubts]) one.waiting = one.review === "pending";
  return content;
}

function settled(record, place) {
  record.place = place;
  record.municipality = place?.id;
  record.province = place?.province;
}
