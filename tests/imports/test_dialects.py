"""What other programs write and kbgen does not: each dialect's pieces become what readers saw, and no word is lost."""

from __future__ import annotations

import pytest

from .conftest import EXPORTS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
INCLUDED = {
    "code.py": "a = 1\n# region two\nb = 2\n# endregion\n# --8<-- [start:two]\nb = 2\n# --8<-- [end:two]\n",
    "long.md": "# Long\n\nFirst.\n\n<!--a-->\nThe middle.\n<!--b-->\n\nLast.\n",
    "_given.mdx": "A {word} part.\n",
}
DIALECTS = [
    ("one-line tab", "a.mdx", '<Tabs><TabItem label="macOS">Press Cmd.</TabItem></Tabs>', '=== "macOS"\n\n    Press Cmd.'),
    (
        "indented tab",
        "a.mdx",
        '<Tabs>\n    <TabItem label="Win">\n\n    **Ctrl**\n\n    </TabItem>\n</Tabs>',
        '=== "Win"\n\n    **Ctrl**',
    ),
    ("one-line aside", "a.mdx", '<Aside type="tip">In one line</Aside>', "::: tip\nIn one line\n:::"),
    (
        "aside over lines",
        "a.mdx",
        '<Aside\n  type="caution"\n  title="Mind"\n>\nWords.\n</Aside>',
        "::: warning[Mind]\nWords.\n:::",
    ),
    ("aside in a list", "a.mdx", "1. One\n   <Aside>Inside</Aside>\n2. Two", "1. One\n\n   ::: note\n   Inside\n   :::\n\n2. Two"),
    ("details on one line", "a.md", "<details><summary>More</summary>Hidden</details>", "::: details[More]\nHidden\n:::"),
    ("box on one line", "a.md", ":::info x:::", "::: info\nx\n:::"),
    ("MDX comment", "a.mdx", "Before {/* gone */}after", "Before after"),
    ("MDX wrapper", "a.mdx", "<div style={{color: 'red'}}>\n**Bold**\n</div>", "**Bold**"),
    ("steps", "a.mdx", '<Steps>\n  <Step title="One">\n    Do it\n  </Step>\n</Steps>', "1. **One**\n\n   Do it"),
    (
        "card",
        "a.mdx",
        '<CardGroup>\n  <Card title="Go" href="/b">\n    Words\n  </Card>\n</CardGroup>',
        "- **[Go](b.md)**\n\n  Words",
    ),
    ("code group", "a.mdx", "<CodeGroup>\n```bash npm\nnpm i\n```\n</CodeGroup>", '=== "npm"\n\n    ```bash\n    npm i\n    ```'),
    ("VitePress group", "a.md", "::: code-group\n\n```js [x.js]\nlet a\n```\n\n:::", '=== "x.js"\n\n    ```js\n    let a\n    ```'),
    ("GitBook hint", "a.md", '{% hint style="danger" %}\nMind\n{% endhint %}', "::: danger\nMind\n:::"),
    ("GitBook tabs", "a.md", '{% tabs %}\n{% tab title="A" %}\nx\n{% endtab %}\n{% endtabs %}', '=== "A"\n\n    x'),
    ("GitBook reference", "a.md", '{% content-ref url="b.md" %}\n[b.md](b.md)\n{% endcontent-ref %}', "[b.md](b.md)"),
    ("Hugo note", "a.md", "{{< note >}}\nMind\n{{< /note >}}", "::: note\nMind\n:::"),
    ("Hugo alert", "a.md", '{{% alert title="T" color="warning" %}}Mind{{% /alert %}}', "::: warning[T]\nMind\n:::"),
    ("Hugo ref", "a.md", '[b]({{< ref "b.md" >}})', "[b](b.md)"),
    ("Hugo figure", "a.md", '{{< figure src="p.png" alt="Fig" >}}', "![Fig](p.png)"),
    ("Liquid condition", "a.md", "{% if x %}Words{% endif %} stay", "Words"),
    ("Liquid highlight", "a.md", "{% highlight ruby %}\nputs 1\n{% endhighlight %}", "````ruby\nputs 1\n````"),
    ("Liquid raw", "a.md", "{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
    (
        "heading of mkdocstrings",
        "a.md",
        "Before\n\n## ::: tool.Thing.do\n    options:\n      show_root: true\n\nAfter",
        "Before\n\n## `tool.Thing.do`\n\nAfter",
    ),
    ("module of mkdocstrings as a heading", "a.md", "## ::: tool\n\nAfter", "## `tool`\n\nAfter"),
    ("mkdocstrings without a heading", "a.md", "Before\n\n::: tool.Thing\n\nAfter", "Before\n\nAfter"),
    ("PyMdown block", "a.md", "/// tip | Cold\nUse it.\n///", "::: tip[Cold]\nUse it.\n:::"),
    ("marks, keys, icons", "a.md", "==x== ++ctrl+s++ :material-check: y", "<mark>x</mark> <kbd>Ctrl</kbd>+<kbd>S</kbd> y"),
    ("wrapped link", "a.md", "See [the\nother](sub/../b.md) one.", "See [the\nother](b.md) one."),
    ("wrapped target", "a.md", 'See [other](\n  sub/../b.md\n  "Other").', 'See [other](b.md\n  "Other").'),
    ("wrapped tag", "a.md", 'See <a\n  href="sub/../b.md"\n>the\nother</a>.', "See [the\nother](b.md)."),
    ("no link over an empty line", "a.md", "See [the\n\nother](sub/../b.md).", "See [the\n\nother](sub/../b.md)."),
    ("target below its name", "a.md", "See [other][o].\n\n[o]:\n  sub/../b.md", "[o]: b.md"),
    ("name without a heading", "a.md", "See [above][a].\n\n[a]: #gone", "[a]: #"),
    ("wiki link", "a.md", "[[B|the other]] and ![[p.png|200]]", "[the other](b.md) and ![p](p.png)"),
    ("DocFX picture", "a.md", ':::image type="content" source="p.png" alt-text="Alt":::', "![Alt](p.png)"),
    ("DocFX columns", "a.md", ':::row:::\n:::column span="":::\nWords\n:::column-end:::\n:::row-end:::', "Words"),
    ("DocFX include", "a.md", "Before [!INCLUDE [x](_part.md)]", "Before Words of a part."),
    (
        "DocFX tabs",
        "a.md",
        "# [Portal](#tab/p)\n\nx\n\n# [CLI](#tab/c)\n\ny\n\n***\n",
        '=== "Portal"\n\n    x\n\n=== "CLI"\n\n    y',
    ),
    ("DocFX words", "a.md", "Press [!UICONTROL Save] or [!BADGE Beta]{type=Info}.", "Press Save or Beta."),
    ("DocFX note without signs", "a.md", "[!NOTE]\nMind the step.", "> [!NOTE]\n> Mind the step."),
    ("kramdown comment", "a.md", "Words {::comment}hidden{:/comment}stay", "Words stay"),
    ("Just the Docs callout", "a.md", "{: .warning-title }\n> Hot\n>\n> Wait.", "::: warning[Hot]\nWait.\n:::"),
    ("formula", "a.md", "$$\nE = mc^2\n$$", "```math\nE = mc^2\n```"),
    ("HTML picture and link", "a.md", '<img src="p.png" alt="Save"> <a href="b.md">second</a>', "![Save](p.png) [second](b.md)"),
    ("escaped tag", "a.md", r"Type \<Name> here", r"Type \<Name> here"),
    (
        "Docsy tabs of code",
        "a.md",
        '{{< tabpane lang="sh" >}}\n{{< tab header="Old" >}}\nrun `\n  --all\n{{< /tab >}}\n{{< /tabpane >}}',
        '=== "Old"\n\n    ````sh\n    run `\n      --all\n    ````',
    ),
    (
        "Docsy tabs of words",
        "a.md",
        '{{< tabpane text=true >}}{{< tab "T" >}}**x**{{< /tab >}}{{< /tabpane >}}',
        '=== "T"\n\n    **x**',
    ),
    (
        "Hugo mark behind a wall",
        "a.md",
        "1. One\n\ntext\n\n    {{< note >}}\n    Mind\n    {{< /note >}}",
        "    ::: note\n    Mind\n    :::",
    ),
    ("Hugo diagram", "a.md", "{{< mermaid >}}\ngraph LR\n  A --> B\n{{< /mermaid >}}", "````mermaid\ngraph LR\n  A --> B\n````"),
    ("Azure diagram", "a.md", "::: mermaid\ngraph LR\n  A --> B\n:::", "````mermaid\ngraph LR\n  A --> B\n````"),
    ("Hugo heading of a part", "a.md", '{{< blocks/lead title="Top" >}}\nWords\n\nmore\n{{< /blocks/lead >}}', "**Top**\n\nWords"),
    (
        "VuePress tabs",
        "a.md",
        "::: tabs\n\n@tab One\n\nx\n\n@tab:active Two\n\ny\n\n:::",
        '=== "One"\n\n    x\n\n=== "Two"\n\n    y',
    ),
    (
        "VuePress group of named code",
        "a.md",
        ":::: code-group\n::: code-group-item Main\n```php:no-line-numbers\necho 1\n```\n:::\n::::",
        '=== "Main"\n\n    ```php\n    echo 1\n    ```',
    ),
    ("VuePress code of a file", "a.md", "@[code](./code.py)", "````py [code.py]\na = 1"),
    (
        "VitePress part of a file",
        "a.md",
        "::: code-group\n\n<<< ./code.py#two [Two]\n\n:::",
        '=== "Two"\n\n    ```py\n    b = 2\n    ```',
    ),
    ("VuePress include", "a.md", "@include(./_part.md)", "Words of a part."),
    ("size of a picture", "a.md", "![Big](p.png =200x100) and ![Other|60](p.png)", "![Big](p.png) and ![Other](p.png)"),
    ("mdBook include", "a.md", "{{#include _part.md}}", "Words of a part."),
    ("mdBook lines in code", "a.md", "```py\n{{#include code.py:1}}\n```", "```py\na = 1\n```"),
    ("mdBook tabs", "a.md", '{{#tabs }}\n{{#tab name="A" }}\n**x**\n{{#endtab }}\n{{#endtabs }}', '=== "A"\n\n    **x**'),
    ("mdBook mark that is meant", "a.md", r"Type \{{#include x.md}} there", r"Type \{{#include x.md}} there"),
    (
        "note in a block of code",
        "a.md",
        '```admonish warning title="Hot"\nWait **now**.\n```',
        "::: warning[Hot]\nWait **now**.\n:::",
    ),
    ("MyST note", "a.md", "```{tip} Cold\n:class: dropdown\nUse it.\n```", "::: tip[Cold]\nUse it.\n:::"),
    ("snippet in code", "a.md", '```py\n--8<-- "code.py:two"\n```', "```py\nb = 2\n```"),
    ("several snippets", "a.md", "--8<--\n_part.md\n--8<--", "Words of a part."),
    ("include of a passage", "a.md", '{% include-markdown "long.md" start="<!--a-->" end="<!--b-->" %}', "The middle."),
    ("Zola function", "a.md", '{{ image(src="p.png", alt="Fig") }}', "![Fig](p.png)"),
    ("Zola block", "a.md", '{% alert(type="info") %}\nMind\n{% end %}', "::: info\nMind\n:::"),
    ("Jekyll include that is a note", "a.md", '{% include note.html content="Mind" %}', "::: note\nMind\n:::"),
    ("Jekyll include that is a picture", "a.md", '{% include figure.html src="p.png" caption="Cap" %}', "![Cap](p.png)"),
    ("Jekyll include of a button", "a.md", '{% include button.html link="b" text="Go on" %}', "[Go on](b.md)"),
    ("Jekyll words kept for later", "a.md", "{% capture x %}\nSome words\n{% endcapture %}\nEnd", "Some words\n\nEnd"),
    ("Jekyll address with a filter", "a.md", "[b]({{ '/b' | relative_url }})", "[b](b.md)"),
    ("Jekyll marks in code", "a.md", "```yaml\n{% raw %}\nkey: {{ value }}\n{% endraw %}\n```", "```yaml\nkey: {{ value }}\n```"),
    (
        "table of contents in a fold",
        "a.md",
        "<details open>\n<summary>Contents</summary>\n1. TOC\n{:toc}\n</details>\n\nEnd",
        "# A\n\nEnd",
    ),
    ("heading of a table of contents", "a.md", "## Contents\n{: .no_toc }\n\n1. TOC\n{:toc}\n\n## Next\n\nEnd", "# A\n\n## Next"),
    ("open fold", "a.md", "<details open><summary>More</summary>Hidden</details>", "::: details[More]\nHidden\n:::"),
    (
        "words without quotes as a title",
        "a.md",
        "{% tabs %}{% tab Two words %}x{% endtab %}{% endtabs %}",
        '=== "Two words"\n\n    x',
    ),
    (
        "names of tabs where they are gathered",
        "a.mdx",
        "<Tabs items={['A', 'B']}><Tabs.Tab>x</Tabs.Tab><Tabs.Tab>y</Tabs.Tab></Tabs>",
        '=== "B"\n\n    y',
    ),
    (
        "names of tabs by their values",
        "a.mdx",
        "<Tabs values={[{label: 'Mac OS', value: 'm'}]}>\n<TabItem value=\"m\">x</TabItem>\n</Tabs>",
        '=== "Mac OS"\n\n    x',
    ),
    (
        "names of tabs as JSON",
        "a.mdx",
        '<Tabs values={[{"group":"x","label":"Linux","value":"l"}]}>\n<TabItem value="l">x</TabItem>\n</Tabs>',
        '=== "Linux"\n\n    x',
    ),
    ("MDX picture by its name", "a.mdx", "import shot from './p.png';\n\n<img src={shot} alt=\"P\" />", "![P](p.png)"),
    ("icon of a font", "a.md", 'Press <i class="material-icons" title="Stop">power_off</i> **Stop**', "Press **Stop**"),
    ("PyMdown options", "a.md", "/// details | More\n     {type: note, open: true}\nHidden\n///", "::: details[More]\nHidden\n:::"),
    ("PyMdown in one another", "a.md", "/// note | A\n\nx\n\n/// tip | B\n\ny\n\n///\n\n///", "::: tip[B]\ny\n:::"),
    (
        "tree of files",
        "a.mdx",
        '<Tree><Tree.Folder name="app"><Tree.File name="x.js" /></Tree.Folder></Tree>',
        "- `app`\n\n  - `x.js`",
    ),
    (
        "entry of a list of changes",
        "a.mdx",
        '<Update label="May" description="v2">\nNew\n\nthings\n</Update>',
        "**May – v2**\n\nNew",
    ),
    ("title with bold words", "a.mdx", '<Steps><Step title="Make a **key**">Now</Step></Steps>', "1. **Make a key**\n\n   Now"),
    ("words in a component that colours", "a.mdx", '<Highlight color="red">Red words</Highlight> stay', "Red words stay"),
    ("component with nothing but a name", "a.mdx", '<Copyable text="a.b.c" /> stays', "a.b.c stays"),
    ("MDX literal", "a.mdx", "Before {'{words}'} and {`more`} after", r"Before \{words} and more after"),
    (
        "MDX value of the page",
        "a.mdx",
        "export const version = '1.2';\n\nVersion {version} for /users/{id}",
        "Version 1.2 for /users/{id}",
    ),
    ("MDX id of a heading", "a.mdx", "## Hello {/* #my-id */}", "## Hello {#my-id}"),
    (
        "MDX attributes of HTML",
        "a.mdx",
        "<img src={require('./p.png').default} alt=\"P\" /> <b style={{color: 'red'}}>x</b>",
        "![P](p.png) <b>x</b>",
    ),
    ("MDX head of a page", "a.mdx", "<head>\n  <title>Other</title>\n</head>\n\nWords", "# A\n\nWords"),
    ("MDX part with values", "a.mdx", 'import { Part } from "./_given.mdx";\n\n<Part word="green" />', "A green part."),
    ("end of a box behind its words", "a.md", ":::note[Mine]\nWords. :::\n\nMore", "Words.\n:::"),
    ("emoji", "a.md", "Done :tada: at 10:30:45, `:tada:` :no-such:", "Done 🎉 at 10:30:45, `:tada:` :no-such:"),
    ("letters below and above", "a.md", "H~2~O is the 19^th^, ~~gone~~", "H<sub>2</sub>O is the 19<sup>th</sup>, ~~gone~~"),
    ("note in its place", "a.md", "Words^[A note.] go on", "Words (A note.) go on"),
    ("wiki link in a table", "a.md", "| a |\n|---|\n| [[b\\|the other]] |", "| [the other](b.md) |"),
    ("formula with brackets", "a.md", "It takes $O(n)$, not $5 or $6", "It takes `O(n)`, not $5 or $6"),
    ("picture within a link", "a.md", "[![State](https://x.example/a.svg)](https://x.example/b)", "[State](https://x.example/b)"),
    ("two looks of one picture", "a.md", "![P](p.png#only-light)![P](p.png#only-dark)", "# A\n\n![P](p.png)\n"),
    ("fence behind HTML", "a.md", "<div>\n\nx\n\n</div>\n```sh\nls\n```", "</div>\n\n```sh"),
    ("DocFX code", "a.md", ':::code language="python" source="code.py" range="1":::', "````python [code.py]\na = 1\n````"),
    ("DocFX word", "a.md", 'Use :::no-loc text="Blazor"::: here', "Use Blazor here"),
]


@pytest.mark.parametrize(("file", "text", "expected"), [each[1:] for each in DIALECTS], ids=[each[0] for each in DIALECTS])
def test_pieces_of_other_dialects_become_what_readers_saw(site, export, bring, file, text, expected):
    files = {file: f"# A\n\n{text}\n", "b.md": "# B\n\nWords.\n", "p.png": PNG, "_part.md": "Words of a part.\n", **INCLUDED}
    report = bring("markdown", export(files))
    body = (site.content_dir / "en" / "a.md").read_text("utf-8")
    assert expected in f"# A\n{body.rpartition(f'{chr(10)}---{chr(10)}')[2]}"
    assert report.lost == 0, report.losses


@pytest.mark.parametrize(
    "text",
    [
        "```\n<Aside>x</Aside> {% hint %} ==y==\n```",
        "Type `<Tab>` and `{{< x >}}` and `==z==`",
        '```md\n{{#include none.md}}\n--8<-- "none.py"\n@tab One\n:tada: H~2~O ^[x] $O(n)$ {x.map(y => 1)}\n```',
        "Type `{{#tab name}}`, `:smile:`, `x^2^`, `![[x]]` or `{props.x}`",
    ],
)
def test_code_stays_as_it_is(site, export, bring, text):
    bring("markdown", export({"a.mdx": f"# A\n\n{text}\n"}))
    assert text in (site.content_dir / "en" / "a.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("SUMMARY.md", "# Summary\n\n* [Zeta](zeta.md)\n* [Alpha](alpha.md)\n"),
        ("docs.json", '{"navigation": {"groups": [{"group": "G", "pages": ["zeta", "alpha"]}]}}'),
        ("toc.yml", "- name: Zeta\n  href: zeta.md\n- name: Alpha\n  href: alpha.md\n"),
        ("_meta.json", '{"zeta": "Zeta", "alpha": "Alpha"}'),
        ("_Sidebar.md", "* [[zeta]]\n* [[alpha]]\n"),
        (".vitepress/config.js", "export default {themeConfig: {sidebar: [{link: '/zeta'}, {link: '/alpha'}]}}"),
        ("mkdocs.yml", "site_name: X\ndocs_dir: .\nnav: [zeta.md, alpha.md]\n"),
    ],
)
def test_the_order_is_that_of_the_old_sidebar(export, bring, library, name, content):
    bring("markdown", export({name: content, "alpha.md": "Words of alpha.\n", "zeta.md": "Words of zeta.\n"}))
    articles = library().articles["en"]
    assert sorted(articles) == ["alpha.md", "zeta.md"]
    assert articles["zeta.md"].order < articles["alpha.md"].order


def test_a_folder_of_a_language_that_the_site_lacks_is_said_and_never_filed_as_english(export, bring, library):
    files = {
        "docs/a.md": "# A\n\nx\n",
        "docs/ar/a.md": "# ا\n\nx\n",
        "docs/de/a.md": "# D\n\nx\n",
        "docs/de/b.md": "# E\n\nx\n",
        "mkdocs.yml": "site_name: X\n",
    }
    report = bring("markdown", export(files))
    assert list(library().articles["en"]) == ["a.md"]
    assert [loss.what for loss in report.losses] == ["the text in de", "the text in de"]


def test_a_site_of_index_pages_alone_and_its_first_page_arrive(site, export, bring, library):
    (site.content_dir / "en" / "index.md").write_text("---\ntitle: Ours\n---\n", "utf-8")
    files = {
        "docs/index.md": "# Old home\n\n[s](setup/index.md)\n",
        "docs/setup/index.md": "# Setup\n",
        "mkdocs.yml": "site_name: X\n",
    }
    bring("markdown", export(files))
    articles = library().articles["en"]
    assert {path: article.title for path, article in articles.items()} == {"home.md": "Old home", "setup.md": "Setup"}
    assert "(setup.md)" in articles["home.md"].body


@pytest.mark.parametrize("name", ["search", "glossary", "tags", "contact"])
def test_an_address_that_the_build_refuses_is_never_written(export, bring, library, name):
    report = bring("markdown", export({f"{name}.md": "# N\n\nx\n", "b.md": f"# B\n\n[n]({name}.md)\n"}))
    assert sorted(library().articles["en"]) == sorted([f"about-{name}.md", "b.md"])
    assert f"(about-{name}.md)" in library().articles["en"]["b.md"].body
    assert report.losses == ()


def test_words_that_did_not_arrive_are_counted_and_named_first(export, bring):
    report = bring("markdown", export({"a.md": "# A\n\nSee <iframe>fallback words</iframe> [x](gone.md) here.\n"}))
    assert report.lost == 2
    assert report.lines()[0] == "a.md: 2 of 5 words: They are not on the page: fallback, words."
    assert report.as_json()["words"] == {"of": report.words, "lost": 2}


def test_a_hidden_page_of_any_dialect_stays_a_draft(export, bring, library):
    headers = ["draft: true", "published: false", "hidden: true", "unlisted: true", "publish: false"]
    bring("markdown", export({f"a{n}.md": f"---\ntitle: A\n{header}\n---\nx\n" for n, header in enumerate(headers)}))
    assert {str(article.status) for article in library().articles["en"].values()} == {"draft"}


def test_links_and_pictures_in_a_block_of_html_stay_html(bring, export, library):
    picture = (EXPORTS / "mkdocs" / "docs" / "img" / "plate.png").read_bytes()
    table = '<table>\n<tr><td><a href="b.md#part">to b</a> <img src="img/p.png" alt="P"></td></tr>\n</table>'
    text = f'# A\n\n{table}\n\nIn a line <a href="b.md">b</a>.\n\n```html\n<p><a href="b.md">code</a></p>\n```\n'
    bring("markdown", export({"docs/a.md": text, "docs/b.md": "# B\n\n## Part\n\nx\n", "docs/img/p.png": picture}))
    body = library().articles["en"]["a.md"].body
    assert '<td><a href="b.md#part">to b</a> <img src="p.png" alt="P"></td>' in body
    assert "In a line [b](b.md)." in body
    assert '<p><a href="b.md">code</a></p>' in body


WORLD = [
    ("a tick in a table", "a.mdx", "| a | b |\n| --- | --- |\n| x | <Check size={18} /> |", "| x | ✓ |"),
    ("code as a value", "a.mdx", "<Code code={`let a`} lang=\"js\" />", "````js\nlet a\n````"),
    ("code as content", "a.mdx", "<CodeBlock language=\"jsx\">{`<b>x</b>`}</CodeBlock>", "````jsx\n<b>x</b>\n````"),
    ("code of an imported file", "a.mdx",
     "import Src from '!!raw-loader!./code.py';\n\n<CodeBlock language=\"py\">{Src}</CodeBlock>", "````py\na = 1"),
    ("a picture under a name", "a.mdx", "import pic from './p.png';\n\n<Image src={pic} alt=\"Alt\" />", "![Alt](p.png)"),
    ("a part with its contents", "a.mdx", "import G, {toc as T} from './_given.mdx';\n\n<G word=\"good\" />", "A good part."),
    ("braces to be read", "a.mdx", "Write {'{'}x{'}'} so.", "Write \\{x\\} so."),
    ("a film behind HTML", "a.mdx", "<p>a</p>\n<iframe src=\"https://www.youtube.com/embed/abcdefghijk\"></iframe>\nb",
     "<p>a</p>\n\n![](https://www.youtube.com/watch?v=abcdefghijk)\n\nb"),
    ("an include in a list", "a.md", "1. One\n\n   [!INCLUDE [x](short.md)]", "1. One\n\n   Short words."),
    ("lines of DocFX' code", "a.md", "[!code-py[](code.py#L3-L3)]", "````py [code.py]\nb = 2\n````"),
    ("a region of DocFX' code", "a.md", "[!code-py[](code.py?name=two&highlight=1)]", "````py [code.py]\nb = 2\n````"),
    ("columns of DocFX", "a.md", ":::row:::\n   :::column:::\n      Words\n   :::column-end:::\n:::row-end:::", "\nWords"),
    ("a picture of DocFX deep in a list", "a.md",
     "  - a\n\n    1.  b  \n        :::image type=\"content\" source=\"p.png\" alt-text=\"Deep\":::", "![Deep](p.png)"),
    ("a generic type of DocFX", "a.md", "See <xref:System.List`1> here.", "See `System.List` here."),
    ("lines of VitePress' include", "a.md", "<!--@include: ./long.md{3,3}-->", "First."),
    ("a heading of VitePress' include", "a.md", "<!--@include: ./parts.md#two-->", "## Two\n\nSecond."),
    ("VitePress' words as they are", "a.md", "::: v-pre\n{{ kept }}\n:::", "{{ kept }}"),
    ("a reference of a plugin", "a.md", "See [the class][pkg.Class] and [known][a.b].\n\n[a.b]: https://x.example",
     "See the class and [known][a.b]."),
    ("an id before a block", "a.md", "a\n\n{#place}\n> b\n\n[to](#place)", '<span id="place"></span>\n\n> b'),
    ("words with a class", "a.md", "Some [red words]{.red} here.", "Some red words here."),
    ("an id on its own line behind a heading", "a.md", "a\n\n{: .no_toc }\n## Head\n{: #own .x}\n\n[to](#own)", "## Head {#own}"),
    ("text made of a program by another plugin", "a.md", "a\n\n::: mkdocs-click\n    :module: x.y\n\nb", "a\n\nb"),
    ("GitHub's order", "a.md", "[[Shown words|Long page]]", "[Shown words](long-page.md)"),
    ("a picture of a wiki", "a.md", "[[p.png|alt=The lamp]]", "![The lamp](p.png)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "shown"), [case[1:] for case in WORLD], ids=[case[0] for case in WORLD])
def test_what_other_folders_hold_is_what_their_readers_saw(bring, export, library, name, text, shown):
    files = {
        name: f"# T\n\n{text}\n",
        "code.py": INCLUDED["code.py"].replace("# --8<-- [start:two]", "# <two>").replace("# --8<-- [end:two]", "# </two>"),
        "long.md": INCLUDED["long.md"],
        "_given.mdx": INCLUDED["_given.mdx"],
        "short.md": "Short words.\n",
        "parts.md": "# P\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n",
        "Long page.md": "# Long page\n\nx\n",
        "p.png": PNG,
    }
    bring("markdown", export(files))
    assert shown in library().articles["en"]["a.md"].body


def test_the_page_of_a_folder_stays_its_page_beside_a_readme(bring, export, library):
    bring(
        "markdown",
        export(
            {"_config.yml": "title: x\n", "a/index.md": "# Home\n\nWords\n", "a/README.md": "# Repo\n\nNotes\n", "a/b.md": "# B\n"}
        ),
    )
    found = library()
    assert found.sections["en"]["a"].title == "Home"
    assert found.articles["en"]["a/readme.md"].title == "Repo"


def test_names_that_sphinx_gives_texts_stand_for_them(bring, export, library):
    conf = 'myst_substitutions = {\n    "product": "Lamp Pro",\n}\n'
    bring("markdown", export({"conf.py": conf, "a.md": "# A\n\nThe {{ product }}.\n"}))
    assert library().articles["en"]["a.md"].body.strip() == "The Lamp Pro."


def test_what_no_reader_saw_is_not_counted_as_lost(bring, export):
    text = '# A\n\nWords ![p](p.png){ loading=lazy role="img" } here.\n\n'
    text += "::: pkg.mod.Class\n    options:\n      members: true\n\n      order: 1\n\nEnd.\n"
    report = bring("markdown", export({"a.md": text, "p.png": PNG}))
    assert (report.words, report.lost) == (4, 0)
