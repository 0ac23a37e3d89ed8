"""Whether a text has a sign that only another program's Markdown means something by.

Receives a body; answers yes or no. A text without them is the same after translation. What CommonMark and GitHub mean otherwise is
no sign: an escaped parenthesis, an element in capitals, `[!NOTE]` outside a quotation. Pure.
"""

from __future__ import annotations

import re

_ANY = ("{%", "{{", "{:", "{/*", "](#tab/", "-8<-", "$$", "%%", "^[", "]((")
# (what has to be there, in small letters; what shows that it is meant). Looking for a few letters takes a hundredth of the time
# that an expression takes, and most texts have few of them.
_MEANT = tuple(
    (letters, re.compile(pattern, re.MULTILINE | re.IGNORECASE))
    for letters, pattern in (
        ("<", r"<(?:script\b|style\b|summary|xref[:\s])|(?-i:<[A-Z]\w*[a-z][\w.]*[\s/>])|^[ \t]*<<<"),
        ("</", r"^[ ]{0,3}</(?:div|details|p|table|ul|ol|section|center)>[ \t]*\n[ ]*\S"),
        ("** ", r"^[ \t>]*(?:(?:[-*+]|\d+[.)]|#{1,6})[ \t]+)?\*\*[ ]+[^*\s][^*\n]*\*\*"),
        ("][", r"\]\[[a-z_]\w*\.\w"),
        ("]{", r"\]\{[ ]*[.#]"),
        ("{", r"^[ ]{0,3}\{[ ]*#"),
        ("[[", r"(?<!\[)\[\[[^\[\]*\n]+\]\](?![\]:])"),
        ("@include:", r"@include:"),
        ("==", r"==\S"),
        ("++", r"\+\+\w"),
        ("[!", r"\[!(?:INCLUDE|VIDEO|div|code|UICONTROL|KBD|DNL|BADGE)|>[ \t]*\[![\w-]+\|"),
        (":", r":(?:material|octicons|fontawesome|simple)-|:[a-z0-9_+-]+:(?!\w)"),
        (
            ":::",
            r"^[ \t]*:{3,}[ \t]*(?:image|row|column|zone|moniker|code|query|tabs|mermaid|plantuml|no-loc|\w+[^\n]*:{3})"
            r"|[^\s:][ \t]+:{3,}[ \t]*$|:::[ \t]*(?:image\b|v-pre)|^[ \t]*:{3,}[ \t]*\w+\.\w|^\#{1,6}[ \t]+:::[ \t]"
            r"|^[ \t]*:{3,}[ \t]*(?:admonish|ad-\w|\{\w[\w:+.-]*\})",
        ),
        ("///", r"^[ \t]*/{3,}[ \t]*\w"),
        ("import", r"^import[ \t{]"),
        ("export", r"^export[ \t{]"),
        ("@", r"^[ \t]*@(?:tab|\[|include)"),
        ("!!!include", r"^!!!include"),
        ("}`", r"(?<![`\\\w])\{[a-z][\w:+-]*\}`"),
        (")=", r"^[ ]{0,3}\([^()\n]+\)=[ \t]*$"),
        ("~", r"\w~[\w+-]+[~^]"),
        ("^", r"\w\^[\w+-]+[~^]|(?:^|[ \t])\^[a-z0-9-]+[ \t]*$"),
        ("](", r"\|\d+(?:x\d+)?\]\("),
        (" =", r"\]\([^()\n]*[ ]=\d*%?x?\d*%?[ ]*[\"')]"),
        ("$", r"\$[^\s$\d][^$\n]*\$"),
        ("-dark", r"(?:only|gh)-dark"),
        ("dark:block", r"dark:block"),
        ("[toc]", r"\[toc\]"),
        ("material-", r"material-(?:icons|symbols)"),
        ('class="fa', r"class=\"fa[bsrl]?[ -]"),
        ("```", r"^[ \t]*[`~:]{3,}[ \t]*(?:admonish|ad-\w|\{\w[\w:+.-]*\})"),
        ("~~~", r"^[ \t]*[`~:]{3,}[ \t]*(?:admonish|ad-\w|\{\w[\w:+.-]*\})"),
    )
)


def has_signs(body: str) -> bool:
    """Whether `body` may say something that only another program knows."""
    if any(sign in body for sign in _ANY):
        return True
    small = body.lower()
    return any(letters in small and pattern.search(body) for letters, pattern in _MEANT)
