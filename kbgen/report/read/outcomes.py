"""What became of a search, as a few bits: kept with the figures of its day for as long as these are."""

from __future__ import annotations

from enum import IntFlag


class SearchOutcome(IntFlag):
    """`FAILED`: these words did not help; `LEFT`: nor did any other in the end. `WITNESS`: the reader's visit says that the article
    helped, and the reader is the first of the network that says so. The numbers are stored: never change one."""

    FAILED = 1
    LEFT = 2
    NOTHING = 4
    UNOPENED = 8
    REWORDED = 16
    CONTACT = 32
    VOTED = 64
    WITNESS = 128


NONE = SearchOutcome(0)
