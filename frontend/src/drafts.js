// What was submitted but never arrived (no network, expired sign-in) can be put back.
// It lives in this tab only and is dropped as soon as another page of the shell opens.

const KEY = "wg-draft";
const KEPT = "textarea, select, input:not([type=hidden]):not([type=password]):not([type=file])";

const form = () => document.querySelector("form[data-keep]");

function fields() {
  return [...form().querySelectorAll(KEPT)].filter((field) => field.name);
}

function remember() {
  const values = fields().map((field) =>
    /checkbox|radio/.test(field.type) ? field.checked : field.value,
  );
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, values }));
  } catch {
    // storage full or forbidden: the browser's own back button still helps
  }
}

function putBack(values) {
  fields().forEach((field, index) => {
    if (values[index] === undefined) return;
    if (/checkbox|radio/.test(field.type)) field.checked = values[index];
    else field.value = values[index];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function offer(values) {
  const box = document.getElementById("wg-draft");
  if (!box) return;
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("restore" in button.dataset) putBack(values);
    box.hidden = true;
    sessionStorage.removeItem(KEY);
  });
}

export function keepDrafts() {
  if ("bare" in document.body.dataset) return;
  const held = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  const same = held?.path === location.pathname && form();
  if (held && !same) sessionStorage.removeItem(KEY);
  if (same && !("dirty" in form().dataset)) offer(held.values);
  form()?.addEventListener("submit", remember);
}
