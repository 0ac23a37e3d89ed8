"""Pages of MDX: what they take in from other files by name, and the components of Mintlify and GitBook with what readers saw."""

from __future__ import annotations

import pytest

from kbgen.imports.words import source_words

from .conftest import lost

VARS = "export const product = \"Harbor\";\nexport const port = '8443';\n"
PIECES = [
    ("values of another file", 'import { product, port as p } from "/vars.mdx"\n\n{product} on {p}', "Harbor on 8443"),
    ("values of a file of JSON", 'import site from "./site.json"\n\nCall {site.phone}', "Call 555"),
    ("fragment", "<><b>x</b></>\n\n`<>` stays", "<b>x</b>\n\n`<>` stays"),
    ("tile", '<Tile href="/b" title="Go" description="There" />', "- **[Go](b.md)**\n\n  There"),
    ("views", '<View title="JS">\nOne\n</View>\n<View title="Py">\nTwo\n</View>', '=== "JS"\n\n    One\n\n=== "Py"\n\n    Two'),
    ("prompt", '<Prompt description="Make a **port**">\nYou are one.\n</Prompt>', "**Make a port**\n\nYou are one."),
    ("frame", '<Frame caption="Cap" hint="Hint">\n![P](p.png)\n</Frame>', "![P](p.png)\n\n*Hint*\n\n*Cap*"),
    (
        "parameter",
        '<ParamField path="id" type="string" required deprecated default="none">\nIts id.\n</ParamField>',
        "- `id` (string, required, deprecated, `= none`)\n\n  Its id.",
    ),
    (
        "parameter that need not be",
        '<ResponseField name="a" type="int" required={false}>\nx\n</ResponseField>',
        "- `a` (int)\n\n  x",
    ),
    (
        "tabs named by elements",
        '<Tabs items={[\'A\', <b key="k">It\'s B</b>, {label: (<>C <i>c</i></>)}, `D`]} storageKey="s">\n'
        + "".join(f"<Tabs.Tab>{n}</Tabs.Tab>\n" for n in range(4))
        + "</Tabs>",
        '=== "A"\n\n    0\n\n=== "It\'s B"\n\n    1\n\n=== "C c"\n\n    2\n\n=== "D"\n\n    3',
    ),
    (
        "texts in a template",
        "<Callout type=\"error\" title={`With ${'mains'} power`}>\nx\n</Callout>",
        "::: danger[With mains power]",
    ),
    ("joined texts", "Say {'one ' + \"two\"}.", "Say one two."),
    ("colours of code", "Inline `let x{:js}` and `{:a}`\n\n```md\n`y{:js}`\n```", "Inline `let x` and `{:a}`\n\n```md\n`y{:js}`"),
    (
        "id in square brackets",
        "## Wires `a` [!toc] [#cu]\n\n[to](#cu)\n\n## End [toc]",
        "## Wires `a` {#cu}\n\n[to](#cu)\n\n## End\n",
    ),
    ("GitBook diagram", '{% @mermaid/diagram content="graph TD\\n  A --> B" %}', "````mermaid\ngraph TD\n  A --> B\n````"),
]


@pytest.mark.parametrize(("written", "shown"), [pytest.param(*each[1:], id=each[0]) for each in PIECES])
def test_pieces_of_pages_become_what_readers_saw(written, shown, export, bring, read, library):
    files = {"a.mdx": f"# A\n\n{written}\n", "b.md": "# B\n\nx\n", "vars.mdx": VARS, "site.json": '{\n  "phone": "555"\n}\n'}
    report = bring("markdown", export({**files, "p.png": b"\x89PNG\r\n\x1a\n" + bytes(50)}))
    library()
    assert shown in read("en/a.md")
    assert [each for each in lost(report) if each[0] == "a.mdx"] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("export const f = async () => {\n  return { props: {} }\n}\n\nSeen", {"seen": 1}),
        ("import {\n  A,\n  B\n} from 'x'\n\nSeen", {"seen": 1}),
        ("```js\nexport default (\n  App\n)\n```\n\nSeen", {"export": 1, "default": 1, "app": 1, "seen": 1}),
        ('<Card icon={<Icon name="x" />} title="Go">Seen</Card>', {"go": 1, "seen": 1}),
        (
            "<Tabs items={['A', <b>Bold</b>, { label: 'C', value: 'v' }]} key={f(<i>no</i>)}>\nSeen\n</Tabs>",
            dict.fromkeys(["a", "bold", "c", "seen"], 1),
        ),
        ("## Wires [!toc] [#cu]\n\n{Version()} Seen", {"wires": 1, "seen": 1}),
        (':::note{icon="heart"}\nSeen\n:::', {"seen": 1}),
        ("text ^id-1\n\n^list-2\n", {"text": 1}),
        ('<img className="hidden dark:block" src="d.png" alt="Dark" /> Seen', {"seen": 1}),
        ("Exports and imports are seen", {"exports": 1, "and": 1, "imports": 1, "are": 1, "seen": 1}),
    ],
)
def test_what_no_reader_saw_is_not_counted_as_words(body, words):
    assert source_words(body) == words
