// The keyboard: one key for a state, arrows from box to box, and a few single keys for the whole page.
const { beside, boxOf, choose, fields, go, otherSide } = window.boxes;
const STATES = { 1: "positive", 2: "negative", 3: "not-applicable", 0: "not-assessed", Delete: "not-assessed", Backspace: "not-assessed" };
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const KEPT = "kinechain-single-keys";
const panel = document.getElementById("keys");
const opener = document.getElementById("keys-open");
const isOn = document.getElementById("keys-on");
isOn.checked = localStorage.getItem(KEPT) !== "off";
isOn.addEventListener("change", () => localStorage.setItem(KEPT, isOn.checked ? "on" : "off"));

const isTyping = (element) =>
  element.matches?.("input:not([type=radio], [type=checkbox]), textarea, select") || element.isContentEditable;

function showKeys(shown) {
  panel.hidden = !shown;
  opener.setAttribute("aria-expanded", String(shown));
  if (shown) panel.scrollIntoView({ block: "nearest" });
}
opener.addEventListener("click", () => showKeys(panel.hidden));
document.getElementById("keys-close").addEventListener("click", () => {
  showKeys(false);
  opener.focus();
});

function enterValues(form) {
  form.classList.add("opened");
  fields(form)[0]?.focus();
}

/** A key pressed on the states of a box. True when it was meant for them. */
function onStates(form, key) {
  if (key in STATES) choose(form, STATES[key]);
  else if (key in STEPS) step(form, STEPS[key]);
  else if (key === "ArrowLeft" || key === "ArrowRight") go(otherSide(form) ?? form);
  else if (key === "Enter") enterValues(form);
  else if (key.toLowerCase() === "u") form.querySelector("[data-act=undo], [data-act=back]")?.click();
  else if (key.toLowerCase() === "i") form.closest(".finding").querySelector(".mind summary")?.click();
  else if (key.toLowerCase() === "m") form.closest(".finding").querySelector(".to-map")?.click();
  else return false;
  return true;
}

function step(form, steps) {
  const next = beside(form, steps);
  if (next) go(next);
}

/** A key pressed in a value: Enter saves and goes on, up and down go to the boxes around. */
function onValue(form, field, key) {
  if (key === "Enter") {
    field.blur();
    step(form, 1);
  } else if (key in STEPS && field.tagName === "INPUT") {
    step(form, STEPS[key]);
  } else if (key === "Escape") {
    go(form);
  } else {
    return false;
  }
  return true;
}

const PAGE_KEYS = {
  "/": () => document.getElementById("search").focus(),
  "?": () => showKeys(panel.hidden),
  n: () => document.dispatchEvent(new CustomEvent("next-open")),
  m: () => document.dispatchEvent(new CustomEvent("to-map")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { key, target } = event;
  const form = boxOf(target);
  const isMine = form && (target.type === "radio" ? onStates(form, key) : isTyping(target) && onValue(form, target, key));
  if (isMine || onPage(key, target)) event.preventDefault();
});

function onPage(key, target) {
  if (key === "Escape" && !panel.hidden) {
    showKeys(false);
    return true;
  }
  if (isTyping(target) || !isOn.checked || !(key.toLowerCase() in PAGE_KEYS)) return false;
  PAGE_KEYS[key.toLowerCase()]();
  return true;
}
