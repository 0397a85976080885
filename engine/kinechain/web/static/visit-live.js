// What follows: keeps what the reader opened, says changes aloud, and colours the body map.
const live = document.getElementById("live");
const said = document.getElementById("said");
const EMPTY = "nothing recorded";
let opened = new Set();

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target === live) remember();
});
live.addEventListener("toggle", remember, true);
function remember() {
  opened = new Set([...live.querySelectorAll("details[open]")].map((one) => one.id));
}

// What did not change is left alone, so that nobody hears it twice and nothing moves.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  if (text(event.detail.target) === text(event.detail.fragment)) event.detail.shouldSwap = false;
});

new MutationObserver(() => settle()).observe(live, { childList: true });

function settle() {
  for (const one of live.querySelectorAll("details.why")) if (opened.has(one.id)) one.open = true;
  const summary = [...live.querySelectorAll(".tried li, #live-summary")].map((one) => one.textContent.trim()).join(" ");
  if (said.textContent !== summary) said.textContent = summary;
  colour();
  document.dispatchEvent(new CustomEvent("conclusions-shown"));
}

function colour() {
  const states = new Map([...live.querySelectorAll("#places li")].map((one) => [one.dataset.place, one]));
  for (const place of document.querySelectorAll(".map .place")) {
    const state = states.get(place.id);
    place.setAttribute("class", `place ${state?.dataset.kind ?? "empty"}`);
    place.setAttribute("aria-label", state?.textContent ?? `${place.querySelector("title").textContent}: ${EMPTY}`);
    document.getElementById(`m-${place.id}`).textContent = state?.dataset.symbols ?? "";
  }
}

// Paper shows every reason in full.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded.filter((one) => one.matches(".live details, .group.entered"))) one.open = true;
});
window.addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
