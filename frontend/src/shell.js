// Menus are <details>, rows are links: both work without this file, and better with it.

export function closeMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.wg-menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => close(event.target.closest("details.wg-menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.wg-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

export function openRows() {
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.target.closest("a, button, input, label, select, summary")) return;
    if (String(getSelection())) return;
    const link = row.querySelector("a[href], button");
    if (!link) return;
    if (link.href && (event.ctrlKey || event.metaKey)) window.open(link.href, "_blank", "noopener");
    else link.click();
  });
}

export function printOnRequest() {
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
}

// On a phone a filter bar shows its first field; the rest opens on request.
export function foldFilters() {
  const form = document.querySelector(".wg-filters");
  const button = form?.querySelector("[data-unfold]");
  if (!button || form.querySelectorAll(".wg-filters > div").length < 3) return;
  const filled = [...new FormData(form)].some(([name, value]) => name !== "sort" && value);
  const fold = (yes) => {
    form.toggleAttribute("data-folded", yes);
    button.setAttribute("aria-expanded", String(!yes));
  };
  button.hidden = false;
  fold(!filled);
  button.addEventListener("click", () => fold(!form.hasAttribute("data-folded")));
}
