"""Whatever stops a build, the site that readers see stays whole, and the next build works."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# Long enough to be caught at work, for the reader that is slow with it (`markdown: python`); ends by itself if nobody stops it.
SLOW = "# Slow\n\n" + "[" * 20_000 + "\n"


def start(config: Path, *options: str) -> subprocess.Popen[str]:
    """A build in a process group of its own, as a shell starts it."""
    command = [sys.executable, "-m", "kbgen", "build", "-f", str(config), *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True
    )


def wait_until(condition, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="session")
def published_once(kbgen, tmp_path_factory):
    """A small site that is published."""
    project = tmp_path_factory.mktemp("published") / "project"
    folder = project / "content" / "en"
    folder.mkdir(parents=True)
    for number in range(40):
        (folder / f"article-{number}.md").write_text(f"# Article {number}\n\nText\n")
    (project / "mkdocs.yml").write_text(
        "site_name: Small\ndocs_dir: content\ntheme: {name: material}\n"
        "plugins:\n  - kbgen:\n      locales: {en: English}\n      front_matter: lenient\n      markdown: python\n"
    )
    kbgen("build", "-f", project / "mkdocs.yml")
    return project


@pytest.fixture
def published(published_once, files_of, tmp_path):
    """A copy of it that got an article that takes long; returns its mkdocs.yml and what is published."""
    project = Path(shutil.copytree(published_once, tmp_path / "project"))
    (project / "content" / "en" / "a-slow.md").write_text(SLOW)
    return project / "mkdocs.yml", files_of(project / "site")


def staging(config: Path) -> Path:
    return config.parent / ".site.new"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_the_old_site_and_nothing_half_done(published, kbgen, files_of, jobs):
    config, before = published
    process = start(config, "-j", jobs)
    wait_until(staging(config).is_dir, process)
    time.sleep(0.5)  # into rendering, wherever it is by then: the outcome must be the same at every moment
    # A terminal sends it to all processes of the command.
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 130
    assert said.strip().splitlines()[-1] == "Stopped."
    assert "Traceback" not in said
    assert files_of(config.parent / "site") == before
    left = {path.name for path in config.parent.iterdir()}
    assert left <= {"content", "mkdocs.yml", "site", ".kbgen"}
    (config.parent / "content" / "en" / "a-slow.md").unlink()
    kbgen("build", "-f", config)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_build_leaves_the_old_site_and_the_next_one_works(published, kbgen, files_of, jobs):
    config, before = published
    process = start(config, "-j", jobs)
    wait_until(staging(config).is_dir, process)
    time.sleep(0.5)
    process.kill()
    process.communicate(timeout=120)
    assert files_of(config.parent / "site") == before
    (config.parent / "content" / "en" / "a-slow.md").unlink()
    # Its workers hold the lock for as long as they live, which is no longer than a moment.
    kbgen("build", "--clean", "-f", config)
    assert files_of(config.parent / "site") == before
    assert {path.name for path in config.parent.iterdir()} <= {"content", "mkdocs.yml", "site", ".kbgen"}


def test_a_kill_between_the_two_renames_is_mended_by_the_next_build(published, kbgen, files_of):
    config, before = published
    site = config.parent / "site"
    site.rename(config.parent / ".site.old")
    (config.parent / ".site.new").mkdir()
    (config.parent / "content" / "en" / "_glossary.yml").write_text("[wrong\n")
    kbgen("build", "-f", config, expect=1)
    assert files_of(site) == before


def test_a_second_build_waits_and_says_so(published, files_of):
    config, _ = published
    (config.parent / "content" / "en" / "a-slow.md").unlink()
    (config.parent / "content" / "en" / "new.md").write_text("# New\n\nText\n")
    with (config.parent / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as a build holds it
        second = start(config)
        assert "Another build of site is running; waiting for it." in second.stdout.readline()
        assert not (config.parent / "site" / "en" / "new").exists()
    said = second.communicate(timeout=120)[0]
    assert second.returncode == 0, said
    assert (config.parent / "site" / "en" / "new").exists()


def test_builds_at_once_leave_one_whole_site(published, files_of):
    config, before = published
    (config.parent / "content" / "en" / "a-slow.md").unlink()
    builds = [start(config, "--clean") for _ in range(3)]
    assert [(build.communicate(timeout=120)[0], build.returncode)[1] for build in builds] == [0, 0, 0]
    assert files_of(config.parent / "site") == before


def test_an_article_that_takes_for_ever_is_named_and_others_are_still_read(published, kbgen, files_of):
    config, before = published
    config.write_text(config.read_text() + "      article_seconds: 0.5\n")
    (config.parent / "content" / "en" / "b-other.md").write_text("# B\n\n[nowhere](nowhere.md)\n")
    for module in ("kbgen", "mkdocs"):
        said = kbgen("build", "-f", config, "-d", config.parent / f"{module}-site", module=module, expect=1).said
        assert "content/en/a-slow.md:1: error: The article takes longer than 0.5 seconds to convert." in said
        assert "content/en/b-other.md:3: warning: " in said
    assert files_of(config.parent / "site") == before


def test_a_time_limit_that_is_none_is_refused(small, kbgen):
    for value in ("0", "-1", "soon", ".nan", ".inf", "true"):
        config = small({"en/a.md": "# A\n"}, options=f"      article_seconds: {value}\n")
        assert "article_seconds is" in kbgen("build", "-f", config, expect=1).said


def test_a_bound_of_memory_that_is_none_is_refused(small, kbgen):
    for value in ("0", "-1", "much", "1.5", "true"):
        config = small({"en/a.md": "# A\n"}, options=f"      index_memory: {value}\n")
        assert "index_memory is" in kbgen("build", "-f", config, expect=1).said


def test_a_build_that_finds_errors_publishes_nothing(small, kbgen, files_of):
    config = small({"en/a.md": "# A\n\nText\n"})
    kbgen("build", "-f", config)
    before = files_of(config.parent / "site")
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    (config.parent / "content" / "en" / "b.md").write_bytes(b"# B\n\xff\n")
    said = kbgen("build", "-f", config, expect=1).said
    assert "content/en/b.md:2: error: The file is not UTF-8: byte 0xff at offset 4." in said
    assert "nothing was published" in said.lower()
    assert files_of(config.parent / "site") == before


@pytest.mark.parametrize("how", ["folder", "file", "link"])
def test_a_place_that_holds_something_else_is_refused(small, kbgen, tmp_path, how):
    config, target = small({"en/a.md": "# A\n\nText\n"}), tmp_path / "target"
    if how == "folder":
        target.mkdir()
        (target / "thesis.txt").write_text("years of work")
    elif how == "file":
        target.write_text("years of work")
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    said = kbgen("build", "-f", config, "-d", target, expect=1).said
    assert str(target) in said
    assert "-d" in said
    assert "Traceback" not in said
    if how == "folder":
        assert (target / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_is_a_place(small, kbgen, tmp_path):
    (tmp_path / "site").mkdir()
    kbgen("build", "-f", small({"en/a.md": "# A\n\nText\n"}), "-d", tmp_path / "site")
    assert (tmp_path / "site" / "en" / "a" / "index.html").exists()


def test_a_place_that_cannot_be_written_is_named(small, kbgen, tmp_path):
    (tmp_path / "file").write_text("")
    said = kbgen("build", "-f", small({"en/a.md": "# A\n\nText\n"}), "-d", tmp_path / "file" / "site", expect=1).said
    assert f"{tmp_path / 'file'} cannot be written" in said
    assert "Traceback" not in said


MOUNTS = pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare (Debian: apt-get install util-linux)")


def mounted(script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script that may mount file systems, which nobody else sees."""
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, timeout=170)
    if "code" not in done.stdout:
        pytest.skip("this machine lets no test mount a file system")
    return done


@MOUNTS
def test_a_system_without_shared_memory_builds_in_one_process(small, tmp_path, files_of):
    config = small({f"en/a{n}.md": f"# A {n}\n\nText\n" for n in range(20)})
    build = f"{sys.executable} -m kbgen build -q -f {config} -j 2 -d {tmp_path}"
    done = mounted(f"{build}/with; mount -t tmpfs -o ro tmpfs /dev/shm && {build}/without; echo code $?")
    assert done.stdout.split() == ["code", "0"], done.stderr
    assert files_of(tmp_path / "without") == files_of(tmp_path / "with")


@MOUNTS
def test_a_file_system_without_room_leaves_the_old_site(small, kbgen, files_of, tmp_path):
    config = small({f"en/a{n}.md": f"# A\n\n{'Text ' * 2000}\n" for n in range(20)})
    script = (
        f"mkdir -p {tmp_path}/tiny && mount -t tmpfs -o size=400k tmpfs {tmp_path}/tiny && "
        f"{sys.executable} -m kbgen build -f {config} -d {tmp_path}/tiny/site; echo code $?; ls -A {tmp_path}/tiny"
    )
    done = mounted(script)
    assert "code 1" in done.stdout
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
    assert "site" not in done.stdout.split("code 1")[1].split()
