"""Runs that have to read as written inside right-to-left sentences, and where each character of such a sentence has to stand.

The order of what is shown is computed, never looked up in markup: by python-bidi, an implementation of Unicode Standard Annex 9,
here, and by Chromium's glyphs in `tests/browser/test_direction.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bidi import get_display
from markupsafe import escape

from kbgen.pages.direction import isolated

# Kind by kind.
RUNS = [
    run
    for line in r"""
-5 °C|+3 %|±2 °C|10 MB/s|5%|12.5 kg|5 °C – 10 °C|1920×1080|3 × 4 cm|2.4 GHz|10 000 km|50+|90°|15"|27-inch
3.5 mm (1/8")|±0.5 mm
2.4.1 beta|2.3.1-rc.1|v2.0~rc1|1.0.0+build.5|Python 3.11|Windows 11 (64-bit)|iOS 17.4|^1.2.3|>=2.0,<3|2.4.x|1.2.3.4-5
v1.0 → v2.0
$19.90|19.90 USD|€ 5|5 €|USD 19.90|$1,234.50|US$ 5|£9.99/month|-$5
https://example.com/a?b=1&c=2#d|http://localhost:8000/|https://example.com/a_(b)|ftp://user@host/x|www.example.com
example.com/a-b
//cdn.example.com/x.js|2001:db8::1|::1|[2001:db8::1]:443|192.168.0.1:8080|10.0.0.0/8|fe80::1%eth0
help@example.com|first.last+tag@example.co.uk|mailto:a@b.c|<help@example.com>
f(x)|report (final).pdf|a[0]|a[i][j]|List<String>|Dictionary<string, int>|print("a, b")|AC/DC (live)|Ctrl+C (copy)
kbgen 2.1 (beta)
{name}|{{ page.title }}|${HOME}|<b>AT&T</b>|f(g(x))|(a + b) × c|f(x) - g(x)
C:\Users\me|~/bin/x|/etc/hosts|%APPDATA%\x|C:\Program Files (x86)\App|\\server\share|./run.sh|../a/b|$HOME/.config
content/en/|/
cd ..|ls -la ~|HKLM\Software
+98 21 1234 5678|(021) 8877-6655|021-88776655|0800 123 456|+1 (555) 010-9999|*780#|*#06#|+49-30-1234567|021 8877 6655
6037-9912-3456-7890
6037 9912 3456 7890|2026-11-21|21-11-2026|2026-11-21T10:30:00Z|9:00–17:00|9:00 AM – 5:00 PM|10-15|10 – 15|2020-2025
12:30-13:45|1-3|Mon 9:00
3 + 4 = 7|2 × 3 = 6|10 / 2 = 5|x² + y² = z²|a - b|E = mc²|x >= 3|1 + 1|y = 2x - 1|-1|+1|7 - 3|10⁶ B|1e-9|0x1F
۰۲۱-۸۸۷۷۶۶۵۵|۰۹۱۲-۳۴۵-۶۷۸۹|۱۲۳۴ ۵۶۷۸ ۹۰۱۲ ۳۴۵۶|+۹۸ ۲۱ ۸۸۷۷ ۶۶۵۵|(۰۲۱) ۸۸۷۷-۶۶۵۵|*۷۸۰#|۱۴۰۵-۰۸-۳۰|۱۰-۱۵|۹:۰۰-۱۷:۰۰|-۵
۳ + ۴ = ۷|۱۰۰ $
٠٢١-٨٨٧٧٦٦٥٥|+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧|٠٨٠٠-١٢٣-٤٥٦|٢٠٢٦-١١-٢١|*١٢٣#|(٠٢) ٢٧٣٥-٤٤٢٢|٩٢٠٠ ١٢٣٤ ٥٦٧٨
Ctrl+Shift+P|Alt + F4|Ctrl++|⌘C|⌘ + K|Fn+F5
C++|C#|.NET|F#|Node.js|A*|g++|ASP.NET Core|Wi-Fi 6|USB-C 3.2|Yahoo! Mail|Q&A|AT&T|i/o|e-mail|3D|2FA|4K|H.264
OAuth 2.0|A/B/C|and/or|TCP/IP
#kbgen|#2024|@name|@user_name|@scope/pkg|#a-b|#7a2e8e|№ 5|§ 12|~5 MB|<5 ms|100% CPU|1/2 cup|24/7 support
5 GHz/2.4 GHz|10 MB – 20 MB
*.pdf|**/*.md|[a-z]+|^\d{3}$|file?.txt|SELECT *|!important|--locale|-l|--locale=fa|kbgen build --locale fa
git commit -m "first try"
npm run build -- --watch|:root { --kb-accent: #7a2e8e; }|.btn:hover { color: red; }|if (a < b) { return; }|a && b
x = [1, 2, 3];|foo();
"a": 1|{ "a": 1, "b": [2] }|<a href="x">y</a>
"Save As"|“Save As”|'Save'|‘Save’|"C++"|Don't save|rock 'n' roll|the users' data|"a" or "b"|"Yes, delete it"
Settings > Wi-Fi > Advanced|File → Save As|Save & close|Terms, conditions and more|Error 404: Not found|Hello, World
Microsoft Office 2021 Pro
naïve café|Ελλάδα 5|Привет, мир|日本語 (テスト)|Straße 12|Łódź|µTorrent 3.5
""".strip().split("\n")
    for run in line.split("|")
]
# Words without marks above or below, which would stand on the same place as their letters.
WORDS = {"ar": ("استخدم", "الان بهذا", "ايضا"), "fa": ("نسخه", "نصب شد", "هم"), "he": ("התקינו", "עכשיו את", "גם")}
AROUND_ONE = [
    "A {}", "{} B", "A {} B", "A {}.", "A {}. B", "A {}، B", "A {}؛ B", "A {}: B", "A {}, B", "A {}!", "A {}؟", "A {}… B",
    "A ({}) B", "A ({}).", "A (B {}) C", "A ({} B) C", "A [{}] B", "A «{}» B", "A «{}».", "A “{} B” C", 'A "B {}" C',
    "A – {} – B", "A - {} - B", "A {} – B", "A {} B 12 C", "A 12 B {}",
]  # fmt: skip
AROUND_TWO = ["A {} و {} B", "A {}، {} B", "{} و {}", "A ({}، {})", "A {} B {}.", "A {}؛ B {}؟"]
# Between two runs a Latin comma and a slash make one run of them: `Chrome, Firefox`.
JOINED = ["A {}, {} B", "A {} / {} B"]
ISOLATES = {"<bdi>": "\u2068", "</bdi>": "\u2069", '<bdo dir="ltr">': "\u2066\u202d", "</bdo>": "\u202c\u2069"}
CONTROLS = re.compile("[\u2066-\u2069\u202a-\u202e]")


def sentences() -> Iterator[tuple[str, str]]:
    """Sentences with runs in them, and what they have to show from left to right."""
    for first, second, third in WORDS.values():
        words = {"A": first, "B": second, "C": third}
        for at, run in enumerate(RUNS):
            for pattern in AROUND_ONE + AROUND_TWO:
                runs = [run, RUNS[at - 7]][: pattern.count("{}")]
                if not ambiguous(runs[-1], pattern):
                    yield assembled(pattern, words, runs)


def ambiguous(run: str, pattern: str) -> bool:
    """Whether a reader could not tell either what of `run`, the last one, is the sentence's."""
    return (run == "cd .." and "{}." in pattern) or (run.endswith('"') and '{}"' in pattern)


def assembled(pattern: str, words: dict[str, str], runs: list[str]) -> tuple[str, str]:
    """A sentence, and its characters from left to right: the runs as they are, what is around them from its end."""
    parts = [re.sub("[ABC]", lambda letter: words[letter[0]], part) for part in pattern.split("{}")]
    text = parts[0] + "".join(run + part for run, part in zip(runs, parts[1:], strict=True))
    shown = "".join(backwards(part) + run for part, run in zip(parts[:0:-1], runs[::-1], strict=True)) + backwards(parts[0])
    return text, shown


def backwards(text: str) -> str:
    return re.sub(r"\d+", lambda number: number[0][::-1], text[::-1])


def displayed(text: str) -> str:
    """`text` with its runs isolated, as Unicode's algorithm shows it from left to right."""
    markup = str(escape(isolated(text, "rtl")))
    for tag, control in ISOLATES.items():
        markup = markup.replace(tag, control)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        markup = markup.replace(entity, sign)
    return CONTROLS.sub("", get_display(markup, base_dir="R"))


def cases() -> list[tuple[str, list[str]]]:
    """The table of `runs.txt`: texts, and their runs."""
    lines = Path(__file__).with_name("runs.txt").read_text("utf-8").splitlines()
    return [(re.sub("[⟦⟧]", "", line), re.findall("⟦(.*?)⟧", line)) for line in lines if line and not line.startswith("#")]
