"""Pictures of two versions of a help center side by side, for readers who choose between them without knowing which is which.

    python -m benchmarks.page_pairs BEFORE/site AFTER/site pairs --chromium /usr/bin/chromium

Receives the folders of two published sites that were built from the same content, by two checkouts. Writes for each kind of page
and each language one picture for a phone and one for a desk, both versions as A and B by lot, and `key.json` beside the folder,
which says what stood where: keep it from those who choose. `--score` reads choices (`{"en-home": "A", …}`) and counts them.
"""

from __future__ import annotations

import argparse
import io
import json
import random
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from benchmarks.chromium import served

# Pages of the manual, by kind; those at `{query}` search for a word that it has.
PAGES = {
    "home": "",
    "section": "publish/",
    "faq": "questions/languages/",
    "guide": "searching/tune/",
    "troubleshooting": "fix/picture-missing/",
    "case-study": "cases/this-manual/",
    "white-paper": "papers/what-spelling-costs-a-search/",
    "contact": "contact/",
    "search": "search/?q={query}",
    "not-found": "404.html",
}
WORDS = {"en": "picture", "ar": "صورة", "fa": "تصویر"}
SIZES = {"phone": (360, 740), "desktop": (1280, 860)}
GAP, HEAD = 30, 24
SETTLED = 1200  # milliseconds until search has answered and fonts are there


def main() -> None:
    """Make the pictures, or count choices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--chromium", help="the program, where Playwright has none of its own")
    parser.add_argument("--seed", type=int, help="for the lot; by default another one each time")
    parser.add_argument("--score", type=Path, help="choices of one reader; no picture is made then")
    arguments = parser.parse_args()
    key = arguments.out.with_name("key.json")
    if arguments.score:
        print(scored(json.loads(key.read_text("utf-8")), json.loads(arguments.score.read_text("utf-8"))))
        return
    arguments.out.mkdir(parents=True, exist_ok=True)
    lot = random.Random(arguments.seed)
    placed = {f"{locale}-{kind}": lot.sample(["before", "after"], 2) for locale in WORDS for kind in PAGES}
    with served(arguments.before) as before, served(arguments.after) as after, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium)
        for name, order in placed.items():
            locale, _, kind = name.partition("-")
            path = f"{locale}/{PAGES[kind].format(query=WORDS[locale])}"
            for size in SIZES:
                sites = {"before": before, "after": after}
                shown = {each: picture(browser, site + path, locale, size) for each, site in sites.items()}
                side_by_side(*(shown[each] for each in order)).save(arguments.out / f"{name}-{size}.png")
    key.write_text(json.dumps(placed), "utf-8")
    print(f"{len(placed) * len(SIZES)} pictures in {arguments.out}; {key} says which is which.")


def picture(browser: Browser, address: str, locale: str, size: str) -> Image.Image:
    """The first screen of the page at `address`."""
    width, height = SIZES[size]
    scale = 1.5 if size == "phone" else 1
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale, locale=locale)
    try:
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(SETTLED)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    finally:
        context.close()


def side_by_side(first: Image.Image, second: Image.Image) -> Image.Image:
    """Both as one picture, A to the left."""
    whole = Image.new("RGB", (first.width + GAP + second.width, max(first.height, second.height) + HEAD), "#888")
    draw = ImageDraw.Draw(whole)
    for letter, at, each in (("A", 0, first), ("B", first.width + GAP, second)):
        draw.text((at + 8, 6), letter, fill="white")
        whole.paste(each, (at, HEAD))
    return whole


def scored(placed: dict[str, list[str]], choices: dict[str, str]) -> dict[str, int]:
    """For how many kinds of page the second site was chosen, by language."""
    found = dict.fromkeys(WORDS, 0)
    for name, order in placed.items():
        found[name.partition("-")[0]] += choices.get(name) in ("A", "B") and order["AB".index(choices[name])] == "after"
    return found


if __name__ == "__main__":
    main()
