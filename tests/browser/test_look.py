"""How things look where words alone do not tell: boxes that break, cells that are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect


def test_an_empty_cell_of_the_facts_is_no_grey_field(reader: Page, lantern_address: str) -> None:
    reader.set_viewport_size({"width": 480, "height": 900})
    reader.goto(f"{lantern_address}en/stories/school/")
    box = reader.locator(".kb-facts")
    rows = box.locator("div").evaluate_all("(cells) => new Set(cells.map((cell) => cell.offsetTop)).size")
    assert rows == 2, "three facts stand in two columns, so that a cell is missing"
    field, line = box.evaluate("(box) => [getComputedStyle(box).backgroundColor, getComputedStyle(box).borderTopColor]")
    assert field != line


def test_code_that_breaks_keeps_its_border_on_every_line(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}en/stories/school/")
    long = "<p style='inline-size: 8rem'><code>kbgen messages extract update compile</code></p>"
    reader.locator(".kb-prose").evaluate("(prose, html) => prose.insertAdjacentHTML('afterbegin', html)", long)
    code = reader.locator(".kb-prose code").first
    assert code.evaluate("(code) => code.getClientRects().length") > 1
    assert code.evaluate("(code) => getComputedStyle(code).webkitBoxDecorationBreak") == "clone"


def cut_off(box: Locator) -> bool:
    return bool(box.evaluate("(box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1"))


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_the_name_of_the_site_is_read_whole_on_a_phone(reader: Page, lantern_address: str, locale: str) -> None:
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto(f"{lantern_address}{locale}/start/")
    name = reader.locator(".kb-logo span")
    name.evaluate("(name) => name.append(' and its sisters')")
    assert not cut_off(name)


def test_a_card_is_pressed_anywhere_whatever_its_heading(reader: Page, lantern_address: str) -> None:
    for path in ("fa/", "fa/404.html"):
        reader.goto(f"{lantern_address}{path}")
        card = reader.locator(".kb-card").first
        address = card.locator("a").evaluate("(link) => link.href")
        card.click(position={"x": 8, "y": 8})
        assert reader.url == address


def test_contents_beside_the_text_are_open_however_the_window_came_to_be_wide(reader: Page, lantern_address: str) -> None:
    contents = reader.locator(".kb-toc details")
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto(f"{lantern_address}fa/start/set-up/")
    expect(contents).not_to_have_attribute("open", "")
    reader.set_viewport_size({"width": 1400, "height": 800})
    expect(contents).to_have_attribute("open", "")


@pytest.mark.parametrize(("locale", "edge"), [("en", "right"), ("fa", "left")])
def test_what_a_term_means_stays_in_the_window(reader: Page, lantern_address: str, locale: str, edge: str) -> None:
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto(f"{lantern_address}{locale}/start/set-up/")
    term = reader.locator("abbr[title]").first
    term.evaluate("(term, edge) => (term.style = `position: absolute; ${edge}: 0`)", edge)
    term.focus()
    box = reader.locator(".kb-meaning").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert reader.evaluate("document.documentElement.scrollWidth") == 360


def test_tabs_take_a_second_line_where_one_is_too_short(reader: Page, lantern_address: str) -> None:
    reader.set_viewport_size({"width": 360, "height": 800})
    reader.goto(f"{lantern_address}fa/start/set-up/")
    labels = reader.locator(".tabbed-labels").first
    labels.evaluate("(labels) => labels.append(...[1, 2, 3, 4, 5, 6, 7, 8].map(() => labels.firstElementChild.cloneNode(true)))")
    assert not cut_off(labels)
    assert reader.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("kind", "colour"), [("warning", "--kb-warn"), ("danger", "--kb-bad"), ("tip", "--kb-good")])
def test_a_fold_has_the_colour_of_its_kind(reader: Page, lantern_address: str, kind: str, colour: str) -> None:
    reader.goto(f"{lantern_address}en/start/set-up/")
    tone = "(fold, kind) => { fold.className = kind; return getComputedStyle(fold).getPropertyValue('--tone'); }"
    said = reader.locator(".kb-prose details").first.evaluate(tone, kind)
    assert said == reader.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('{colour}')")


def test_a_hosted_video_is_readable_under_the_mouse(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}en/start/set-up/")
    video = reader.locator(".kb-video--hosted")
    video.hover()
    assert video.evaluate("(video) => getComputedStyle(video).color") == "rgb(255, 255, 255)"


def test_a_footnote_after_a_number_does_not_turn_the_line_around(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}ar/start/set-up/")
    note = reader.locator(".kb-prose p:has(.footnote-ref)").first
    places = note.evaluate("""(line) => {
      line.prepend("٥٠.", line.querySelector("sup"), " ثم ");
      const range = document.createRange();
      range.setStart(line.firstChild, 0);
      range.setEnd(line.firstChild, 2);
      return [range.getBoundingClientRect().left, line.querySelector("sup").getBoundingClientRect().right];
    }""")
    assert places[0] >= places[1], "the mark stands after the number, which is to its left"


@pytest.mark.parametrize("locale", ["en", "fa"])
def test_paper_shows_steps_folds_and_whole_lines_of_code(reader: Page, lantern_address: str, locale: str) -> None:
    reader.set_viewport_size({"width": 640, "height": 900})
    reader.goto(f"{lantern_address}{locale}/start/set-up/")
    reader.emulate_media(media="print")
    reader.locator("pre").first.evaluate("(block) => (block.firstElementChild.nextSibling ?? block).after('x '.repeat(200))")
    assert not cut_off(reader.locator("pre").first)
    assert reader.locator(".kb-prose details:not([open]) p").first.is_visible()
    # Browsers print no backgrounds: a number in the colour of paper would be lost.
    step = reader.locator(".kb-steps > li").first.evaluate("(step) => getComputedStyle(step, '::before').color")
    assert step == "rgb(0, 0, 0)"
    expect(reader.locator("video")).to_have_count(1)
    expect(reader.locator("video")).to_be_hidden()


def test_the_page_for_an_address_that_is_nowhere_speaks_every_language(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}404.html")
    links = {part.get_attribute("lang"): part.locator("a").inner_text() for part in reader.locator("section[lang]").all()}
    assert sorted(links) == ["ar", "en", "fa"]
    assert len(set(links.values())) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_five_alerts_of_github_are_told_apart(reader: Page, lantern_address: str, scheme: str, medium: str) -> None:
    reader.emulate_media(color_scheme=scheme, media=medium)  # type: ignore[arg-type]  # the two of each are literals
    reader.goto(f"{lantern_address}en/stories/school/")
    kinds = ("note", "tip", "important", "warning", "caution")
    html = "".join(f'<div class="admonition {kind}"><p class="admonition-title">{kind}</p></div>' for kind in kinds)
    reader.locator(".kb-prose").evaluate("(prose, html) => prose.insertAdjacentHTML('afterbegin', html)", html)
    colours = reader.locator(".admonition-title").evaluate_all("(titles) => titles.map((one) => getComputedStyle(one).color)")
    assert len(set(colours[: len(kinds)])) == len(kinds)


def test_the_search_box_says_by_which_keys_it_is_reached(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}fa/start/set-up/")
    box, keys = reader.get_by_role("searchbox"), reader.locator(".kb-search__keys")
    expect(keys).to_have_text("Ctrl K")
    expect(box).to_have_attribute("aria-keyshortcuts", "Control+K")
    # Beside the button, at the end of the line: in Persian that is on the left.
    place, whole = keys.bounding_box(), reader.locator(".kb-search").bounding_box()
    assert place is not None
    assert whole is not None
    assert place["x"] - whole["x"] < whole["width"] / 4
    reader.keyboard.press("Control+k")
    expect(keys).to_be_hidden()
    reader.keyboard.type("x")
    reader.evaluate("document.activeElement.blur()")
    expect(keys).to_be_hidden()


def test_an_address_that_was_cut_within_a_letter_breaks_nothing(reader: Page, lantern_address: str) -> None:
    faults: list[str] = []
    reader.on("pageerror", lambda error: faults.append(str(error)))
    reader.goto(f"{lantern_address}en/billing/invoices/#100%")
    question = reader.locator("details.kb-question").first
    question.locator("summary").click()
    expect(question).to_have_attribute("open", "")
    reader.wait_for_function("location.hash.length > 5")
    assert faults == []


def test_what_was_chosen_is_seen_where_the_system_chooses_the_colours(
    context: Callable[..., BrowserContext], lantern_address: str
) -> None:
    page = context(forced_colors="active").new_page()
    page.goto(f"{lantern_address}en/start/set-up/")
    lines = page.locator(".tabbed-labels > label").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).borderBlockEndColor)"
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert [line == canvas for line in lines] == [False, True]
    page.locator("#feedback").scroll_into_view_if_needed()
    page.locator("#feedback[data-ready]").wait_for()
    page.locator('#feedback button[value="no"]').click()
    page.locator('#feedback input[name="reason"]').first.check()
    for all_of_them in ("#feedback button[name=helpful]", "#feedback fieldset label:has(input[name=reason])"):
        grounds = page.locator(all_of_them).evaluate_all("all => all.map((each) => getComputedStyle(each).backgroundColor)")
        assert len(set(grounds)) == 2, all_of_them


def test_paper_has_lists_and_no_fields(reader: Page, lantern_address: str) -> None:
    reader.emulate_media(media="print")
    reader.goto(f"{lantern_address}en/tags/")
    expect(reader.locator(".kb-tags--all")).to_contain_text("installation")
    expect(reader.locator(".kb-tags--all")).to_be_visible()
    reader.goto(f"{lantern_address}fa/contact/")
    expect(reader.locator("textarea")).to_be_hidden()
    expect(reader.locator(".kb-contact__channels")).to_be_visible()
    reader.goto(f"{lantern_address}en/search/?q=invoices")
    expect(reader.locator(".kb-results__list")).to_contain_text("Invoices")
    expect(reader.locator(".kb-filters")).to_be_hidden()
