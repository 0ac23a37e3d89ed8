"""The preview as a writer has it: save in an editor, look at the open tab. No mistake takes a restart."""

from __future__ import annotations

import ctypes
import shutil
import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import plain
from tests.browser.conftest import wait_until
from tests.preview.conftest import Serve

INVOICES = "content/en/billing/invoices.md"
# A limit that only ends a test that would hang: the machine may be busy with others.
expect.set_options(timeout=60_000)


def change(project: Path, name: str, old: str, new: str) -> None:
    """Save a file as an editor does: a new file in the place of the old one."""
    file = project / name
    text = file.read_text("utf-8")
    assert old in text
    draft = file.with_name(f".{file.name}.swp")
    draft.write_text(text.replace(old, new, 1), "utf-8")
    draft.replace(file)


def test_a_saved_text_appears_in_the_open_tab_which_keeps_its_place(serve, tab: Page):
    project, url = serve
    tab.set_viewport_size({"width": 400, "height": 300})
    tab.goto(f"{url}/en/billing/invoices/")
    tab.evaluate("scrollTo(0, 250)")
    change(project, INVOICES, "Everything here", "Everything new here")
    expect(tab.get_by_text("Everything new here")).to_be_attached()
    tab.wait_for_function("scrollY === 250")


def test_a_save_of_another_article_leaves_the_tab_alone(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/en/start/set-up/")
    tab.evaluate("window.untouched = true")
    with tab.expect_response(lambda response: "_live" in response.url and response.json()["number"] == 2):
        change(project, INVOICES, "Everything here", "Everything new here")
    assert tab.evaluate("window.untouched")
    tab.goto(f"{url}/en/billing/invoices/")
    expect(tab.get_by_text("Everything new here")).to_be_attached()


def test_a_changed_title_is_changed_wherever_it_is_shown(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/en/billing/")
    change(project, INVOICES, "title: Invoices", "title: All your invoices")
    expect(tab.get_by_role("link", name="All your invoices")).to_be_visible()


def test_a_new_draft_is_there_and_marked(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/en/billing/")
    text = (project / INVOICES).read_text("utf-8").replace("title: Invoices", "title: Refunds\nstatus: draft", 1)
    (project / "content/en/billing/refunds.md").write_text(text, "utf-8")
    tab.get_by_role("link", name="Refunds").click()
    expect(tab.locator(".kb-notice--draft")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (INVOICES, "title: Invoices", "titel: Invoices", "content/en/billing/invoices.md:2: error: `titel` is not a key."),
        (INVOICES, "title: Invoices", "title: [Invoices", "content/en/billing/invoices.md:"),
        ("mkdocs.yml", "source_locale: en", "source_locale: xx", "mkdocs.yml: error: source_locale is xx"),
        ("mkdocs.yml", "plugins:", "plugins: [", "mkdocs.yml:"),
    ],
)
def test_a_mistake_is_said_over_the_page_with_its_line_and_goes_when_it_is_mended(serve, tab: Page, name, old, new, said):
    project, url = serve
    tab.goto(f"{url}/en/billing/invoices/")
    change(project, name, old, new)
    expect(tab.locator("#kb-live")).to_contain_text(said)
    # The site is still there.
    expect(tab.get_by_role("heading", level=1)).to_have_text("Invoices")
    change(project, name, new, old)
    expect(tab.locator("#kb-live")).to_have_count(0)
    change(project, INVOICES, "Everything here", "Everything new here")
    expect(tab.get_by_text("Everything new here")).to_be_attached()


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said", "sign"),
    [
        (
            "templates/kinds/faq.html",
            '{% extends "article.html" %}\n{% block after %}{{ oops( }}{% endblock %}',
            '{% extends "article.html" %}\n{% block after %}<i class="mended"></i>{% endblock %}',
            "templates/kinds/faq.html:2: error:",
            ".mended",
        ),
        (
            "templates/kinds/faq.html",
            '{% extends "article.html" %}\n{% block after %}{{ nobody.knows }}{% endblock %}',
            '{% extends "article.html" %}\n{% block after %}<i class="mended"></i>{% endblock %}',
            "templates/kinds/faq.html:2: error: 'nobody' is undefined.",
            ".mended",
        ),
        (
            "templates/assets/stylesheets/own.css",
            "@import url(missing.css);",
            "body { color: red }",
            "missing.css is not among the theme's assets",
            "h1",
        ),
        (
            "locales/fa/LC_MESSAGES/kbgen.po",
            'msgid "Search"\nmsgstr "جستار\n',
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Search"\nmsgstr "جستار"\n',
            "locales/fa/LC_MESSAGES/kbgen.po",
            "h1",
        ),
    ],
    ids=["template-syntax", "template-name", "style", "catalogue"],
)
def test_a_mistake_in_templates_styles_and_catalogues_takes_no_restart(serve, tab: Page, name, wrong, right, said, sign):
    project, url = serve
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (project / "templates").mkdir(exist_ok=True)
    change(project, "mkdocs.yml", "theme:\n", "theme:\n  custom_dir: templates\n")
    tab.goto(f"{url}/fa/billing/invoices/")
    file.write_text(wrong, "utf-8")
    expect(tab.locator("#kb-live")).to_contain_text(said)
    file.write_text(right, "utf-8")
    expect(tab.locator("#kb-live")).to_have_count(0)
    expect(tab.locator(sign).first).to_be_attached()


def test_a_broken_anchor_is_said_and_the_page_shown_all_the_same(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/en/billing/invoices/")
    change(project, INVOICES, "Everything here", "[Everything](#nowhere) here")
    expect(tab.locator("#kb-live")).to_contain_text("has no heading with the address #nowhere")
    expect(tab.get_by_role("link", name="Everything")).to_be_attached()


def test_a_warning_of_the_page_in_view_is_said_until_it_is_mended_or_closed(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/en/billing/invoices/")
    expect(tab.locator("#kb-live")).to_have_count(0)
    change(project, INVOICES, "Everything here", "[Everything](nowhere.md) here")
    expect(tab.locator("#kb-live")).to_contain_text("content/en/billing/invoices.md:")
    expect(tab.locator("#kb-live")).to_contain_text("The link nowhere.md leads to no article or file.")
    # It is another page's.
    tab.goto(f"{url}/en/start/set-up/")
    expect(tab.locator("main")).to_be_attached()
    expect(tab.locator("#kb-live")).to_have_count(0)
    tab.goto(f"{url}/en/billing/invoices/")
    tab.locator("#kb-live").click()
    expect(tab.locator("#kb-live")).to_have_count(0)
    change(project, INVOICES, "[Everything](nowhere.md) here", "Everything is here")
    expect(tab.get_by_text("Everything is here")).to_be_attached()
    expect(tab.locator("#kb-live")).to_have_count(0)


def test_a_banner_is_shown_on_every_page_and_stays_closed(serve, tab: Page):
    project, url = serve
    (project / "content/fa/_banner.md").write_text("---\nlevel: problem\n---\nپرداخت [قطع](billing/invoices.md) است.\n", "utf-8")
    wait_until(tab, lambda: bool(plain.get(f"{url}/fa/banner.json").json().get("html")), True)
    tab.goto(f"{url}/fa/start/devices/phone/")
    banner = tab.locator(".kb-banner--problem")
    expect(banner).to_contain_text("پرداخت قطع است.")
    # News of the save may reload the page once more.
    expect(banner.locator("a")).to_have_js_property("href", f"{url}/fa/billing/invoices/")
    banner.get_by_role("button").click()
    expect(banner).to_have_count(0)
    tab.goto(f"{url}/fa/start/set-up/")
    tab.wait_for_function("sessionStorage.getItem('kb-banner-closed')")
    expect(banner).to_have_count(0)


def test_the_meaning_of_a_term_is_there_for_a_keyboard(serve, tab: Page):
    project, url = serve
    change(project, INVOICES, "Everything here", "A zorb is here. Everything here")
    file = project / "content/en/_glossary.yml"
    file.write_text(file.read_text("utf-8") + "\nzorb: A ball to roll in.\n", "utf-8")
    tab.goto(f"{url}/en/billing/invoices/")
    term, tooltip = tab.locator("abbr", has_text="zorb"), tab.get_by_role("tooltip")
    for _ in range(20):
        # The script may not be there yet, and the news of the second save may reload the page once more.
        term.blur()
        term.focus()
        if tooltip.count():
            break
        tab.wait_for_timeout(100)
    expect(tooltip).to_have_text("A ball to roll in.")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("tooltip")).to_have_count(0)


def test_a_busy_port_is_told_with_the_option_that_the_preview_has(small, kbgen):
    config = small({"en/index.md": "---\ntitle: Help\n---\n"})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        said = kbgen("serve", "-f", config, "--dev-addr", address, expect=1).said
    assert f"Cannot listen on {address}" in said
    assert "Name another with --dev-addr" in said
    assert "--host" not in said


def test_what_the_preview_says_by_itself_speaks_the_language_of_the_page(serve, tab: Page):
    project, url = serve
    tab.goto(f"{url}/fa/billing/invoices/")
    change(project, "content/fa/billing/invoices.md", "\ntitle:", "\ntitel:")
    box = tab.locator("#kb-live")
    expect(box).to_contain_text("اشتباه باید پیش از انتشار درست شود.")
    # Lines that name a file are the check's own, and written from left to right.
    line = box.get_by_text("content/fa/billing/invoices.md:2: error:")
    expect(line).to_have_css("direction", "ltr")
    expect(box.locator("div").first).to_have_css("direction", "rtl")
    tab.goto(f"{url}/en/start/set-up/")
    expect(tab.locator("#kb-live")).to_contain_text("to fix before this can be published.")
    change(project, "content/fa/billing/invoices.md", "\ntitel:", "\ntitle:")
    expect(tab.locator("#kb-live")).to_have_count(0)
    change(project, "content/fa/billing/invoices.md", "\n\n", "\n\n[این](nowhere.md)\n\n")
    tab.goto(f"{url}/fa/billing/invoices/")
    expect(tab.locator("#kb-live")).to_have_attribute("title", "برای بستن کلیک کنید")
    own = {"Origin": url, "X-Kbgen-Preview": "picture"}
    refused = plain.post(f"{url}/_picture?page=fa/start/set-up/&name=b.png", content=b"<svg/>", headers=own)
    assert refused.json()["reason"] == "این فایل تصویر PNG، JPEG، GIF یا WebP نیست."


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "tgkill"), reason="only Linux gives a signal to one thread of another process")
def test_a_signal_that_another_thread_is_given_ends_the_preview_too(previewed, tmp_path):
    running = Serve(shutil.copytree(previewed, tmp_path / "project"))
    pid = running.process.pid
    other = next(each for each in (int(entry.name) for entry in Path(f"/proc/{pid}/task").iterdir()) if each != pid)
    assert ctypes.CDLL(None).tgkill(pid, other, signal.SIGINT) == 0
    assert running.process.wait(60) == 0, "".join(running.said)
