// The public side: every page works without this file, and a little better with it.
import { solve } from "./proof.js";

const A_YEAR = 365 * 24 * 60 * 60;
const PATIENCE = 30000;

function sayOffline() {
  const box = document.querySelector("[data-offline]");
  const show = () => (box.hidden = navigator.onLine);
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
  // the browser's own page about it would take the place of what was typed
  const stay = (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.scrollIntoView({ block: "center" });
  };
  document.addEventListener("submit", stay, true);
}

// In place, so that nothing typed and no code shown once is lost on the way.
function changeType() {
  const link = document.querySelector("[data-type-size]");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    const big = document.body.classList.toggle("wg-big");
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `wg_type=${big ? "big" : ""}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
    link.textContent = big ? "标准字" : "大字版";
  });
}

function tapTheMap() {
  const form = document.querySelector("[data-tap]");
  form?.addEventListener("wg-pick", () => form.submit());
}

function warnOfDanger(form) {
  const words = form.querySelector("[data-danger]");
  const hint = form.querySelector("[data-danger-hint]");
  if (!words || !hint) return;
  const signs = words.dataset.danger.split("|");
  const look = () => {
    hint.hidden = !signs.some((sign) => words.value.includes(sign));
    if (!hint.hidden) form.querySelector("[data-sure]").value = "1";
  };
  words.addEventListener("input", look);
  look();
}

// Who goes back after sending may get the form anew, with the old words put back by the browser.
// It is still the form that was sent: its key goes with the step in the history.
function keepKey(form) {
  const { key, work } = form.elements;
  const held = history.state?.form;
  if (held && performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
    key.value = held.key;
    work.value = held.work;
  } else {
    history.replaceState({ ...history.state, form: { key: key.value, work: work.value } }, "");
  }
}

// Found while somebody writes; who is quicker than that waits a moment.
function proveByWork(form) {
  const nonces = form.querySelector("[data-nonces]");
  const words = form.querySelector("[data-work-words]");
  const found = solve(form.elements.work.value).then((value) => (nonces.value = value));
  const enough = Promise.race([found, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  let waiting = false;
  let ready = false;
  enough.then(() => (ready = true));
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || ready) return;
      event.preventDefault();
      event.stopPropagation();
      if (waiting) return;
      waiting = true;
      words.textContent = "正在核验，马上就好…";
      const { submitter } = event;
      enough.then(() => {
        words.textContent = "";
        (submitter ?? form.querySelector("[type=submit]")).click();
      });
    },
    true,
  );
}

sayOffline();
changeType();
tapTheMap();
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
for (const form of document.querySelectorAll("form[data-work]")) {
  keepKey(form);
  warnOfDanger(form);
  proveByWork(form);
}
