"""Where a line of Markdown ends between two characters that know no space, none is shown."""

from __future__ import annotations

import pytest

from kbgen.markup import line_ends
from kbgen.markup.commonmark import read
from kbgen.markup.serialise import to_html


def html(text: str) -> str:
    tree = read(text)
    line_ends.join(tree.root, text)
    return to_html(tree.root)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("パスワードを\n変更します。", "<p>パスワードを変更します。</p>"),
        ("打开设置，\n然后保存。", "<p>打开设置，然后保存。</p>"),
        ("打开**设置**\n然后保存。", "<p>打开<strong>设置</strong>然后保存。</p>"),
        ("打开\n**设置**然后保存。", "<p>打开<strong>设置</strong>然后保存。</p>"),
        ("- 打开设置\n  然后保存", "<li>打开设置然后保存</li>"),
        ("> 第一行\n> 第二行", "<p>第一行第二行</p>"),
        ("使用 Wi-Fi\n连接", "<p>使用 Wi-Fi\n连接</p>"),
        ("打开 `a`\n然后", "<code>a</code>\n然后"),
        ("打开\n`a`", "<p>打开\n<code>"),
        ("비밀번호를\n변경합니다", "<p>비밀번호를\n변경합니다</p>"),
        ("Two\nlines", "<p>Two\nlines</p>"),
        ("```\n一\n二\n```", "一\n二"),
        ("一  \n二", "<br"),
    ],
)
def test_lines_are_joined_as_the_script_reads(text: str, shown: str) -> None:
    assert shown in html(text)
