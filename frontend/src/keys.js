// The keyboard: j/k, Enter, x, /, ?, Esc, g + letter, the letter shown on a button; in a form
// Ctrl+Enter. While somebody types, letters are letters.

import { chooseRow, clearRows } from "./select.js";

const typing = (target) =>
  target.isContentEditable ||
  target.closest?.("input:not([data-select], [data-select-all]), select, textarea, wg-map");
const rows = () => [...document.querySelectorAll("[data-row]")];

let going = false;

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  const link = all[next].querySelector("a[href], button") ?? all[next];
  link.focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function help() {
  const dialog = document.getElementById("wg-help");
  if (!dialog?.showModal || dialog.open) return;
  const list = dialog.querySelector("[data-page-keys]");
  list.replaceChildren();
  for (const item of document.querySelectorAll("[data-key], [data-go]")) {
    const { key, go } = item.dataset;
    if (!key && !go) continue;
    const row = document.createElement("tr");
    row.innerHTML = "<td><kbd></kbd></td><td></td>";
    row.querySelector("kbd").textContent = key ?? `g ${go}`;
    row.lastElementChild.textContent = item.dataset.label ?? item.textContent.trim();
    list.append(row);
  }
  dialog.showModal();
}

const FIXED = {
  j: () => step(1),
  k: () => step(-1),
  "?": help,
  "/": () => document.querySelector("[data-search], input[type=search]")?.focus(),
  x: () => chooseRow(false),
  X: () => chooseRow(true),
  g: () => {
    going = true;
    setTimeout(() => (going = false), 1200);
  },
};

function press(selector) {
  const item = [...document.querySelectorAll(selector)].find((it) => it.offsetParent !== null);
  item?.click();
  return Boolean(item);
}

function submit(event) {
  const form = event.target.closest?.("form[method=post]");
  if (!form || form.hasAttribute("data-direct")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".wg-form-end button[type=submit]"));
}

function leave(event) {
  // or the browser empties the search box, and the list with it
  if (typing(event.target)) event.preventDefault();
  else if (clearRows()) return;
  document.activeElement?.blur?.();
}

function pressed(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return leave(event);
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const letter = CSS.escape(event.key);
  const done = going
    ? press(`[data-go="${letter}"]`)
    : FIXED[event.key]
      ? (FIXED[event.key](), true)
      : event.key.length === 1 && press(`[data-key="${letter}"]`);
  if (event.key !== "g") going = false;
  if (done) event.preventDefault();
}

export function listenToKeys() {
  document.addEventListener("keydown", pressed);
  document.querySelector("[data-help]")?.addEventListener("click", help);
}
