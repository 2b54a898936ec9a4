// <wg-photos data-most data-largest>: chosen photos are made small enough for a weak line, shown,
// and listed with their hashes, so that the server can tell whether all of them arrived.
// Without this script the input works as it is.

const KEPT_SIDE = 2560;
const QUALITY = 0.85;
const KINDS = /^image\/(jpeg|png|webp)$/;

function amount(bytes) {
  const kilobytes = Math.ceil(bytes / 1024);
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

async function decoded(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(image.src);
  }
  return image;
}

function drawn(image) {
  const scale = Math.min(1, KEPT_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

// The file itself when it is small enough, or when this browser cannot make it smaller;
// null when it is no photo.
async function prepared(file) {
  if (!file.type.startsWith("image/") || file.type.includes("svg")) return null;
  const known = KINDS.test(file.type);
  try {
    const image = await decoded(file);
    if (known && Math.max(image.naturalWidth, image.naturalHeight) <= KEPT_SIDE) return file;
    const small = await drawn(image);
    if (small && (!known || small.size < file.size)) {
      const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
      return new File([small], name, { type: "image/jpeg", lastModified: file.lastModified });
    }
  } catch {
    // an old browser, or too little memory: the server does it
  }
  return known ? file : null;
}

async function hashed(file) {
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return ""; // a page without https has no crypto.subtle: sizes must do
  }
}

function refusal(file) {
  if (/\.(heic|heif)$/i.test(file.name)) return `“${file.name}”是 HEIC 格式，没有选入，请截图后再选。`;
  return `“${file.name}”不是照片，没有选入。文档请拍成照片后再选。`;
}

class WgPhotos extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector("[data-chosen]");
    this.manifest = this.querySelector("[data-manifest]");
    this.words = this.querySelector("[data-photo-words]");
    this.photos = [];
    this.work = null;
    this.input.addEventListener("change", () => this.take());
    this.input.form?.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("pageshow", (event) => event.persisted && this.say(""));
    if (this.input.files.length) this.take();
  }

  say(sentence, { problem = false } = {}) {
    this.words.textContent = sentence;
    this.words.classList.toggle("wg-photos-problem", problem);
  }

  take() {
    const files = [...this.input.files];
    const run = (this.work ?? Promise.resolve()).then(() => this.add(files));
    this.work = run;
    this.say("正在准备照片…");
    return run.finally(() => {
      if (this.work === run) this.work = null;
    });
  }

  async add(files) {
    const problems = [];
    if (!this.canPutBack()) this.clear();
    for (const file of files) {
      const problem = await this.addOne(file);
      if (problem) problems.push(problem);
    }
    this.update();
    this.say(problems.join(" "), { problem: true });
  }

  async addOne(original) {
    const file = await prepared(original);
    if (!file) return refusal(original);
    if (file.size > Number(this.dataset.largest)) return `“${original.name}”超过 10 MB，没有选入。`;
    if (this.photos.length >= Number(this.dataset.most)) {
      return `最多 ${this.dataset.most} 张，“${original.name}”没有选入。`;
    }
    const sha256 = await hashed(file);
    if (sha256 && this.photos.some((photo) => photo.sha256 === sha256)) return "";
    this.photos.push({ file, sha256, url: URL.createObjectURL(file) });
    return "";
  }

  clear() {
    for (const { url } of this.photos) URL.revokeObjectURL(url);
    this.photos = [];
  }

  remove(photo) {
    URL.revokeObjectURL(photo.url);
    this.photos = this.photos.filter((other) => other !== photo);
    this.update();
    this.say(`已去掉“${photo.file.name}”。`);
    this.input.focus();
  }

  canPutBack() {
    try {
      return Boolean(new DataTransfer().items);
    } catch {
      return false;
    }
  }

  // What is sent is what is shown.
  update() {
    if (this.canPutBack()) {
      const chosen = new DataTransfer();
      for (const { file } of this.photos) chosen.items.add(file);
      this.input.files = chosen.files;
    }
    const sent = [...this.input.files];
    this.manifest.value = sent.length
      ? JSON.stringify(sent.map((file, at) => ({ name: file.name, size: file.size, sha256: this.hashOf(file, at) })))
      : "";
    this.list.replaceChildren(...this.photos.map((photo) => this.item(photo)));
    this.list.hidden = !this.photos.length;
  }

  hashOf(file, at) {
    if (this.canPutBack()) return this.photos[at].sha256;
    return this.photos.find((photo) => photo.file === file)?.sha256 ?? "";
  }

  item(photo) {
    const { name, size } = photo.file;
    const image = element("img", { src: photo.url, alt: "", width: 96, height: 72 });
    const words = element("span", {}, `${name}，${amount(size)}`);
    if (!this.canPutBack()) return element("li", {}, image, words);
    const button = element("button", { type: "button", className: "btn btn-sm" }, "去掉");
    button.setAttribute("aria-label", `去掉照片 ${name}`);
    button.addEventListener("click", () => this.remove(photo));
    return element("li", {}, image, words, button);
  }

  submitted(event) {
    if (this.work) {
      event.preventDefault();
      const { submitter } = event;
      const form = this.input.form;
      this.work.finally(() => (submitter ? submitter.click() : form.requestSubmit?.()));
      return;
    }
    const bytes = this.photos.reduce((sum, { file }) => sum + file.size, 0);
    if (bytes && !event.defaultPrevented) {
      this.say(`正在发送 ${this.photos.length} 张照片（${amount(bytes)}），请不要关闭页面。`);
    }
  }
}

if (!customElements.get("wg-photos")) customElements.define("wg-photos", WgPhotos);
