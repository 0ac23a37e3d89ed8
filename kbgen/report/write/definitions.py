"""What each figure means, written once: shown on the page, tested on sets of events whose right answers are known.

Receives a translator; returns name, meaning and source of each. Where the field has a term, it is the field's, with whoever coined
it; where our figure differs from theirs, it says how.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """One figure. `source` is a reference, as it is cited in any language; empty where the figure is only ours."""

    name: str
    meaning: str
    source: str = ""


def definitions(text: Callable[[str], str]) -> list[Definition]:
    """All of them, in the order of the page; `text` translates."""
    return [
        Definition(
            text("Visit"),
            text(
                "What one device does without a pause of half an hour, also across midnight. "
                "It belongs to the day on which it began."
            ),
            "Web Analytics Association, Web Analytics Definitions, 2007",
        ),
        Definition(
            text("Reader"),
            text(
                "One device on one day. Nobody is followed further. On one day one network stands for at most three readers of a "
                "question, and judges an article with at most three votes."
            ),
        ),
        Definition(
            text("View"), text("An article on a page that a person could see: a page in a hidden tab counts once it is shown.")
        ),
        Definition(
            text("Searches"),
            text(
                "Searches that a reader paused on; what is typed on within 30 seconds is one search. "
                "A search counts also after its words were deleted."
            ),
        ),
        Definition(
            text("It helped"),
            text(
                "An article that a search led to helped if its reader voted for it; or neither voted against it nor "
                "was back at the "
                "search within 30 seconds, nor within two minutes and found no help, nor contacted support afterwards. An article "
                "that was suggested while a question was written helped if it was opened and the question was not sent."
            ),
            "S. Fox, K. Karnawat, M. Mydland, S. Dumais, T. White, ACM TOIS 23(2), 2005",
        ),
        Definition(
            text("Left without help"),
            text(
                "Readers whom no article that they opened for a question helped. Some of those who opened nothing read the answer "
                "in the list of results itself, which is called good abandonment and cannot be seen: the figure is an upper bound."
            ),
            "J. Li, S. Huffman, A. Tokuda, Good abandonment in mobile and PC internet search, SIGIR 2009",
        ),
        Definition(
            text("Contact rate: visits that contacted support"),
            text(
                "Visits that sent a question or used a channel: mail, phone, chat or form. Opening the contact page alone does "
                "not count. Contacts that begin elsewhere are not seen."
            ),
            "HDI, Service and Support Metrics: contact rate = contacts / users; ours counts visits",
        ),
        Definition(
            text("Deflection"),
            text(
                "Of the visits that looked for support, by the contact page, a suggestion or a channel, the share that did not "
                "contact it. Some of them gave up."
            ),
            "TSIA, Deflection rate; ours counts visits that began to contact",
        ),
        Definition(
            text("Self-service score"),
            text(
                "Visits for each visit that contacted support: 5 says that four of five did not. More is better, as "
                "far as the others "
                "were helped."
            ),
            "Zendesk, Self-service score = users of the help center / users with tickets; ours counts visits",
        ),
        Definition(
            text("Ease of finding help, 1 to 5"),
            text(
                "The mean answer to “How easy was it to find help?”, from 1, very hard, to 5, very easy: a customer effort score "
                "(CES), here on five steps."
            ),
            "M. Dixon, K. Freeman, N. Toman, Stop trying to delight your customers, Harvard Business Review, July 2010",
        ),
        Definition(
            text("Change"),
            text(
                "Periods are compared when both consist of whole days that were recorded from beginning to end. A change has an "
                "arrow only if chance alone would make it no more often than once in twenty times."
            ),
        ),
    ]
