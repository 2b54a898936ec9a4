// Rows of a list are chosen for a bulk action: by box, by x, from here to there with Shift, or all.

const boxes = () => [...document.querySelectorAll("[data-select]")];
let last = null;

function count() {
  const chosen = boxes().filter((box) => box.checked).length;
  for (const bar of document.querySelectorAll("[data-bulk]")) {
    bar.querySelector("[data-chosen]").textContent = chosen ? `已选 ${chosen} 件` : "";
    for (const button of bar.querySelectorAll("button")) button.disabled = !chosen;
    const all = bar.querySelector("[data-select-all]");
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && chosen < boxes().length;
  }
  for (const box of boxes()) box.closest("tr")?.classList.toggle("wg-row-chosen", box.checked);
}

function reach(box) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const between of all.slice(from, to + 1)) between.checked = box.checked;
}

function clicked(event) {
  const box = event.target;
  if (!box.matches?.("[data-select]")) return;
  if (event.shiftKey) reach(box);
  last = box;
}

function changed(event) {
  if (event.target.matches?.("[data-select-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  if (event.target.matches?.("[data-select-all], [data-select]")) count();
}

// x on the row where the focus is; with Shift from the last one to this.
export function chooseRow(shift) {
  const box = document.activeElement?.closest("[data-row]")?.querySelector("[data-select]");
  if (!box) return false;
  box.checked = !box.checked;
  if (shift) reach(box);
  last = box;
  count();
  return true;
}

export function clearRows() {
  const chosen = boxes().filter((box) => box.checked);
  for (const box of chosen) box.checked = false;
  count();
  return chosen.length > 0;
}

export function selectRows() {
  document.addEventListener("click", clicked);
  document.addEventListener("change", changed);
  document.addEventListener("htmx:afterSettle", count);
  window.addEventListener("pageshow", count);
  count();
}
