// Finding a test: by search, by filter, on the body map, in a list.
const { all, boxOf, go, isEntered } = window.boxes;
const rows = [...document.querySelectorAll("section.finding")];
const words = rows.map((row) => row.dataset.words.toLowerCase());
const search = document.getElementById("search");
const found = document.getElementById("search-found");
const MOST_FOUND = 8;
let active = -1;

const byId = (id) => document.getElementById(id);
const firstBox = (row, side) => row.querySelector(`#${CSS.escape(`e-${row.dataset.finding}-${side}`)}`) ?? row.querySelector(".entry");

/** Every word must occur; a title that starts with the text comes first, then one that holds it. */
function matches(text) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (number) => (words[number].startsWith(text.toLowerCase()) ? 0 : words[number].split("; ")[0].includes(parts[0]) ? 1 : 2);
  const hits = rows.map((_, number) => number).filter((number) => parts.length && parts.every((part) => words[number].includes(part)));
  return hits.sort((one, other) => rank(one) - rank(other)).map((number) => rows[number]);
}

function show(hits) {
  found.replaceChildren(...hits.slice(0, MOST_FOUND).map(option));
  found.hidden = !hits.length;
  search.setAttribute("aria-expanded", String(hits.length > 0));
  byId("search-said").textContent = search.value.trim() ? `${hits.length} ${hits.length === 1 ? "test" : "tests"} found` : "";
  point(hits.length ? 0 : -1);
}

function option(row, number) {
  const made = document.createElement("li");
  const group = document.createElement("span");
  Object.assign(made, { id: `found-${number}`, textContent: row.querySelector("h3").textContent });
  Object.assign(group, { className: "quiet", textContent: ` ${row.closest("details.group").querySelector("h2").textContent}` });
  made.append(group);
  made.setAttribute("role", "option");
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => jump(firstBox(row)));
  made.row = row;
  return made;
}

function point(number) {
  active = number;
  [...found.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === number)));
  if (number < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", `found-${number}`);
}

function jump(form) {
  search.value = "";
  show([]);
  go(form);
}

search.addEventListener("input", () => show(matches(search.value.trim())));
search.addEventListener("blur", () => show([]));
search.addEventListener("focus", () => search.value.trim() && show(matches(search.value.trim())));
search.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (steps && found.children.length) point((active + steps + found.children.length) % found.children.length);
  else if (event.key === "Enter" && active >= 0) jump(firstBox(found.children[active].row));
  else if (event.key === "Escape" && search.value) jumpBack();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
function jumpBack() {
  search.value = "";
  show([]);
}

// The filter. What is entered always stays in sight.
const shown = byId("show");
const bearing = () => new Set((byId("places")?.dataset.bearing ?? "").split(" "));
const FITS = {
  all: () => () => true,
  bearing: () => {
    const named = bearing();
    return (row) => named.has(row.dataset.finding);
  },
  planned: () => (row) => row.classList.contains("planned"),
  region: (name) => (row) => row.dataset.regions.split(" ").includes(name),
};

function filter() {
  const [kind, name] = shown.value.split(" ");
  const fits = FITS[kind](name);
  const inUse = document.activeElement?.closest?.("section.finding");
  for (const row of rows) row.hidden = !(fits(row) || row === inUse || [...row.querySelectorAll(".entry")].some(isEntered));
  for (const group of document.querySelectorAll("details.group")) {
    group.hidden = ![...group.querySelectorAll("section.finding")].some((row) => !row.hidden);
    if (kind !== "all" && !group.hidden) group.open = true;
  }
  byId("show-help").hidden = kind === "all";
}
shown.addEventListener("change", filter);
byId("show-all").addEventListener("click", () => {
  shown.value = "all";
  filter();
  shown.focus();
});
document.addEventListener("conclusions-shown", () => shown.value === "bearing" && filter());

// A group with entries cannot be folded away.
for (const group of document.querySelectorAll("details.group")) {
  group.addEventListener("toggle", () => {
    if (!group.open && [...group.querySelectorAll(".entry")].some(isEntered)) group.open = true;
  });
}
document.querySelector("ol.groups").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const group = byId(link.hash.slice(1));
  if (group.hidden) {
    shown.value = "all";
    filter();
  }
  group.open = true;
  group.scrollIntoView({ block: "start" });
  group.querySelector("summary").focus({ preventScroll: true });
});

// Links to a box, wherever they stand.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.jump");
  const form = link && byId(link.hash.slice(1));
  if (!form) return;
  event.preventDefault();
  go(form);
});
document.addEventListener("next-open", () => {
  const wanted = [...document.querySelectorAll("#ask-first a.jump, #next a.jump")].map((link) => byId(link.hash.slice(1)));
  const next = wanted.find((form) => form && form !== boxOf(document.activeElement) && !isEntered(form));
  if (next) go(next);
});
if (location.hash.startsWith("#e-") && all().includes(byId(location.hash.slice(1)))) go(byId(location.hash.slice(1)));

// The map: a click shows the tests of a place, and each test leads back.
const places = [...document.querySelectorAll(".map .place")];
let lastPlace = places[0];

function openPlace(place) {
  lastPlace = place;
  shown.value = `region ${place.dataset.region}`;
  filter();
  const row = rows.find((one) => one.dataset.regions.split(" ")[0] === place.dataset.region) ?? rows.find((one) => FITS.region(place.dataset.region)(one));
  if (row) go(firstBox(row, place.dataset.side));
}

function toPlace(place) {
  for (const one of places.filter((other) => other.ownerSVGElement === place.ownerSVGElement)) one.setAttribute("tabindex", one === place ? "0" : "-1");
  lastPlace = place;
  place.focus();
}

const TURNS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
for (const place of places) {
  place.addEventListener("click", () => openPlace(place));
  place.addEventListener("keydown", (event) => {
    if (event.key in TURNS) {
      const among = places.filter((one) => one.ownerSVGElement === place.ownerSVGElement);
      const ordered = among.sort((one, other) => one.getBBox().y - other.getBBox().y || one.getBBox().x - other.getBBox().x);
      toPlace(ordered[(ordered.indexOf(place) + TURNS[event.key] + ordered.length) % ordered.length]);
    } else if (event.key === "Enter" || event.key === " ") openPlace(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
document.addEventListener("click", (event) => {
  const back = event.target.closest("button.to-map");
  if (back) toPlace(placeOf(back.dataset.region, back.closest("section.finding")));
});
document.addEventListener("to-map", () => toPlace(lastPlace));

/** The place of a region, on the side that is entered as positive if there is one. */
function placeOf(region, row) {
  const among = places.filter((one) => one.dataset.region === region);
  const side = row.querySelector(".entry.positive")?.dataset.side;
  return among.find((one) => one === lastPlace) ?? among.find((one) => one.dataset.side === side) ?? among[0];
}
