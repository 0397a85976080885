// What-if: nothing is saved; what would follow is asked for anew with every box that was changed.
const { all, boxOf, content, recount, sent: body } = window.boxes;
const live = document.getElementById("live");
const first = new Map(all().map((form) => [form, content(form)]));
const last = new Map();
let asked = 0;

function tell(form) {
  const isChanged = content(form) !== first.get(form);
  form.classList.toggle("tried", isChanged);
  form.querySelector(".foot").replaceChildren();
  if (!isChanged) return;
  const back = document.createElement("button");
  back.type = "button";
  back.className = "plain";
  back.dataset.act = "back";
  back.textContent = "As recorded";
  form.querySelector(".foot").append("Not saved. ", back);
}

/** Every control of a box as the page brought it. */
function asRecorded(form) {
  for (const one of form.querySelectorAll("input")) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = one.defaultChecked;
    else one.value = one.defaultValue;
  }
  for (const one of form.querySelectorAll("option")) one.selected = one.defaultSelected;
}

async function tryOut() {
  const number = ++asked;
  const sent = new URLSearchParams();
  for (const form of all().filter((one) => content(one) !== first.get(one))) {
    const box = body(form);
    box.set("version", "0");
    box.set("decides", last.get(form) ?? "state");
    sent.append("box", box.toString());
  }
  const own = JSON.parse(document.body.getAttribute("hx-headers"));
  const answer = await fetch(live.dataset.try, {
    method: "POST",
    body: sent,
    headers: { ...own, "HX-Request": "true" },
    redirect: "manual",
    credentials: "same-origin",
  }).catch(() => null);
  if (number !== asked) return;
  if (answer?.ok) window.htmx.swap("#live", await answer.text(), { swapStyle: "innerHTML" });
  else document.getElementById("said").textContent = "This could not be worked out at the moment. Change something, or load the page again.";
}

const sheet = document.getElementById("sheet");
sheet.addEventListener("change", (event) => {
  const form = boxOf(event.target);
  if (!form) return;
  last.set(form, event.target.type === "radio" ? "state" : event.target.name);
  tell(form);
  tryOut();
});
sheet.addEventListener("click", (event) => {
  const form = boxOf(event.target.closest("[data-act=back]"));
  if (!form) return;
  asRecorded(form);
  tell(form);
  recount(form);
  window.boxes.checked(form).focus({ preventScroll: true });
  tryOut();
});
