"""A site that sets `offline`, in Chromium: read without a network, never old with one, gone once the setting is taken away."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kbgen import config
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

Context = Callable[..., BrowserContext]
HELP = Path(__file__).parents[2] / "examples" / "in_app" / "help"
HELD = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const { url } of await store.keys()) {
      found[new URL(url).pathname] = Number((await store.match(url))?.headers.get("kb-bytes"));
    }
  }
  return found;
}"""

# A request that the worker before was given while the new one took over from it is not answered.
TAKEN_OVER = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting && active?.state === "activated";
}"""


class Pages(StaticFiles):
    """As the servers of `deploy/` send them: asked for anew each time."""

    def file_response(self, *args: object, **options: object) -> Response:
        answer: Response = super().file_response(*args, **options)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "no-cache"
        return answer


class Site:
    """A help center below `/help/` of its server, which can be away."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.create_server(("127.0.0.1", 0)) as place:
            self._port = place.getsockname()[1]
        self._server: RunningServer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/help/"

    def publish(self) -> None:
        build(config.load(self.project / "mkdocs.yml"), BuildOptions(jobs=1))

    def set(self, text: str) -> None:
        """Another value of `offline`; none where it is empty."""
        file = self.project / "mkdocs.yml"
        lines = [line for line in file.read_text("utf-8").splitlines() if "offline:" not in line]
        at = next(number for number, line in enumerate(lines) if "source_locale" in line)
        file.write_text("\n".join([*lines[:at], *([f"      offline: {text}"] if text else []), *lines[at:], ""]), "utf-8")

    def begin(self) -> None:
        if not self._server:
            routes = [Mount("/help", Pages(directory=self.project / "site", html=True))]
            self._server = serve_in_thread(Starlette(routes=routes), port=self._port)

    def go_away(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(HELP, tmp_path_factory.mktemp("offline") / "help"))
    site = Site(project)
    site.set("true")
    site.publish()
    return project


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Iterator[Site]:
    one = Site(Path(shutil.copytree(built, tmp_path / "help")))
    one.begin()
    yield one
    one.go_away()


@pytest.fixture
def page(context: Context) -> Page:
    return context().new_page()


def wait(page: Page, condition: str) -> None:
    """Until a promise of the page's comes true: Playwright's own waiting takes any promise for yes."""
    page.evaluate(
        f"""async () => {{
  for (const end = performance.now() + 60_000; !(await ({condition})()); await new Promise((next) => setTimeout(next, 50))) {{
    if (performance.now() > end) throw new Error("It did not come true.");
  }}
}}""",
    )


def read(page: Page, site: Site, *places: str) -> None:
    """Reads pages one after the other, and waits until what is to be kept is."""
    for place in places:
        page.goto(site.address + place)
        page.evaluate("navigator.serviceWorker.ready")
    language = places[-1].partition("/")[0]
    wait(page, f"async () => Boolean(await caches.match('{site.address}{language}/offline.json'))")
    wait(page, f"async () => Boolean(await caches.match('{site.address}{places[-1]}'))")


@pytest.mark.parametrize(
    ("language", "word", "title", "unread", "away"),
    [
        ("en", "invite", "Invite a colleague", "invoices/correct/", "You are offline"),
        ("ar", "دعوة", "دعوة زميل", "invoices/correct/", "أنت غير متصل"),
        ("fa", "دعوت", "دعوت از همکار", "invoices/correct/", "آفلاین هستید"),
    ],
)
def test_without_a_network_what_was_read_and_search_are_there_in_the_readers_language(
    site: Site, page: Page, language: str, word: str, title: str, unread: str, away: str
) -> None:
    read(page, site, f"{language}/team/invite/", f"{language}/invoices/send/")
    site.go_away()
    page.goto(f"{site.address}{language}/team/invite/")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".kb-kept")).to_have_count(1)
    page.goto(f"{site.address}{language}/invoices/send/")
    page.locator(".kb-prose img").first.evaluate("(image) => image.decode()")
    page.goto(f"{site.address}{language}/search/?q={word}")
    expect(page.locator("[data-kb-results] .kb-hit__title").first).to_have_text(title)
    page.goto(f"{site.address}{language}/{unread}")
    expect(page.locator("h1")).to_have_text(away)
    assert page.locator("html").get_attribute("lang") == language
    kept = page.locator("[data-kb-kept] a")
    expect(kept).to_have_count(2)
    expect(kept.last).to_have_text(title)
    assert [(fault["id"], fault["nodes"]) for fault in Axe().run(page).response["violations"]] == []
    # It stands at the address that was asked for: once there is a network, the page itself comes.
    site.begin()
    page.reload()
    expect(page.locator("h1")).not_to_have_text(away)
    expect(page.locator(".kb-kept")).to_have_count(0)


def test_with_a_network_no_page_is_old_and_a_new_release_brings_up_to_date_what_is_kept(site: Site, page: Page) -> None:
    read(page, site, "en/team/invite/", "en/invoices/send/", "en/invoices/correct/")
    article = site.project / "content" / "en" / "team" / "invite.md"
    article.write_text(article.read_text("utf-8").replace("title: Invite a colleague", "title: Ask a zebra in"), "utf-8")
    (site.project / "content" / "en" / "invoices" / "correct.md").unlink()
    site.set("{megabytes: 20}")
    for name in ("ar", "fa"):
        (site.project / "content" / name / "invoices" / "correct.md").unlink(missing_ok=True)
    (site.project / "content" / "in_app.yml").unlink()
    for file in site.project.rglob("*.md"):
        file.write_text(file.read_text("utf-8").replace("correct.md", "send.md"), "utf-8")
    build(config.load(site.project / "mkdocs.yml"), BuildOptions(jobs=1, tolerant=True))
    page.goto(f"{site.address}en/team/invite/")
    expect(page.locator("h1")).to_have_text("Ask a zebra in")
    # What was taken out of the site goes from the device, and the new search comes, without anybody opening either.
    wait(page, f"async () => !(await ({HELD})())['/help/en/invoices/correct/']")
    wait(page, TAKEN_OVER)
    site.go_away()
    page.goto(f"{site.address}en/search/?q=zebra")
    expect(page.locator("[data-kb-results] .kb-hit__title").first).to_have_text("Ask a zebra in")
    page.goto(f"{site.address}en/invoices/correct/")
    expect(page.locator("h1")).to_have_text("You are offline")


def test_without_the_setting_the_worker_leaves_and_takes_everything_along(site: Site, page: Page) -> None:
    read(page, site, "en/team/invite/", "en/invoices/send/")
    page.evaluate("caches.open('of the application').then((store) => store.put('/x', new Response('1')))")
    site.set("")
    site.publish()
    page.goto(f"{site.address}en/team/invite/")
    wait(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert page.evaluate("caches.keys()") == ["of the application"]
    page.goto(f"{site.address}en/invoices/send/")
    expect(page.locator("h1")).to_have_text("Send an invoice")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.locator("link[rel=manifest]").count() == 0


def test_what_is_kept_is_bounded_and_the_oldest_goes_first(site: Site, page: Page) -> None:
    # Room for a few pages: neither for the search nor for all that is read.
    worker = site.project / "site" / "kb-offline.js"
    limit = 60_000
    worker.write_text(worker.read_text("utf-8").replace('"bytes": 20000000', f'"bytes": {limit}'), "utf-8")
    places = ["en/team/invite/", "en/invoices/send/", "en/invoices/correct/", "en/invoices/", "en/team/", "en/"]
    for place in [*places, *places]:
        page.goto(site.address + place)
        page.evaluate("navigator.serviceWorker.ready")
    wait(page, f"async () => Object.keys(await ({HELD})()).some((name) => name.endsWith('/en/'))")
    held = page.evaluate(HELD)
    assert sum(held.values()) <= limit
    assert "/help/en/" in held
    assert "/help/en/team/invite/" not in held


def test_a_worker_of_the_application_at_the_same_address_is_left_alone(site: Site, page: Page) -> None:
    (site.project / "site" / "own.js").write_text("self.addEventListener('fetch', () => undefined);\n")
    page.goto(f"{site.address}robots.txt")
    page.evaluate("navigator.serviceWorker.register('/help/own.js', { scope: '/help/' }).then(() => navigator.serviceWorker.ready)")
    page.goto(f"{site.address}en/team/invite/", wait_until="networkidle")
    active = page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)")
    assert active == f"{site.address}own.js"


def test_one_page_that_was_read_costs_no_search_and_the_reader_can_remove_what_is_kept(site: Site, page: Page) -> None:
    page.goto(f"{site.address}fa/team/invite/")
    wait(page, f"async () => Boolean(await caches.match('{site.address}fa/offline.html'))")
    assert [name for name in page.evaluate(HELD) if "/search/" in name] == []
    site.go_away()
    page.goto(f"{site.address}fa/invoices/send/")
    page.locator("[data-kb-kept] button").click()
    expect(page.locator("[data-kb-kept]")).to_be_hidden()
    page.goto(f"{site.address}fa/team/invite/")
    expect(page.locator("h1")).to_have_text("آفلاین هستید")


def test_a_browser_without_workers_reads_as_ever(site: Site, context: Context) -> None:
    reader: BrowserContext = context(service_workers="block")
    page = reader.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site.address}en/team/invite/", wait_until="networkidle")
    expect(page.locator("h1")).to_have_text("Invite a colleague")
    assert wrong == []


def test_the_help_center_can_be_installed(site: Site, page: Page) -> None:
    page.goto(f"{site.address}fa/team/invite/", wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{site.address}fa/manifest.json"
    wrong = [one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    # A window of a test is none that anything can be installed from.
    assert set(wrong) <= {"in-incognito"}
