"""What must hold on every page, whatever it shows."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from config.launch.folders import REPO

AXE = REPO / "frontend/node_modules/axe-core/axe.min.js"
RULES = [
    "aria-allowed-attr",
    "aria-required-children",
    "aria-valid-attr-value",
    "button-name",
    "color-contrast",
    "document-title",
    "duplicate-id-aria",
    "html-has-lang",
    "label",
    "link-name",
    "list",
    "select-name",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = os.environ.get("WANGGE_PICTURES")

HOLDS = """() => {
  const shown = (it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter(
      (it) => shown(it) && it.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`wider than the window by ${root.scrollWidth - root.clientWidth}: `
      + wide.slice(0, 4).map((it) => it.tagName + "." + it.className).join(", "));
  }
  if (root.lang !== "zh-CN") faults.push(`lang is ${root.lang}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  const named = (it) => it.labels?.length || it.ariaLabel || it.getAttribute("aria-labelledby");
  for (const it of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (shown(it) && !named(it)) faults.push(`${it.name} has no label`);
  }
  return faults;
}"""

SMALL = """() => [...document.querySelectorAll(
    "main button, main a.btn, main summary, main label.form-check, header a, header summary")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }))
  .filter((it) => !it.closest(".ol-control, .wg-trail"))
  .map((it) => [it.innerText.trim(), it.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${Math.round(box.width)}×${Math.round(box.height)}`)"""


def faults_of(page: Page) -> list[str]:
    """No sideways scrolling, one heading, one language, every field labelled."""
    return [f"{urlsplit(page.url).path}: {fault}" for fault in page.evaluate(HOLDS)]


def too_small(page: Page) -> list[str]:
    """What is to be tapped and measures less than 44 px."""
    return [f"{urlsplit(page.url).path}: {each}" for each in page.evaluate(SMALL)]


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical by its rules of WCAG 2.2 A and AA, among them contrast,
    names, and targets of at least 24 px."""
    return [
        fault for impact, fault in _judged(page, STANDARDS) if impact in {"serious", "critical"}
    ]


def violations(page: Page) -> list[str]:
    """What axe finds against the rules that a program can judge."""
    return [fault for _, fault in _judged(page, RULES)]


def _judged(page: Page, rules: list[str]) -> list[tuple[str, str]]:
    """How bad it is, and what."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(
        "(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'] })", rules
    )
    path = urlsplit(page.url).path
    return [
        (one["impact"], f"{path}: {one['id']}: {node['html'][:120]} {node['failureSummary']}")
        for one in found["violations"]
        for node in one["nodes"]
    ]


def kind_of(url: str) -> str:
    """An address without what differs from place to place and thing to thing."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "*", urlsplit(url).path)


def picture(page: Page, name: str) -> None:
    """Kept for looking at, when WANGGE_PICTURES names a folder."""
    if PICTURES:
        flat = re.sub(r"[^a-z_*]+", "-", kind_of(page.url)).strip("-").replace("*", "x") or "home"
        page.screenshot(path=Path(PICTURES) / f"{name}-{flat}.png", full_page=True)


def holds(page: Page, name: str) -> None:
    """Nothing of all this is wrong with the page."""
    picture(page, name)
    found = [*faults_of(page), *violations(page)]
    assert not found, "\n".join(found)
