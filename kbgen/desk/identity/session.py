"""Signed cookies and one-time addresses, for a desk on one machine.

A session is the name of a person, a number of its own and an end, signed with a key that only this process knows: a client can
neither make one nor keep one over a sign-out. The way in is a token that is printed at the start and works once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

COOKIE = "kbgen-desk"
# A day of work.
SESSION_SECONDS = 12 * 3600
# Whoever does not open the printed address within this time prints another.
TOKEN_SECONDS = 3600


@dataclass(frozen=True)
class Session:
    """Somebody who signed in; `number` is this sign-in's own."""

    name: str
    number: str
    ends: int


@dataclass
class Sessions:
    """The sessions of one process; `now` gives seconds since 1970."""

    now: Callable[[], float]
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    _ended: dict[str, int] = field(default_factory=dict)

    def token(self, name: str) -> str:
        """A token by which `name` can sign in, once."""
        made = secrets.token_urlsafe(32)
        self._tokens[_digest(made)] = (name, self.now() + TOKEN_SECONDS)
        return made

    def sign_in(self, token: str) -> str | None:
        """A fresh cookie for a token that was not used yet; None for any other."""
        name, ends = self._tokens.pop(_digest(token), ("", 0.0))
        if not name or self.now() >= ends:
            return None
        body = {"name": name, "number": secrets.token_urlsafe(16), "ends": int(self.now()) + SESSION_SECONDS}
        text = base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")
        return f"{text}.{self._signature('session', text)}"

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie that this process signed and that has not ended."""
        text, _, signature = cookie.partition(".")
        # As bytes: what a client sends may hold any letters.
        if not hmac.compare_digest(signature.encode(), self._signature("session", text).encode()):
            return None
        body = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        found = Session(str(body["name"]), str(body["number"]), int(body["ends"]))
        return None if self.now() >= found.ends or found.number in self._ended else found

    def end(self, session: Session) -> None:
        """Sign out: the cookie is worth nothing from now on."""
        self._ended = {number: ends for number, ends in self._ended.items() if ends > self.now()}
        self._ended[session.number] = session.ends

    def form_mark(self, holder: str) -> str:
        """What a form of this holder carries, so that no other page can send it."""
        return self._signature("form", holder)

    def is_form_mark(self, holder: str, mark: str) -> bool:
        """Whether a form came from a page that this holder was shown."""
        return hmac.compare_digest(mark.encode(), self.form_mark(holder).encode())

    def _signature(self, purpose: str, text: str) -> str:
        return hmac.new(self._key, f"{purpose}:{text}".encode(errors="replace"), hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
