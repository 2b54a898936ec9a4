// A search box that fills a list of choices: arrows walk it, Enter picks the first and goes on.
// Whoever is faster than the server is waited for: the pick comes with the answer.

const boxOf = (list) => document.querySelector(`[data-picker="${list.id}"]`);
const choicesOf = (list) =>
  [...list.querySelectorAll("input[type=radio]")].filter((it) => it.checkVisibility());

function onward(list) {
  const after = [...(list.closest("form")?.elements ?? [])].find(
    (it) =>
      !list.contains(it) &&
      list.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING &&
      it.tagName !== "FIELDSET" && it.type !== "hidden" && !it.disabled && it.checkVisibility(),
  );
  after?.focus();
}

function pick(list, choice) {
  if (!choice) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

function entered(box, list) {
  if (box.value === (box.dataset.found ?? "")) pick(list, choicesOf(list)[0]);
  else box.dataset.wanting = "";
  onward(list);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  const box = event.target.closest?.("[data-picker]");
  const list = box ? document.getElementById(box.dataset.picker) : event.target.closest?.(".wg-picks");
  if (!list || !boxOf(list)) return;
  if (event.key === "Enter") {
    event.preventDefault();
    return box ? entered(box, list) : onward(list);
  }
  if (box && event.key === "ArrowDown") {
    event.preventDefault();
    const choices = choicesOf(list);
    const first = choices.find((it) => it.checked) ?? choices[0];
    pick(list, first);
    first?.focus();
  }
}

function asked(event) {
  const { elt } = event.detail;
  if (elt.matches?.("[data-picker]")) elt.dataset.asked = elt.value;
}

function settled(event) {
  const list = event.detail.elt;
  const box = list.id && boxOf(list);
  if (!box) return;
  box.dataset.found = box.dataset.asked ?? "";
  if (!("wanting" in box.dataset) || box.dataset.found !== box.value) return;
  delete box.dataset.wanting;
  pick(list, choicesOf(list)[0]);
}

export function pickByTyping() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("htmx:configRequest", asked);
  document.addEventListener("htmx:afterSettle", settled);
}
