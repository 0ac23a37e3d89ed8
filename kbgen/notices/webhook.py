"""A message posted to a chat or to a program: its form, its signature, and what the answer means.

Receives a `Notice`; signatures are those of Standard Webhooks (https://www.standardwebhooks.com), which libraries of many languages
check: HMAC-SHA256 over `id.timestamp.body`, so that nobody can send an old message again or another one in our name. Readers' words
are never markup of a chat: nobody is called by an @ that somebody typed into a search.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

from kbgen import __version__
from kbgen.errors import KbgenError, OperatorError
from kbgen.mail.settings import is_here
from kbgen.notices.settings import Form, Webhook
from kbgen.notices.words import Notice

SECONDS = 15.0
# An hour: what a server may ask us to wait at most.
LONGEST_WAIT = 3600
# Of the answer that is read; it says "ok" or why not.
ANSWER = 2000
# It will be the same the next time: the message is not understood, or the place is gone.
FINAL = frozenset({400, 410, 413, 415, 422})


class HookUnavailable(KbgenError):
    """It may work later; `wait` is how many seconds the server asked for."""

    def __init__(self, message: str, wait: int = 0) -> None:
        super().__init__(message)
        self.wait = wait


class HookRefused(KbgenError):
    """The place will never take this message."""


def body_of(notice: Notice, form: Form, key: str, at: int) -> dict[str, Any]:
    """The message as the place takes it."""
    makers = {Form.SLACK: _slack, Form.TEAMS: _teams, Form.MATTERMOST: _mattermost}
    if form in makers:
        return makers[form](notice)
    return {
        "type": notice.when,
        "id": key,
        "timestamp": at // 1000,
        "site": notice.site,
        "locale": notice.locale,
        "title": notice.title,
        "more": notice.more,
        "link": notice.link,
        "items": [dict(one) | {"text": line.text} for one, line in zip(notice.data, notice.lines, strict=True)],
    }


def _slack(notice: Notice) -> dict[str, Any]:
    """Blocks of Slack (https://docs.slack.dev/reference/block-kit/blocks): a section takes 3,000 letters."""
    lines = []
    for line in notice.lines:
        title = f"<{_slack_url(line.url)}|{_slack_text(line.title)}>" if line.url else f"*{_slack_text(line.title)}*"
        lines.append({"type": "section", "text": {"type": "mrkdwn", "text": f"{title}\n{_slack_text(line.text)}"[:3000]}})
    blocks: list[dict[str, Any]] = [{"type": "header", "text": {"type": "plain_text", "text": notice.title[:150]}}, *lines]
    ending = [_slack_text(notice.more)] if notice.more else []
    if notice.link:
        ending.append(f"<{_slack_url(notice.link)}|{_slack_text(notice.link_text)}>")
    if ending:
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": " · ".join(ending)}]})
    return {"text": _slack_text(f"{notice.site}: {notice.title}"), "blocks": blocks}


def _slack_text(text: str) -> str:
    """Slack's three signs, and a space that nobody sees behind those which make text bold, struck or code."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([*_~`])", "\\1\u200b", text)


def _slack_url(url: str) -> str:
    return url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C")


def _teams(notice: Notice) -> dict[str, Any]:
    """An adaptive card, as workflows of Teams take it. Runs of text know no markup; links are actions."""
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": _no_markdown(notice.title), "weight": "bolder", "size": "medium", "wrap": True}
    ]
    for line in notice.lines:
        title: dict[str, Any] = {"type": "TextRun", "text": line.title, "weight": "bolder"}
        if line.url:
            title["selectAction"] = {"type": "Action.OpenUrl", "url": line.url}
        body.append({"type": "RichTextBlock", "inlines": [title]})
        body.append({"type": "RichTextBlock", "spacing": "none", "inlines": [{"type": "TextRun", "text": line.text}]})
    if notice.more:
        body.append({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": notice.more, "isSubtle": True}]})
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "rtl": notice.direction == "rtl",
        "body": body,
    }
    if notice.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": notice.link_text, "url": notice.link}]
    return {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}]}


def _mattermost(notice: Notice) -> dict[str, Any]:
    """Markdown, in which every sign that could be markup or call somebody is only itself."""
    lines = [f"#### {_no_markdown(notice.title)}"]
    for line in notice.lines:
        title = _no_markdown(line.title)
        title = f"[{title}]({line.url.replace('(', '%28').replace(')', '%29')})" if line.url else f"**{title}**"
        lines.append(f"- {title}: {_no_markdown(line.text)}")
    if notice.more:
        lines.append(f"\n{_no_markdown(notice.more)}")
    if notice.link:
        lines.append(f"\n[{_no_markdown(notice.link_text)}]({notice.link})")
    return {"text": "\n".join(lines)[:16000]}


def _no_markdown(text: str) -> str:
    text = re.sub(r"([\\`*_{}\[\]()#+\-.!|~<>:])", r"\\\1", text)
    # A mention needs the sign right before a name.
    return text.replace("@", "@\u200b")


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`."""
    digest = hmac.new(_key(secret), f"{key}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    """A secret that begins with `whsec_` is base64 behind it, as the standard has it; any other is its own bytes."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            raise OperatorError("A secret that begins with whsec_ has to be base64 behind it.") from None
    return secret.encode()


def address_of(hook: Webhook, environment: Mapping[str, str]) -> str:
    """Where a webhook leads. Raises `HookUnavailable` where the environment does not say, so that nothing is lost meanwhile."""
    url = environment.get(hook.address, "")
    parts = urlsplit(url)
    if not url:
        raise HookUnavailable(f"The environment has no {hook.address}, which notify.yml names as the address of {hook.name}.")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here(parts.hostname or "")):
        raise HookUnavailable(f"The address in {hook.address} has to begin with https://.")
    return url


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A place that moved says so to whoever set it up; what is signed goes nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


def post(notice: Notice, hook: Webhook, key: str, at: int, environment: Mapping[str, str], seconds: float = SECONDS) -> None:
    """Post a message; returns once the place took it. `at` is the time of this try, in milliseconds since 1970."""
    url = address_of(hook, environment)
    body = json.dumps(body_of(notice, hook.form, key, at), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"kbgen/{__version__}"}
    headers |= {"webhook-id": key, "webhook-timestamp": str(at // 1000)}
    if hook.secret:
        secret = environment.get(hook.secret, "")
        if not secret:
            raise HookUnavailable(f"The environment has no {hook.secret}, which notify.yml names as the secret of {hook.name}.")
        headers["webhook-signature"] = signature(secret, key, at // 1000, body)
    request = urllib.request.Request(url, body, headers, method="POST")
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds) as answer:
            answer.read(ANSWER)
    except urllib.error.HTTPError as error:
        with error:
            said = " ".join(error.read(ANSWER).decode("utf-8", "replace").split())[:200]
        told = f"{hook.name} answered {error.code}{f' ({said})' if said else ''}."
        if error.code in FINAL:
            raise HookRefused(told) from None
        raise HookUnavailable(told, _wait(error.headers.get("Retry-After"), at)) from None
    except (OSError, HTTPException, ValueError) as error:
        # The address is a secret and stands in no message.
        reason = getattr(error, "reason", error)
        words = f"did not answer within {seconds:g} seconds" if isinstance(reason, TimeoutError) else "cannot be reached"
        raise HookUnavailable(f"{hook.name} {words}.") from None


def _wait(value: str | None, at: int) -> int:
    """`Retry-After` in seconds: a number of them, or a date (RFC 9110, 10.2.3)."""
    if not value:
        return 0
    if value.strip().isdecimal():
        return min(int(value), LONGEST_WAIT)
    try:
        return max(0, min(int(parsedate_to_datetime(value).timestamp()) - at // 1000, LONGEST_WAIT))
    except (ValueError, TypeError):
        return 0
