import htmx from "htmx.org";

import "./tabler.scss";
import "./tokens.css";
import "./shell.css";
import "./parts.css";
import "./lists.css";
import "./photos.css";
import "./desk.css";
import "./portal.css";
import "./follow.css";
import "./print.css";

import { guardForms } from "./forms.js";
import { keepDrafts } from "./drafts.js";
import { listenToKeys } from "./keys.js";
import { pickByTyping } from "./picker.js";
import { selectRows } from "./select.js";
import { tellTrouble } from "./trouble.js";
import { closeMenus, foldFilters, openRows, printOnRequest } from "./shell.js";

function loadMaps() {
  if (document.querySelector("wg-map")) import("./map.js");
}

function loadPhotos() {
  if (document.querySelector("wg-photos")) import("./photos.js");
}

function loadPortal() {
  if ("portal" in document.body.dataset) import("./portal.js");
}

document.documentElement.classList.add("wg-js");
window.htmx = htmx;
tellTrouble();
guardForms();
keepDrafts();
listenToKeys();
pickByTyping();
selectRows();
closeMenus();
openRows();
foldFilters();
printOnRequest();
loadMaps();
loadPhotos();
loadPortal();
document.addEventListener("htmx:afterSettle", loadMaps);
document.addEventListener("htmx:afterSettle", loadPhotos);
