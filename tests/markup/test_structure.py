"""The instrument that compares pages with specifications tells apart what readers would, and passes over what kbgen adds."""

from __future__ import annotations

import pytest

from benchmarks.structure import body_of, structure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>"),
        ("<h2>a</h2>", "<h3>a</h3>"),
        ("<p>a <em>b</em></p>", "<p>a<em> b</em></p>"),
        ("<p>a<br>b</p>", "<p>a b</p>"),
        ("<pre><code>a  b</code></pre>", "<pre><code>a b</code></pre>"),
        ("<p><code>a  b</code></p>", "<p><code>a b</code></p>"),
        ('<p><a href="https://a.example/">a</a></p>', '<p><a href="https://b.example/">a</a></p>'),
        ('<p><img src="a.png" alt="a"></p>', '<p><img src="a.png" alt="b"></p>'),
        ("<table><tr><td>a</td></tr></table>", '<table><tr><td style="text-align: right;">a</td></tr></table>'),
        ("<p>&lt;b&gt;</p>", "<p><b></b></p>"),
        ("<blockquote><p>[!NOTE] a</p></blockquote>", '<div class="admonition note"><p>Note</p><p>a</p></div>'),
        ('<ul><li><input type="checkbox" checked> a</li></ul>', '<ul><li><input type="checkbox"> a</li></ul>'),
    ],
)
def test_what_differs_for_a_reader_differs(one: str, other: str) -> None:
    assert structure(one) != structure(other)


@pytest.mark.parametrize(
    ("page", "plain"),
    [
        ('<h2 id="a">a<a class="kb-anchor" href="#a">#</a></h2>', "<h2>a</h2>"),
        ("<p>a</p><h1>b</h1>", "<p>a</p><h2>b</h2>"),
        ("<h1>a</h1><p>b</p>", "<p>b</p>"),
        ('<div class="kb-table" tabindex="0"><table><tr><td>a</td></tr></table></div>', "<table><tr><td>a</td></tr></table>"),
        ('<div class="highlight" dir="ltr"><pre tabindex="0"><span></span><code><span class="n">a</span>\n</code></pre></div>',
         '<pre><code class="language-python">a\n</code></pre>'),
        ('<p><code dir="ltr">a <span class="kb-whole">-b</span> c</code></p>', "<p><code>a -b c</code></p>"),
        ('<p><a class="kb-zoom" href="a.png"><img alt="a" src="a.png" loading="lazy" decoding="async"></a></p>',
         '<p><img src="a.png" alt="a"></p>'),
        ('<ul class="task-list"><li class="task-list-item"><input type="checkbox" aria-label="Done" disabled checked/> a</li></ul>',
         '<ul>\n<li><input type="checkbox" checked="" disabled="" /> a</li>\n</ul>'),
        ('<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol><li id="fn:1">'
         '<p>b\u00a0<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
         '<p>a<sup class="footnote-ref"><a href="#fn-1">1</a></sup></p><section class="footnotes"><ol><li id="fn-1">'
         '<p>b <a href="#fnref-1" class="footnote-backref">↩</a></p></li></ol></section>'),
    ],
)  # fmt: skip
def test_what_kbgen_adds_is_passed_over(page: str, plain: str) -> None:
    assert structure(page) == structure(plain)


def test_a_link_that_leads_nowhere_is_text_on_both_sides() -> None:
    page = '<p><span class="kb-broken" title="t">a</span> <span class="kb-broken">b</span></p>'
    assert structure(page) == structure('<p><a href="/a" title="t">a</a> <img src="/b" alt="b"></p>', lambda reference: None)


def test_the_body_is_what_stands_between_the_template(lantern) -> None:
    page = (lantern / "en" / "start" / "set-up" / "index.html").read_text("utf-8")
    body = body_of(page)
    assert "<h1" not in body
    assert "kb-feedback" not in body
    assert body.count("<div") == body.count("</div>")
