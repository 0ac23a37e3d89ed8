"""Code that a page of MDX gives a component: as its content, as a value, or in a file that the page imports.

Receives the component with its content as it was written; returns a block of code. Sources: `CodeBlock` of Docusaurus, `Code` of
Astro and Starlight, `raw-loader` and Vite's `?raw`.
"""

from __future__ import annotations

import re
from textwrap import dedent

from kbgen.dialects.shapes import Part, Shaped, bold, fenced

_LITERAL = re.compile(r"\s*\{\s*`((?:[^`\\]|\\.)*)`\s*(?:\.trim\(\)\s*)?\}\s*", re.DOTALL)
_NAME = re.compile(r"\s*\{\s*([A-Za-z_$][\w$]*)\s*\}\s*")
_VALUE = re.compile(r"\bcode=\{\s*([A-Za-z_$][\w$]*)\s*\}")


def code_block(part: Part) -> Shaped:
    """The block, below its file's name; what nobody can look up is told."""
    content, title = part.content or "", part.value("title", "filename")
    name = _VALUE.search(part.rest) or _NAME.fullmatch(content)
    if literal := _LITERAL.fullmatch(content):
        code = re.sub(r"\\([`$\\])", r"\1", literal[1])
    elif name:
        found = part.around.raw(f"<{name[1]}>")
        if found is None:
            part.around.lose(f"included code {{{name[1]}}}", "It is not in the folder.")
        code = found or ""
    else:
        code = content if content.strip() else part.value("code")
    if "```" in code:
        # A fence of its own says more than the component around it.
        return Shaped("\n\n".join(piece for piece in (bold(title), dedent(code).strip("\n")) if piece))
    written = fenced(dedent(code).strip(), part.value("language", "lang")) if code.strip() else ""
    return Shaped("\n\n".join(piece for piece in (bold(title) if written else "", written) if piece))
