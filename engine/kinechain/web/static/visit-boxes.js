// What the other parts of the visit page share about the boxes of the sheet.
const sheet = document.getElementById("sheet");

const all = () => [...sheet.querySelectorAll(".entry")];
const isFiltered = (form) => form.closest(".finding").hidden;
const checked = (form) => form.querySelector("input[type=radio]:checked");

/** The box that holds an element, if any. */
const boxOf = (element) => element?.closest?.(".entry") ?? null;

/** Puts the focus on a box, whatever hides it. */
function go(form) {
  const row = form.closest(".finding");
  row.hidden = false;
  row.closest("details.group").open = true;
  row.closest("details.group").hidden = false;
  checked(form).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The box so many steps further on among those that are not filtered out. */
function beside(form, steps) {
  const shown = all().filter((one) => one === form || !isFiltered(one));
  return shown[shown.indexOf(form) + steps] ?? null;
}

/** The same finding on the other side. */
const otherSide = (form) =>
  [...form.closest(".finding").querySelectorAll(".entry")].find((one) => one !== form) ?? null;

const fields = (form) => [...form.querySelectorAll("[name^=value-], [name=note]")];

const isEntered = (form) =>
  checked(form).value !== "not-assessed" ||
  fields(form).some((one) => (one.type === "checkbox" ? one.checked : one.value !== ""));

/** Empties every value of a box; the note stays, because it was written. */
function emptyValues(form) {
  for (const one of fields(form).filter((one) => one.name !== "note")) {
    if (one.type === "checkbox") one.checked = false;
    else one.value = "";
  }
}

/** Chooses a state as a click would. */
function choose(form, state) {
  const radio = form.querySelector(`input[type=radio][value=${state}]`);
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What a box holds, as a form would send it. */
function sent(form) {
  const { finding, side } = form.dataset;
  const body = new URLSearchParams({ finding, side, state: checked(form).value });
  for (const one of fields(form)) if (one.type !== "checkbox" || one.checked) body.append(one.name, one.value);
  return body;
}

/** The same as a text, to see whether something was changed. */
const content = (form) => sent(form).toString();

// Values go with "not assessed", and with any state that leaves no room for them; Undo brings them back.
const leavesNoValues = (form, state) => state === "not-assessed" || ("plain" in form.dataset && state !== "positive");
sheet.addEventListener(
  "change",
  (event) => {
    const form = boxOf(event.target);
    if (form && event.target.type === "radio" && leavesNoValues(form, event.target.value)) emptyValues(form);
  },
  true,
);

/** Marks a box, its finding and its group by what is entered now. */
function recount(form) {
  form.classList.remove("positive", "negative", "not-applicable", "not-assessed");
  form.classList.add(checked(form).value);
  const row = form.closest(".finding");
  row.classList.toggle("entered", [...row.querySelectorAll(".entry")].some(isEntered));
  const group = form.closest("details.group");
  const entered = [...group.querySelectorAll(".entry")].filter(isEntered).length;
  group.classList.toggle("entered", entered > 0);
  document.querySelector(`[data-count="${group.id.slice(2)}"]`).textContent = entered || "";
}
sheet.addEventListener("change", (event) => boxOf(event.target) && recount(boxOf(event.target)));

window.boxes = { all, beside, boxOf, checked, content, fields, go, isEntered, otherSide, choose, recount, sent };
