"""`kbgen translate`: an article's frame in another language, and its texts by the program of one's choice, section by section.

Receives settings, the library, a path and a program, if there is one; writes a draft after every section, so that nothing is lost
whatever happens later. What a program gives is taken only if everything protected is in it; otherwise the section stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from kbgen.articles.article import Library
from kbgen.articles.glossary import read_glossaries
from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.drafting.frame import framed, is_framed
from kbgen.drafting.program import Program, ProgramError
from kbgen.errors import OperatorError
from kbgen.rules.style import style_file
from kbgen.translations.handoff.blocks import cut, joined
from kbgen.translations.handoff.handout import Handed, handed
from kbgen.translations.handoff.protection import differences, protected
from kbgen.translations.handoff.receive import write
from kbgen.translations.handoff.units import WHOLE, Handoff, Section
from kbgen.translations.parts import DIGITS, FRONT
from kbgen.translations.records import TranslationRecord, read_records, write_records
from kbgen.translations.status import TranslationState, originals

# A service that is down is down for the next section too.
FAILURES = 2
Say = Callable[[str], None]


@dataclass
class Drafted:
    """What became of the sections of one article: their keys, and why some were left."""

    file: str
    written: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


class Drafting:
    """One article into one language."""

    def __init__(self, settings: Settings, library: Library, path: str, locale: str, program: Program | None, say: Say) -> None:
        self._settings, self._library, self._program, self._say = settings, library, program, say
        self.locale = locale
        self.one: Handed = next(handed(settings, library, locale, [path]))
        self.handoff = self.one.handoff
        self.where = issue_path(settings, f"{locale}/{path}")
        self.glossaries = read_glossaries(settings)[0]
        self.style = _style(settings, locale)

    def run(self, *, stale: bool) -> Drafted:
        """Draft what there is to draft. Raises `OperatorError` for a translation that readers see, unless `stale` is asked for."""
        done = Drafted(self.where)
        published = self.handoff.target is not None and self.one.status.state is not TranslationState.DRAFT
        if published and not stale:
            advice = "Draft what has changed with --stale, or hand it out: kbgen translations export."
            raise OperatorError(f"{self.where} is a translation that readers see. {advice}")
        todo = self._sections(stale=published)
        texts: dict[str, dict[str, str]] = {}
        if not published:
            texts = {section.key: framed(section) for section in self.handoff.sections if section.there is None or section in todo}
            self._write(texts, draft=True)
        failures = 0
        for section in todo:
            if self._program is None or failures >= FAILURES:
                done.left[section.key] = "left to the writer" if self._program is None else "not asked for any more"
                continue
            try:
                texts[section.key] = self._drafted(section, self._program)
                failures = 0
            except ProgramError as error:
                done.left[section.key] = str(error)
                failures += 1
                self._say(f"#{section.key}: {error}")
                continue
            done.written.append(section.key)
            self._say(f"#{section.key}: drafted")
            self._write({section.key: texts[section.key]} if published else texts, draft=not published)
        if not published:
            self._record(done.written)
        return done

    def _sections(self, *, stale: bool) -> list[Section]:
        every = [section for section in self.handoff.sections if section.units]
        if stale:
            return [section for section in every if section.key not in self.one.current]
        return [section for section in every if section.there is None or is_framed(section)]

    def _write(self, texts: Mapping[str, Mapping[str, str]], *, draft: bool) -> None:
        file = self._settings.content_dir / self.locale / self.handoff.path
        text = self.handoff.with_translations(texts, draft=draft)
        write(file, text, self.where)
        if not draft:
            # Sections of a published translation are put in one by one.
            self.handoff = Handoff(self.handoff.path, self.handoff.source, text)

    def _drafted(self, section: Section, program: Program) -> dict[str, str]:
        if section.key == FRONT:
            return {
                unit.name: self._line(program.ask(self._question(section, unit.source, unit.target, unit.name)))
                for unit in section.units
            }
        source = joined(section.source)
        text = program.ask(self._question(section, source.strip("\n"), joined(section.target).strip("\n")))
        problems = differences(protected(source), protected(text))
        if _marks(source) != _marks(text):
            problems.append("a heading is lost or was put in")
        if problems:
            raise ProgramError(f"the answer cannot be taken: {'; '.join(problems[:5])}.")
        ends = len(source) - len(source.rstrip("\n"))
        starts = len(source) - len(source.lstrip("\n"))
        return {WHOLE: "\n" * starts + text + "\n" * ends}

    def _line(self, text: str) -> str:
        if "\n" in text.strip():
            raise ProgramError("the answer has several lines where one is asked for.")
        return text.strip()

    def _question(self, section: Section, text: str, current: str, name: str = "") -> dict[str, Any]:
        keys = [each.key for each in self.handoff.sections]
        place = keys.index(section.key)
        neighbours = {"before": place - 1, "after": place + 1}
        return {
            "task": "translate",
            "from": self._language(self._settings.source_locale),
            "to": self._language(self.locale),
            "article": {"path": self.handoff.path, "title": self.one.status.title},
            "section": {"key": section.key, "heading": section.heading, "name": name},
            "text": text,
            "current": current,
            "protected": protected(text),
            "neighbours": {
                side: {"source": joined(each.source).strip("\n"), "translation": joined(each.target).strip("\n")}
                for side, number in neighbours.items()
                if 0 <= number < len(keys)
                for each in [self.handoff.sections[number]]
            },
            "glossary": {
                tag: [{"term": term, "meaning": meaning} for term, meaning in self.glossaries.get(tag, ())]
                for tag in (self._settings.source_locale, self.locale)
            },
            "style": self.style,
        }

    def _language(self, tag: str) -> dict[str, str]:
        return {"tag": tag, "name": self._settings.locale(tag).name}

    def _record(self, keys: list[str]) -> None:
        """What was drafted was made from the original as it is now: once published, it is current."""
        if not keys:
            return
        records, _ = read_records(self._settings, self.locale)
        path = self.handoff.path
        now = {section.key: section.digest for section in self.handoff.sections}
        parts = {**(records[path].parts if path in records else {}), **{key: now[key] for key in keys}}
        parts |= {section.key: section.digest for section in self.handoff.sections if not section.units}
        whole = originals(self._settings, self._library)[path].digest[:DIGITS]
        record = TranslationRecord(whole if parts == now else "", parts)
        write_records(self._settings, self.locale, records | {path: record})


def _marks(text: str) -> list[str]:
    return [block.lead.strip() for block in cut(text.strip("\n")) if block.kind == "heading"]


def _style(settings: Settings, locale: str) -> dict[str, Any]:
    """The house style of a language as its file has it; what is wrong with the file is for `kbgen check` to say."""
    try:
        found = yaml.safe_load((settings.content_dir / style_file(locale)).read_text("utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}
