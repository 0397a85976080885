// Saves each box by itself. What could not be saved stays in its box, says so, and is tried again.
const { all, boxOf, content, recount, sent: body } = window.boxes;
const visit = document.getElementById("visit").dataset;
const said = document.getElementById("save-state");
const state = new WeakMap();
const LONGEST_WAIT = 30;

const of = (form) => {
  if (!state.has(form)) state.set(form, { saved: content(form), sending: false, failed: false, tries: 0, timer: 0, last: "state" });
  return state.get(form);
};
for (const form of all()) of(form);

const differs = (form) => content(form) !== of(form).saved;
const unsaved = () => all().filter((form) => of(form).failed || of(form).sending || differs(form));

function tell(form, text) {
  const place = form.querySelector(".foot .save");
  if (place.textContent !== text) place.textContent = text;
  form.classList.toggle("unsaved", text !== "");
  tellAll();
}

function tellAll() {
  const left = all().filter((form) => of(form).failed).length;
  const busy = all().some((form) => of(form).sending);
  const text = left ? `${left} ${left === 1 ? "change is" : "changes are"} not saved yet` : busy ? "Saving …" : "All changes saved";
  if (said.textContent !== text) said.textContent = text;
  said.classList.toggle("error", left > 0);
}

const headers = (name) => ({
  "Content-Type": "application/x-www-form-urlencoded",
  "HX-Request": "true",
  "HX-Trigger-Name": name,
  ...JSON.parse(document.body.getAttribute("hx-headers")),
});

const post = (address, body, name) =>
  fetch(address, { method: "POST", body, headers: headers(name), redirect: "manual", credentials: "same-origin", keepalive: true });

/** Another window signed in anew, so the page's own token went stale: takes that of a fresh page. */
async function renewToken() {
  const page = await fetch(visit.visit, { redirect: "manual", credentials: "same-origin" });
  if (!page.ok) return false;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").body.getAttribute("hx-headers");
  if (!fresh || fresh === document.body.getAttribute("hx-headers")) return false;
  document.body.setAttribute("hx-headers", fresh);
  return true;
}

/** A box as the server takes it: with the version that was shown. */
function versioned(form) {
  const sent = body(form);
  sent.set("version", form.dataset.version);
  return sent;
}

async function send(form, address = visit.save, name = of(form).last) {
  const own = of(form);
  if (own.conflict || own.refused) return;
  if (own.sending) {
    own.again = true;
    return;
  }
  clearTimeout(own.timer);
  Object.assign(own, { sending: true, again: false });
  tellAll();
  const sent = content(form);
  let answer;
  try {
    answer = await post(address, versioned(form), name);
    if (answer.status === 403 && (await renewToken())) answer = await post(address, versioned(form), name);
    await take(form, answer, sent, address);
  } catch {
    later(form, "Not saved yet: the server does not answer.");
  }
}

async function take(form, answer, sent, address) {
  const own = of(form);
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    later(form, "Not saved yet: you are signed out. Sign in in another window; this one goes on by itself.");
  } else if (answer.status >= 500 || answer.status === 429) {
    later(form, "Not saved yet: the server cannot save at the moment.");
  } else if ([200, 409, 422].includes(answer.status)) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    settle(form, page, answer.status, sent, address);
  } else {
    Object.assign(own, { sending: false, failed: true, refused: true });
    tell(form, "Not saved: this page does not fit the visit any more. Note what stands here and load the page again.");
  }
}

function settle(form, page, status, sent, address) {
  const own = of(form);
  own.sending = false;
  const fresh = page.querySelector(".entry");
  if (!fresh) {
    form.querySelector(".foot").replaceChildren(...page.body.childNodes);
    Object.assign(own, { failed: true, refused: true });
    tellAll();
    return;
  }
  own.tries = 0;
  if (status === 409) own.conflict = true;
  own.failed = status !== 200;
  const changedMeanwhile = content(form) !== sent;
  if (status === 200) {
    form.dataset.version = fresh.dataset.version;
    if (!changedMeanwhile || address !== visit.save) take_over(form, fresh);
    own.saved = changedMeanwhile ? sent : content(form);
  }
  if (status !== 200 || !changedMeanwhile) foot(form, fresh);
  tell(form, "");
  form.classList.toggle("unsaved", own.failed);
  if (status === 200) window.htmx.trigger(document.body, "findings-changed");
  // What is still being typed waits until it is typed: half a number would be refused.
  if (own.again) send(form);
}

/** Puts what was saved into the box, in place, so that neither the focus nor the page moves. */
function take_over(form, fresh) {
  form.className = `${fresh.className}${form.classList.contains("opened") ? " opened" : ""}`;
  for (const there of fresh.querySelectorAll("input, select")) {
    const here = form.querySelector(`#${CSS.escape(there.id)}`);
    if (!here) continue;
    if (here.type === "radio" || here.type === "checkbox") here.checked = there.checked;
    else if (here.value !== there.value) here.value = there.value;
  }
  recount(form);
}

function foot(form, fresh) {
  const isInside = form.querySelector(".foot").contains(document.activeElement);
  form.querySelector(".foot").replaceWith(fresh.querySelector(".foot"));
  for (const here of form.querySelectorAll("[name^=value-]")) {
    const there = here.id && fresh.querySelector(`#${CSS.escape(here.id)}`);
    const wrong = there?.getAttribute("aria-invalid") === "true";
    here.closest(".value").classList.toggle("wrong", wrong);
    for (const mark of ["aria-invalid", "aria-describedby"]) {
      if (wrong) here.setAttribute(mark, there.getAttribute(mark));
      else here.removeAttribute(mark);
    }
  }
  if (isInside) window.boxes.checked(form).focus({ preventScroll: true });
}

/** Tries again after a while that grows with every failure. */
function later(form, why) {
  const own = of(form);
  const wait = Math.min(LONGEST_WAIT, 2 ** own.tries);
  Object.assign(own, { sending: false, failed: true, tries: own.tries + 1 });
  tell(form, `${why} Trying again.`);
  clearTimeout(own.timer);
  own.timer = setTimeout(() => send(form), wait * 1000);
}

const sheet = document.getElementById("sheet");
sheet.addEventListener("change", (event) => {
  const form = boxOf(event.target);
  if (!form) return;
  of(form).last = event.target.type === "radio" ? "state" : event.target.name;
  send(form);
});

sheet.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  const form = boxOf(button);
  if (!form) return;
  of(form).conflict = false;
  if (button.dataset.act === "undo") send(form, visit.undo, "undo");
  if (button.dataset.act === "theirs") send(form, visit.present, "theirs");
  if (button.dataset.act === "mine") {
    form.dataset.version = button.dataset.version;
    send(form);
  }
});

window.addEventListener("online", () => all().filter((form) => of(form).failed && !of(form).conflict).forEach((form) => send(form)));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") all().filter((form) => differs(form) && !of(form).sending && !of(form).failed).forEach((form) => send(form));
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});
tellAll();
