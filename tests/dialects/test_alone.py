"""A body of another program, translated by itself: readers see its words, never its syntax, and lines keep their numbers."""

from __future__ import annotations

import pytest

from kbgen.dialects.alone import translate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% hint style="info" %}\nMind\n{% endhint %}', "::: info\nMind\n:::"),
        ("{{< notice tip >}}Mind{{< /notice >}}", "::: tip\nMind\n:::"),
        ('<Tabs>\n  <Tab title="A">\n    x\n  </Tab>\n</Tabs>', '=== "A"\n\n    x'),
        ("Press ++ctrl+s++ :material-check: now", "Press <kbd>Ctrl</kbd>+<kbd>S</kbd> now"),
        ("{: .note }\nA paragraph", "::: note\nA paragraph\n:::"),
        ("Type `{{ x }}` and `<Tab>`; List<String> and <Your name> stay", "List<String> and <Your name> stay"),
        ("[[Set up|the first step]]", "[the first step](Set%20up)"),
        ("Done :tada: for H~2~O^[not steam]", "Done 🎉 for H<sub>2</sub>O (not steam)"),
        ("Package~31bf38~amd64~fr-FR~10.0 and a~en~b~c, x^-2^", "Package~31bf38~amd64~fr-FR~10.0 and a~en~b~c, x<sup>-2</sup>"),
        ('Press it (:::image type="icon" source="p.png" alt-text="Go":::) now', "Press it (![Go](p.png)) now"),
        ("![Big](p.png =200x100)", "![Big](p.png)"),
        ('![Big](p.png =20%x "Plan")', '![Big](p.png "Plan")'),
        ("> [!Video https://films.example/1]", "![](https://films.example/1)"),
        ('Above\n> [!Div class="x"]\n> Words', "Above\n> Words"),
        ("See [!Include [note](n.md)] too", "See  too"),
        ("::: tabs\n@tab One\nx\n:::", '=== "One"\n\n    x'),
        ("::: mermaid\ngraph LR\n:::", "````mermaid\ngraph LR\n````"),
        ("```{warning} Hot\nWait.\n```", "::: warning[Hot]\nWait.\n:::"),
        ('{% include tip.html content="Mind" %}', "::: tip\nMind\n:::"),
        ("import X from './x';\n\n{props.y} stays {'out'}", " stays out"),
        ("</div>\n# Next", "</div>\n\n# Next"),
        ('<script setup>\nimport X from "./x"\n</script>\n\nWords', "Words"),
    ],
)
def test_blocks_and_marks_become_what_kbgen_has_for_them(text, expected):
    assert expected in translate(text).body


@pytest.mark.parametrize(
    "text",
    [
        "Plain *words* [a](b.md)\n\n::: tip\nx\n:::\n",
        '!!! note "T"\n    x\n\n=== "A"\n\n    y\n',
        "At 10:30:45 to /users/{id}, ~~not~~ ~/bin~ or $5 and $6, ::1 and x::y\n",
        "```\n{{#include none.py}}\n@tab A :tada: x^2^\n```\n",
        "| a | b |\n|---|---|\n| :no_such: | x |\n",
        "With x = 5 and [y](z) = 6\tnothing changes\n",
        "Returns a {Blob} of {{ x }\n\n```js\nimport { Blob } from 'x';\nexport const y = `1`;\n```\n",
    ],
)
def test_what_kbgen_reads_itself_stays_letter_for_letter(text):
    assert translate(text) == (text, ())


def test_signs_of_other_programs_in_running_text_are_none():
    text = "A ==mark==.\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n\nIn cmd write 50%% for 50 and 100%% for all. %%%\n"
    assert translate(text) == (text.replace("==mark==", "<mark>mark</mark>"), ())


def test_lines_keep_their_numbers_where_blocks_of_marks_are_gone():
    text = 'import X from "./x"\n\n{% tabs %}\n{% tab title="A" %}\nx\n{% endtab %}\n{% endtabs %}\n\nA line to find.\n'
    assert translate(text).body.split("\n").index("A line to find.") == text.split("\n").index("A line to find.")


def test_what_stands_in_another_file_is_said():
    assert translate("{% include note.html %}\n\nWords").lost == (("included text note.html", "Its text stands in another file."),)


@pytest.mark.parametrize(
    "piece",
    [
        "```admonish\n~~~\n",
        "```{note}\n",
        ":::: code-group\n",
        "::: tabs\n@tab a\n",
        "import x from 'y'\n\n{ ",
        "</X> ={}",
        "a :::\n",
    ],
)
def test_what_is_never_closed_costs_no_more_than_its_length(piece):
    # Each of these took minutes when every beginning was followed to the end of the text.
    text = piece * (60_000 // len(piece))
    assert len(translate(text).body) <= 2 * len(text)
