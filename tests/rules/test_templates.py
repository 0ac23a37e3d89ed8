"""Templates that a project copied, and what is said of them later."""

from __future__ import annotations

import re

FILES = {"en/index.md": "---\ntitle: Help\n---\n", "en/a.md": "---\ntitle: A\n---\n\nText.\n"}


def test_a_copy_is_used_and_says_when_its_original_changed(small, kbgen):
    config = small(FILES)
    said = kbgen("template", "partials/footer.html", "-f", config).stdout
    assert said.splitlines() == [
        "theme/partials/footer.html",
        "Write custom_dir: theme below theme: in mkdocs.yml, so that it is used.",
    ]
    kbgen("build", "-f", config)
    before = (config.parent / "site/en/a/index.html").read_bytes()
    config.write_text(config.read_text("utf-8").replace("{name: material}", "{name: material, custom_dir: theme}"), "utf-8")
    kbgen("build", "-f", config)
    assert (config.parent / "site/en/a/index.html").read_bytes() == before
    copy = config.parent / "theme/partials/footer.html"
    copy.write_text(copy.read_text("utf-8") + "<p>Ours</p>\n", "utf-8")
    assert "template-copy" not in kbgen("check", "-f", config, expect=None).said
    kbgen("build", "-f", config)
    assert "<p>Ours</p>" in (config.parent / "site/en/a/index.html").read_text("utf-8")
    # As if an earlier version of kbgen had said something else.
    copy.write_text(re.sub(r", [0-9a-f]{12}:", ", 0123456789ab:", copy.read_text("utf-8")), "utf-8")
    said = kbgen("check", "-f", config, expect=None).said
    assert "theme/partials/footer.html:1: warning: kbgen's partials/footer.html has changed since this copy was made." in said
    copy.write_text(copy.read_text("utf-8").replace("partials/footer.html,", "partials/gone.html,"), "utf-8")
    assert "kbgen has no such template any more" in kbgen("check", "-f", config, expect=None).said
    # Whoever takes the comment out hears no more of it.
    copy.write_text(copy.read_text("utf-8").partition("\n")[2], "utf-8")
    assert "template-copy" not in kbgen("check", "-f", config, expect=None).said


def test_a_template_that_is_there_or_does_not_exist_is_refused(small, kbgen):
    config = small(FILES)
    assert "Did you mean `partials/footer.html`?" in kbgen("template", "partials/foter.html", "-f", config, expect=1).said
    assert "kbgen has no template ../base.html" in kbgen("template", "../base.html", "-f", config, expect=1).said
    kbgen("template", "partials/logo.html", "-f", config)
    assert "exists already" in kbgen("template", "partials/logo.html", "-f", config, expect=1).said


def test_all_templates_are_listed(kbgen, tmp_path):
    names = kbgen("template", cwd=tmp_path).stdout.split()
    assert {"base.html", "partials/footer.html", "kinds/faq.html"} <= set(names)
