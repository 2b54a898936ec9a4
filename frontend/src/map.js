import "ol/ol.css";
import { drawMap } from "./map-draw.js";

const place = (lon, lat) => `${lon.toFixed(6)}, ${lat.toFixed(6)}`;

// <wg-map data-src data-lon data-lat data-pick data-lon-input data-lat-input data-tiles>
class WgMap extends HTMLElement {
  connectedCallback() {
    if (this.view) return;
    const canvas = this.querySelector("[data-canvas]");
    canvas.hidden = false;
    this.view = drawMap(canvas, this.dataset);
    this.load();
    if ("pick" in this.dataset) this.allowPicking();
    else this.show(this.point());
  }

  disconnectedCallback() {
    this.view?.dispose();
    this.view = null;
  }

  point() {
    const [lon, lat] = [parseFloat(this.dataset.lon), parseFloat(this.dataset.lat)];
    return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
  }

  async load() {
    if (!this.dataset.src) return this.view.fit();
    try {
      const answer = await fetch(this.dataset.src, { headers: { Accept: "application/geo+json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.view?.outlines(await answer.json());
    } catch {
      this.say("地图边界没有取到，可按文字地址办理；请刷新页面再试。");
    }
    this.view?.fit();
  }

  show(point) {
    if (point) this.view.mark(point);
  }

  say(sentence) {
    this.querySelector("[data-map-words]").textContent = sentence;
  }

  allowPicking() {
    const chosen = this.picked();
    this.show(chosen);
    if (chosen) this.say(`已选位置：${place(...chosen)}`);
    this.view.onTap((point) => this.pick(point));
    this.querySelector("[data-canvas]").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.pick(this.view.centre());
    });
    const locate = this.querySelector("[data-locate]");
    if (!locate || !navigator.geolocation) return;
    locate.hidden = false;
    locate.addEventListener("click", () => this.locate(locate));
  }

  inputs() {
    const find = (name) => document.querySelector(`[name="${CSS.escape(name)}"]`);
    return [find(this.dataset.lonInput ?? "lon"), find(this.dataset.latInput ?? "lat")];
  }

  picked() {
    const [lon, lat] = this.inputs().map((input) => parseFloat(input?.value));
    return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : this.point();
  }

  pick([lon, lat]) {
    const values = [lon.toFixed(6), lat.toFixed(6)];
    this.inputs().forEach((input, index) => {
      if (!input) return;
      input.value = values[index];
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    this.view.mark([lon, lat]);
    this.say(`已选位置：${place(lon, lat)}`);
    this.dispatchEvent(new CustomEvent("wg-pick", { bubbles: true, detail: { lon, lat } }));
  }

  locate(button) {
    button.disabled = true;
    this.say("正在定位…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        this.pick([coords.longitude, coords.latitude]);
        this.view.go([coords.longitude, coords.latitude]);
      },
      () => {
        button.disabled = false;
        this.say("没有取得位置。请在地图上点选，或只填写地址。");
      },
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 },
    );
  }
}

if (!customElements.get("wg-map")) customElements.define("wg-map", WgMap);
