"""The elements that are open while a tree grows."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

# Chromium stops at 512 elements in one another (`kMaximumHTMLParserDOMTreeDepth`), and passes over a tree call themselves.
DEEPEST = 200


class Stack:
    """Open elements from the root down, and for each whether raw HTML opened it. `top` is the one that takes what comes next."""

    def __init__(self, root: Element) -> None:
        self.top = root
        self.entries: list[tuple[Element, bool]] = [(root, False)]

    def open(self, element: Element, *, raw: bool = False) -> None:
        """Put `element` at the end of the top one, and open it; too deep down, what it holds goes into the top one."""
        if len(self.entries) > DEEPEST:
            self.entries.append((self.top, raw))
            return
        self.top.append(element)
        self.entries.append((element, raw))
        self.top = element

    def begin(self, tag: str) -> None:
        """Open a new element of this name at the end of the top one."""
        if len(self.entries) > DEEPEST:
            self.entries.append((self.top, False))
            return
        self.top = SubElement(self.top, tag)
        self.entries.append((self.top, False))

    def enter(self, element: Element) -> None:
        """Open `element`, wherever it stands."""
        self.entries.append((element, False))
        self.top = element

    def close(self) -> Element:
        """Close the top element."""
        element, _ = self.entries.pop()
        self.top = self.entries[-1][0]
        return element

    def close_raw(self, tag: str) -> bool:
        """Close what raw HTML opened as `tag` within the same element of Markdown, with all in it; returns whether it did."""
        depth = len(self.entries) - 1
        while self.entries[depth][1]:
            if self.entries[depth][0].tag == tag:
                del self.entries[depth:]
                self.top = self.entries[-1][0]
                return True
            depth -= 1
        return False

    def close_all_raw(self) -> None:
        """Close what raw HTML left open within the same element of Markdown."""
        while self.entries[-1][1]:
            self.close()
