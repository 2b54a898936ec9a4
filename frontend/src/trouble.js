// Nothing that goes wrong on the way to the server is silent.

const SENTENCES = {
  0: "网络不通，刚才的操作没有送到。请检查网络后再试一次。",
  403: "您没有做这件事的权限。如需办理，请联系安全管理员。",
  404: "要找的内容不存在，或已不在您的范围内。请刷新页面。",
  409: "情况已有变化，这一步暂时做不了。请刷新页面查看最新状态。",
  413: "内容太大，没有送到。请减少内容后再试。",
  429: "操作太频繁，请稍等一分钟再试。",
};

export function say(sentence) {
  const box = document.getElementById("wg-trouble");
  if (!box) return;
  box.querySelector("[data-sentence]").textContent = sentence;
  box.hidden = false;
}

function hush() {
  const box = document.getElementById("wg-trouble");
  if (box) box.hidden = true;
}

function markStale(bell, why) {
  bell.dataset.stale = "";
  bell.title = why;
}

function isPoll(event) {
  return event.detail.elt?.closest("[data-bell]");
}

// What asks by itself and only adds something is silent when it gets no answer.
function isQuiet(event) {
  return Boolean(event.detail.elt?.closest("[data-quiet]"));
}

function failed(event) {
  const bell = isPoll(event);
  if (bell) return markStale(bell, "未读数暂时取不到，可能已过时");
  if (isQuiet(event)) return;
  const status = event.detail.xhr?.status ?? 0;
  say(SENTENCES[status] ?? "服务器没有办成这件事，您填写的内容还在。请稍后再试。");
}

function signedOut(event) {
  const { xhr } = event.detail;
  if (!/<body[^>]*\bdata-bare\b/.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  const bell = isPoll(event);
  if (bell) markStale(bell, "登录已过期，请重新登录");
  say("登录已过期。请在新标签页重新登录，再回到本页继续。");
}

// A poll never moves the page under somebody's hands.
function keepPage(event) {
  const bell = isPoll(event);
  if (!event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  if (isQuiet(event)) return event.preventDefault();
  if (!bell) return;
  event.preventDefault();
  markStale(bell, "登录已过期，请重新登录");
  say("登录已过期。请在新标签页重新登录，再回到本页继续。");
}

function answered(event) {
  const bell = isPoll(event);
  if (!event.detail.successful || !bell) return;
  if (event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  delete bell.dataset.stale;
  bell.removeAttribute("title");
}

export function tellTrouble() {
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, failed);
  }
  document.addEventListener("htmx:beforeOnLoad", keepPage);
  document.addEventListener("htmx:beforeSwap", signedOut);
  document.addEventListener("htmx:afterRequest", answered);
  if (!document.querySelector("[data-offline]")) {
    // the public side says it in its own words
    window.addEventListener("offline", () => say("网络已断开。已填写的内容还在，请等网络恢复后再提交。"));
  }
  window.addEventListener("online", hush);
  document.querySelector("#wg-trouble [data-hush]")?.addEventListener("click", hush);
}
