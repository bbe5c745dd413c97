"""Slack, natively: blocks, no sleeping, and the server's own words on a failure. Apprise reads the address.

`?server=http://…` in the address sends to a server that speaks Slack's language (Mattermost, Rocket.Chat, a gateway).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import requests
from apprise.plugins.slack import SlackMode

from monitor.channel_error import ChannelError, patience
from monitor.short_text import short

if TYPE_CHECKING:
    from monitor.channel import Message

_PATIENCE = 20.0  # seconds for an answer
_BLOCK = 2900  # characters; Slack refuses 3001
_BLOCKS = 12
_PERMANENT = {
    "channel_not_found", "not_in_channel", "is_archived", "channel_is_archived", "invalid_auth", "not_authed",
    "account_inactive", "token_revoked", "token_expired", "no_permission", "missing_scope", "invalid_blocks", "no_text",
    "msg_too_long", "restricted_action",
}  # fmt: skip

#: What it answers does not stand there any more; the answer is told by itself.
_NO_THREAD = {"thread_not_found", "invalid_thread_ts", "message_not_found", "cannot_reply_to_message"}


def speaks_slack(plugin: Any) -> bool:
    """Whether `send_slack` knows this kind of address; workflows and direct messages are left to Apprise."""
    named = len(plugin.channels) == 1 and not str(plugin.channels[0] or "#").startswith("@")
    return named and plugin.mode in (SlackMode.WEBHOOK, SlackMode.WEBHOOK_GOV, SlackMode.BOT)


def send_slack(plugin: Any, address: str, message: Message, thread: str = "") -> str:
    """Where answers go: the `ts` of the first message, which only a bot is told. Raises ChannelError."""
    payload: dict[str, Any] = {"text": escaped(message.subject), "blocks": blocks(message), "unfurl_links": False}
    headers = {"User-Agent": "policywatch"}
    if plugin.channels[0]:
        payload["channel"] = plugin.channels[0]
    if plugin.mode == SlackMode.BOT:
        headers["Authorization"] = f"Bearer {plugin.access_token}"
        if thread:
            # seen in the channel too: who left the thread long ago still wants to hear what changed
            payload |= {"thread_ts": thread, "reply_broadcast": True}
    answer = _post(plugin, _url(plugin, address), payload, headers)
    if thread and _error_of(answer) in _NO_THREAD:
        return send_slack(plugin, address, message)
    _raise_refusal(answer)
    return (thread or _ts_of(answer)) if plugin.mode == SlackMode.BOT else ""


def _ts_of(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    return str(body.get("ts") or "") if isinstance(body, dict) else ""


def _url(plugin: Any, address: str) -> str:
    server = re.search(r"[?&]server=([^&#]+)", address)
    if plugin.mode == SlackMode.BOT:
        url = str(plugin.api_url.format("chat.postMessage"))
        return re.sub(r"^https://[^/]+", unquote(server[1]).rstrip("/"), url) if server else url
    base = plugin.webhook_gov_url if plugin.mode == SlackMode.WEBHOOK_GOV else plugin.webhook_url
    if server:
        base = f"{unquote(server[1]).rstrip('/')}/services"
    return f"{base}/{plugin.token_a}/{plugin.token_b}/{plugin.token_c}"


def escaped(text: str) -> str:
    """Without these three characters nothing is a mention or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blocks(message: Message) -> list[dict[str, Any]]:
    """What sources wrote stands in plain_text, where Slack reads no mention, link or format."""
    made: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": short(message.subject, 150), "emoji": False}}
    ]
    made += [
        {"type": "section", "text": {"type": "plain_text", "text": part, "emoji": False}} for part in _parts(message)
    ]
    links = [(message.link_label, message.link), *message.links]
    said = [
        f"<{escaped(address)}|{escaped(label)}>"
        for label, address in links
        if re.fullmatch(r"https?://[^\s<>|]{1,2500}", address)
    ]
    elements = [{"type": "mrkdwn", "text": one, "verbatim": True} for one in said]
    return [*made, {"type": "context", "elements": elements}] if elements else made


def _parts(message: Message) -> list[str]:
    parts: list[str] = []
    rest = message.text.strip()
    while rest and len(parts) < _BLOCKS:
        line = rest.rfind("\n", 0, _BLOCK)
        part = rest if len(rest) <= _BLOCK else rest[:line] if line > 0 else short(rest, _BLOCK).removesuffix("…")
        parts.append(part.strip() or "…")
        rest = rest[len(part) :].strip()
    left = message.more.format(lines=sum(map(bool, rest.splitlines())))
    return [*parts[:-1], f"{parts[-1]}\n{left}"] if rest else parts


def _post(plugin: Any, url: str, payload: dict[str, Any], headers: dict[str, str]) -> requests.Response:
    timeout, verify = (10.0, patience(plugin, _PATIENCE)), plugin.verify_certificate
    try:
        return requests.post(url, json=payload, headers=headers, timeout=timeout, allow_redirects=False, verify=verify)
    except requests.ConnectTimeout as error:
        raise ChannelError(f"no connection in time: {error}", retry=True, whole=True) from error
    except requests.RequestException as error:
        # refused, unresolvable or a broken handshake: nothing was sent; anything else may have been taken
        sent = not re.search(r"NewConnectionError|NameResolutionError|SSLError|ProxyError", repr(error))
        raise ChannelError(f"{type(error).__name__}: {error}", retry=True, unknown=sent, whole=True) from error


def _raise_refusal(answer: requests.Response) -> None:
    status, said = answer.status_code, answer.text[:300].strip()
    code = _error_of(answer)
    if status == 200 and not code:
        return
    reason = f"HTTP {status} {code or said}"
    if status == 429 or code in ("ratelimited", "rate_limited"):
        raise ChannelError(reason, retry=True, whole=True, retry_after=_seconds(answer.headers.get("Retry-After")))
    if status == 200:
        raise ChannelError(reason, retry=code not in _PERMANENT)
    raise ChannelError(reason, retry=status >= 500 or status in (408, 425), whole=status >= 500)


def _error_of(answer: requests.Response) -> str:
    if not answer.headers.get("Content-Type", "").startswith("application/json"):
        return ""
    try:
        body = answer.json()
    except ValueError:
        return ""
    return str(body.get("error") or "not ok") if isinstance(body, dict) and not body.get("ok", True) else ""


def _seconds(value: str | None) -> float:
    """Retry-After: seconds, or a date (RFC 9110 10.2.3)."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if value and value.strip().isdigit():
        return min(float(value), 86_400)
    try:
        return max(0.0, (parsedate_to_datetime(value or "") - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 60
