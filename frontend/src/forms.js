// One press, one submit; nothing half-typed is lost without a question.

let dirty = false;

const isPost = (form) => form.method === "post" && !form.hasAttribute("data-direct");

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("button[data-held]")) {
    button.disabled = false;
    delete button.dataset.held;
  }
}

// photos over a weak line take their time
function patience(form) {
  if (form.querySelector("input[type=file]")) return 180000;
  return "download" in form.dataset ? 2000 : 15000;
}

function hold(form) {
  form.dataset.sent = "";
  form.setAttribute("aria-busy", "true");
  // after the event, so that the pressed button's own value is still sent
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]):not(:disabled)")) {
      button.disabled = true;
      button.dataset.held = "";
    }
  });
  setTimeout(() => release(form), patience(form));
}

function submitted(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if ("sent" in form.dataset) return event.preventDefault();
  dirty = false;
  hold(form);
}

export function guardForms() {
  dirty = Boolean(document.querySelector("form[data-dirty]"));
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && isPost(form)) dirty = true;
  });
  document.addEventListener("submit", submitted);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-abandon]")) dirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
  document.querySelector("[data-error-summary]")?.focus();
}
