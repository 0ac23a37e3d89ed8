"""Other engines, tuned as somebody would who knows them: stop words and stemmers of the language, titles weighed by 3, headings by
1.5, any word may match. Receives documents and queries of one language; gives ranked paths.

MiniSearch runs in Node (`peers.mjs`), Pagefind 1.6 in Chromium, SQLite's FTS5 and tantivy (with a phrase clause) here.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import tantivy

from benchmarks.chromium import browser, served
from kbgen.search.document import Document

HERE = Path(__file__).parent
Ranked = list[list[str]]
Peer = Callable[[Sequence[Document], Sequence[str], str, Path], Ranked]


def flat(document: Document) -> dict[str, str]:
    """A document in three fields."""
    headings = " . ".join(passage.heading for passage in document.passages)
    body = " . ".join(passage.text for passage in document.passages)
    return {"path": document.path, "title": document.title, "headings": headings, "body": body}


def minisearch(found: Sequence[Document], typed: Sequence[str], locale: str, folder: Path) -> Ranked:
    """MiniSearch with lunr's stop words and stemmers, prefixes and typos."""
    given = {"documents": {locale: list(map(flat, found))}, "queries": {locale: list(typed)}, "tuned": True}
    done = subprocess.run(["node", str(HERE / "peers.mjs")], input=json.dumps(given), capture_output=True, text=True, check=True)
    ranked: Ranked = json.loads(done.stdout)["MiniSearch"][locale]
    return ranked


def sqlite(found: Sequence[Document], typed: Sequence[str], locale: str, folder: Path) -> Ranked:
    """SQLite's FTS5 with its Porter stemmer, any word."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(path UNINDEXED, title, headings, body, tokenize='porter unicode61')")
    base.executemany("INSERT INTO texts VALUES (:path, :title, :headings, :body)", map(flat, found))
    asked = "SELECT path FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 3, 1.5, 1) LIMIT 10"
    answers = []
    for query in typed:
        words = re.findall(r"\w+", query)
        answers.append([row[0] for row in base.execute(asked, [" OR ".join(f'"{word}"' for word in words)])] if words else [])
    return answers


def tantivy_phrases(found: Sequence[Document], typed: Sequence[str], locale: str, folder: Path) -> Ranked:
    """tantivy over one field, the title three times in it; any word, and all of them as a phrase for three times as much."""
    schema = tantivy.SchemaBuilder().add_text_field("path", stored=True, tokenizer_name="raw")
    name = {"en": "en_stem", "ar": "ar_stem"}.get(locale, "default")
    if name == "ar_stem":
        schema = schema.add_text_field("text", tokenizer_name="arabic")
    else:
        schema = schema.add_text_field("text", tokenizer_name=name)
    index = tantivy.Index(schema.build())
    if name == "ar_stem":
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        index.register_tokenizer("arabic", analyser.filter(tantivy.Filter.stemmer("arabic")).build())
    writer = index.writer()
    for document in found:
        parts = flat(document)
        text = " . ".join([parts["title"]] * 3 + [parts["headings"], parts["body"]])
        writer.add_document(tantivy.Document(path=parts["path"], text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    answers = []
    for query in typed:
        words = re.findall(r"[^\W_]+", query.lower())
        phrase = f' "{" ".join(words)}"~1^3' if len(words) > 1 else ""
        # In quotation marks, because `in` and `not` are its own words.
        try:
            parsed = index.parse_query(" ".join(f'"{word}"' for word in words) + phrase, ["text"])
        except ValueError:  # of its words nothing is left: longer than 40 letters
            answers.append([])
            continue
        hits = searcher.search(parsed, 10).hits
        answers.append([searcher.doc(address)["path"][0] for _, address in hits])
    return answers


def pagefind(found: Sequence[Document], typed: Sequence[str], locale: str, folder: Path) -> Ranked:
    """Pagefind 1.6 over pages with a title, headings and paragraphs; its weights of headings are its own."""
    site = folder / f"pagefind-{locale}-{len(found)}"
    if not site.is_dir():
        for document in found:
            page = site / document.url / "index.html"
            page.parent.mkdir(parents=True)
            body = "".join(f"<h2>{escape(each.heading)}</h2><p>{escape(each.text)}</p>" for each in document.passages)
            page.write_text(
                f"<!doctype html><html lang={locale}><title>{escape(document.title)}</title><body data-pagefind-body>"
                f'<meta data-pagefind-meta="path[content]" content="{escape(document.path)}">'
                f"<h1>{escape(document.title)}</h1>{body}",
                "utf-8",
            )
        program = HERE.parent / "node_modules" / ".bin" / "pagefind"
        subprocess.run([program, "--site", site, "--quiet"], check=True, capture_output=True)
        (site / "start.html").write_text(f"<!doctype html><html lang={locale}><title>peer</title>", "utf-8")
    script = """async (queries) => {
      const pagefind = await import("/pagefind/pagefind.js");
      await pagefind.init();
      const answers = [];
      for (const query of queries) {
        const { results } = await pagefind.search(query);
        const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        answers.push(data.map((each) => each.meta.path));
      }
      return answers;
    }"""
    with served(site) as address, browser() as chromium:
        page_ = chromium.new_page()
        page_.goto(f"{address}start.html")
        ranked: Ranked = page_.evaluate(script, list(typed))
    return ranked


PEERS: Mapping[str, Peer] = {
    "MiniSearch, tuned": minisearch,
    "SQLite FTS5, porter": sqlite,
    "tantivy, with a phrase clause": tantivy_phrases,
    "Pagefind 1.6": pagefind,
}
