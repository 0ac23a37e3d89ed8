"""Pictures that are pasted in the preview land beside the article, from its own pages only."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from kbgen.preview.pictures import MOST_BYTES, Refused, keep_picture, refusal
from tests import plain

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
OWN = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000", "x-kbgen-preview": "picture"}


@pytest.mark.parametrize(
    ("change", "client", "allowed"),
    [
        ({}, "127.0.0.1", True),
        ({"host": "localhost:8000", "origin": "http://localhost:8000"}, "::1", True),
        ({"host": "[::1]:8000", "origin": "http://[::1]:8000"}, "::1", True),
        # Another site, another name for this machine, a form, another machine.
        ({"origin": "https://evil.example"}, "127.0.0.1", False),
        ({"origin": "http://127.0.0.1:9000"}, "127.0.0.1", False),
        ({"origin": ""}, "127.0.0.1", False),
        ({"host": "evil.example:8000", "origin": "http://evil.example:8000"}, "127.0.0.1", False),
        ({"host": "127.0.0.1.evil.example", "origin": "http://127.0.0.1.evil.example"}, "127.0.0.1", False),
        ({"x-kbgen-preview": ""}, "127.0.0.1", False),
        ({}, "192.168.1.7", False),
        ({}, "", False),
    ],
)
def test_only_a_page_of_the_preview_on_this_machine_may_leave_one(change: dict[str, str], client: str, allowed: bool) -> None:
    assert (refusal({**OWN, **change}, client) is None) == allowed


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content" / "en" / "start").mkdir(parents=True)
    (tmp_path / "content" / "en" / "start" / "pay.md").write_text("Text.\n")
    (tmp_path / "content" / "en" / "start" / "index.md").write_text("---\ntitle: Start\n---\n")
    (tmp_path / "secret.md").write_text("Outside.\n")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("page", "name", "kept"),
    [
        ("en/start/pay/index.html", "Screen Shot 1.PNG", "en/start/screen-shot-1.png"),
        ("en/start/pay/", "image.jpeg", "en/start/image.png"),
        ("en/start/pay/", "", "en/start/pay-picture.png"),
        ("en/start/pay/", "../../evil.png", "en/start/evil.png"),
        ("en/start/pay/", "صورة.png", "en/start/pay-picture.png"),
        ("en/start/pay/", "a" * 300 + ".png", f"en/start/{'a' * 60}.png"),
        ("en/start/index.html", "x.png", "en/start/x.png"),
    ],
)
def test_it_lands_beside_the_article_under_a_safe_name(content: Path, page: str, name: str, kept: str) -> None:
    assert keep_picture(content, page, name, PNG) == content.resolve() / kept
    assert (content / kept).read_bytes() == PNG


def test_nothing_is_overwritten(content: Path) -> None:
    names = [keep_picture(content, "en/start/pay/", "a.png", PNG) for _ in range(3)]
    assert [path.name for path in names if isinstance(path, Path)] == ["a.png", "a-2.png", "a-3.png"]


@pytest.mark.parametrize(
    ("page", "data", "status"),
    [
        ("en/start/none/", PNG, 404),
        ("../secret", PNG, 404),
        ("", PNG, 404),
        ("en/start/pay\x00/", PNG, 404),
        ("en/start/pay/", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        ("en/start/pay/", b"", 415),
        ("en/start/pay/", PNG + bytes(MOST_BYTES), 413),
    ],
)
def test_what_is_no_picture_or_has_no_place_is_refused(content: Path, page: str, data: bytes, status: int) -> None:
    before = sorted(content.parent.rglob("*"))
    kept = keep_picture(content, page, "a.png", data)
    assert isinstance(kept, Refused)
    assert kept.status == status
    assert sorted(content.parent.rglob("*")) == before


def test_a_pasted_picture_is_there_and_its_markdown_is_told(serve, tab) -> None:
    project, url = serve
    tab.goto(f"{url}/en/start/set-up/")
    tab.evaluate(
        """(data) => {
          const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "New form.png", { type: "image/png" }));
          document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
        }""",
        base64.b64encode(PNG).decode(),
    )
    tab.get_by_text("![](new-form.png)").wait_for()
    assert (project / "content/en/start/new-form.png").read_bytes() == PNG
    stranger = plain.post(
        f"{url}/_picture?page=en/start/set-up/&name=b.png", content=PNG, headers={"Origin": "https://evil.example"}
    )
    assert stranger.status_code == 403
    assert not (project / "content/en/start/b.png").exists()
