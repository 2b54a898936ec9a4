import { Feature, Map as OlMap, View } from "ol";
import { defaults as controls } from "ol/control/defaults";
import { createEmpty, extend, isEmpty } from "ol/extent";
import GeoJSON from "ol/format/GeoJSON";
import { Point } from "ol/geom";
import TileLayer from "ol/layer/Tile";
import VectorLayer from "ol/layer/Vector";
import { fromLonLat, toLonLat } from "ol/proj";
import VectorSource from "ol/source/Vector";
import XYZ from "ol/source/XYZ";
import { Circle, Fill, Stroke, Style, Text } from "ol/style";

const INK = "#17406d";
const FONT = '13px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

// roles of a feature: "place" (the frame), "grid" or "area" (named), "own" (stands out), "point"
function outline(feature) {
  const own = feature.get("role") === "own";
  const frame = feature.get("role") === "place";
  return new Style({
    stroke: new Stroke({
      color: own ? "#b45309" : INK,
      width: own || frame ? 2.5 : 1,
      lineDash: frame ? [8, 5] : undefined,
    }),
    fill: new Fill({ color: own ? "rgba(245,158,11,.16)" : "rgba(23,64,109,.05)" }),
    text: new Text({
      text: frame ? "" : (feature.get("name") ?? ""),
      font: FONT,
      fill: new Fill({ color: "#1f2937" }),
      stroke: new Stroke({ color: "#fff", width: 3 }),
    }),
    image: dot("#0f6cbd", 6),
  });
}

const dot = (color, radius) =>
  new Circle({
    radius,
    fill: new Fill({ color }),
    stroke: new Stroke({ color: "#fff", width: 2.5 }),
  });

function base(address) {
  if (!address) return [];
  return [new TileLayer({ source: new XYZ({ url: address, maxZoom: 18 }) })];
}

export function drawMap(target, { tiles } = {}) {
  const shapes = new VectorSource();
  const mark = new VectorSource();
  const view = new View({ center: fromLonLat([111.61, 26.42]), zoom: 9, maxZoom: 18 });
  const map = new OlMap({
    target,
    view,
    controls: controls({
      attribution: false,
      rotate: false,
      zoomOptions: { zoomInTipLabel: "放大", zoomOutTipLabel: "缩小" },
    }),
    layers: [
      ...base(tiles),
      new VectorLayer({ source: shapes, style: outline, declutter: true }),
      new VectorLayer({ source: mark, style: new Style({ image: dot("#b42318", 9) }) }),
    ],
  });
  return {
    outlines(collection) {
      const format = new GeoJSON({ featureProjection: "EPSG:3857" });
      shapes.addFeatures(format.readFeatures(collection));
    },
    mark(point) {
      mark.clear();
      mark.addFeature(new Feature(new Point(fromLonLat(point))));
    },
    fit() {
      const all = createEmpty();
      extend(all, shapes.getExtent());
      extend(all, mark.getExtent());
      if (!isEmpty(all)) view.fit(all, { padding: [24, 24, 24, 24], maxZoom: 16 });
    },
    go: (point) => view.animate({ center: fromLonLat(point), zoom: 16, duration: 0 }),
    centre: () => toLonLat(view.getCenter()),
    onTap: (told) => map.on("singleclick", (event) => told(toLonLat(event.coordinate))),
    dispose: () => map.setTarget(undefined),
  };
}
