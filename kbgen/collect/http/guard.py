"""Decides whether a request may write at all, before anything of its body is believed.

Receives a Starlette request and the operator's rules; returns the body or raises `ClientError` with the status to answer.
CORS does not stop a page of another site from sending: only comparing `Origin` does.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request

from kbgen.collect.http.address import client_address
from kbgen.collect.limits import Buckets, DailyAllowance
from kbgen.collect.schema import MAX_BODY
from kbgen.collect.settings import CollectorSettings
from kbgen.collect.voter import truncated
from kbgen.errors import ClientError

# Letters that a row of the day's allowance holds: an event with a search, or a tenth of a long comment.
LETTERS = 200

JSON, FORM = "application/json", "application/x-www-form-urlencoded"

# Programs that say what they are. Their votes are kept, marked, and left out of every rate.
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp|curl/|wget/|python-|httpx/|go-http-client|scrapy", re.IGNORECASE)


class TooMany(ClientError):
    """429: this network, or all together, sent more than the rules allow."""

    def __init__(self) -> None:
        super().__init__("Too many requests. Try again in a minute.", status=429)


class Guard:
    """The gate of one collector; remembers only hashed networks and how much they have sent lately."""

    def __init__(self, rules: CollectorSettings, monotonic: Callable[[], float]) -> None:
        self._rules = rules
        self._addresses = Buckets(rules.address_rate, rules.most_addresses, monotonic)
        self._all = Buckets(rules.global_rate, 1, monotonic)
        self._days = DailyAllowance(rules.network_day, rules.most_addresses, monotonic)
        self._day = DailyAllowance(rules.global_day, 1, monotonic)
        # Addresses are hashed with a key that only this process knows and that dies with it.
        self._key = secrets.token_bytes(16)

    def address(self, request: Request) -> str:
        """The reader's address; empty for a connection that has none."""
        peer = request.client.host if request.client else ""
        return client_address(peer, ",".join(request.headers.getlist("x-forwarded-for")), self._rules.trusted)

    def limit(self, address: str, cost: int = 1) -> None:
        """Raise `TooMany` if this network or everybody has sent too much lately. `cost` are requests, and events beyond the
        first."""
        if cost and (not self._addresses.take(self._network(address), cost) or not self._all.take(b"", cost)):
            raise TooMany

    def spend(self, address: str, cost: int) -> None:
        """Raise `TooMany` if this network or everybody has had enough written for one day. `cost` are rows of `LETTERS` letters."""
        if not self._days.spend(self._network(address), cost) or not self._day.spend(b"", cost):
            raise TooMany

    def _network(self, address: str) -> bytes:
        # By household, as votes are: whoever has one IPv6 address has 2^64 of them.
        return hashlib.blake2b(truncated(address), digest_size=8, key=self._key).digest()

    def allows(self, request: Request, origin: str) -> bool:
        """Whether pages of `origin` may write here."""
        if self._rules.origins:
            return origin.lower() in self._rules.origins
        # Without a list, the page must come from the very host that it writes to.
        scheme, _, host = origin.lower().partition("://")
        return scheme in {"http", "https"} and host != "" and host == request.headers.get("host", "").lower()

    def check_fetch(self, request: Request) -> None:
        """For what a script sends: the browser must name an origin that is allowed, and the body must be JSON."""
        origin = request.headers.get("origin", "")
        if not origin or origin == "null" or not self.allows(request, origin):
            raise ClientError("Pages of this origin may not write here.", status=403)
        _check_type(request, JSON)

    def check_form(self, request: Request) -> None:
        """For the plain form: an allowed origin, or the browser's word that the page is of this origin.

        A page with `Referrer-Policy: no-referrer` posts its forms with `Origin: null`.
        """
        origin = request.headers.get("origin", "null")
        same = origin == "null" and request.headers.get("sec-fetch-site") == "same-origin"
        if not same and not self.allows(request, origin):
            raise ClientError("Forms of this origin may not write here.", status=403)
        _check_type(request, FORM)

    def suspects(self, request: Request) -> bool:
        """Whether the request says itself that it is a program's."""
        agent = request.headers.get("user-agent", "")
        return not agent or _ROBOT.search(agent) is not None

    async def body(self, request: Request) -> bytes:
        """The whole body: at most `MAX_BODY` bytes, within the time that the rules give; `Content-Length` is not believed."""
        received = bytearray()
        try:
            async with asyncio.timeout(self._rules.body_seconds):
                async for chunk in request.stream():
                    received += chunk
                    if len(received) > MAX_BODY:
                        raise ClientError(f"The body is longer than {MAX_BODY} bytes.", status=413)
        except TimeoutError:
            raise ClientError("The body took too long to arrive.", status=408) from None
        except ClientDisconnect:
            raise ClientError("The connection was closed.", status=400) from None
        return bytes(received)


def _check_type(request: Request, wanted: str) -> None:
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ClientError("Send the body as it is, without a content encoding.", status=415)
    media, *parameters = [part.strip().lower() for part in request.headers.get("content-type", "").split(";")]
    if media != wanted or any(part not in {"", "charset=utf-8", 'charset="utf-8"'} for part in parameters):
        raise ClientError(f"Send {wanted} in UTF-8.", status=415)
