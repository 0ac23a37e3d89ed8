"""Pages as files: links lead to files and not to folders, and scripts are such as files may run.

Receives the HTML of a built page; returns that of its copy. Only tags are touched: what an article shows as code stays as it is.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?:a|area|form|link|script|section|meta)\b[^<>]*>")
_PRELOAD = re.compile(r"<link\b[^<>]*\brel=\"(?:preload|alternate)\"[^<>]*>\n?")
# A feed is followed on the web.
_FEED = re.compile(r'<li><a\b[^<>]*\btype="application/atom\+xml"[^<>]*>[^<]*</a></li>\n?')
_ADDRESS = re.compile(r'(?<=[\s;])(href|action|data-to|data-kb-page|data-kb-from|content)="([^"]*)"')
_REFRESH = re.compile(r"(?<=url=).*")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)


def as_file(html: str, script: str, bundle: str) -> str:
    """`script` is the published name of the theme's first module, `bundle` that of the classic script in its place."""
    return _TAG.sub(lambda tag: _tag(tag[0], script, bundle), _FEED.sub("", _PRELOAD.sub("", html)))


def _tag(tag: str, script: str, bundle: str) -> str:
    if tag.startswith("<script"):
        tag = tag.replace(' type="module"', " defer").replace(script, bundle)
    elif tag.startswith("<meta") and 'http-equiv="refresh"' not in tag:
        return tag
    return _ADDRESS.sub(lambda match: f'{match[1]}="{_address(match[1], match[2])}"', tag)


def _address(name: str, address: str) -> str:
    if name == "content":
        return _REFRESH.sub(lambda url: file_address(url[0]), address)
    return file_address(address)


def file_address(address: str) -> str:
    """`../a/#b` → `../a/index.html#b`; addresses of other hosts and of files stay."""
    if not address or _ELSEWHERE.match(address):
        return address
    end = min((place for sign in "?#" if (place := address.find(sign)) >= 0), default=len(address))
    path, rest = address[:end], address[end:]
    if path in (".", "..") or path.endswith(("/.", "/..")):
        path += "/"
    return f"{path}index.html{rest}" if path.endswith("/") else address
