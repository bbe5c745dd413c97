"""A webhook: the message as JSON to a program of the user's, signed, with a key that makes repeating it harmless.

`webhooks://:SECRET@host/path` (https) or `webhook://…` (http). The receiver computes
HMAC-SHA256(SECRET, "<timestamp>.<body>") and compares it with `v1` of `Policywatch-Signature: t=<timestamp>,v1=<hex>`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

import requests

from monitor.channel_error import ChannelError

if TYPE_CHECKING:
    from monitor.channel import Message

SCHEMES = {"webhook": "http", "webhooks": "https"}
_PATIENCE = (10.0, 20.0)  # seconds to connect, and for an answer
_LATER = {408, 425, 429}


def webhook_problem(url: str) -> str:
    """What is wrong with the address; empty when a message can be tried on it."""
    try:
        parts = urlsplit(url)
        there = bool(parts.hostname) and parts.port != 0
    except ValueError:
        there = False
    if not there:
        return "a webhook is written webhooks://:SECRET@host/path"
    if len(parts.password or "") < 16:
        return "a webhook needs a secret of 16 characters or more, so that its receiver knows us: webhooks://:SECRET@…"
    return ""


def send_webhook(url: str, message: Message) -> None:
    """Raises ChannelError."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    address = urlunsplit((SCHEMES[parts.scheme.lower()], host, parts.path, parts.query, ""))
    body = json.dumps(_said(message), ensure_ascii=False).encode()
    headers = signed(unquote(parts.password or ""), body, int(time.time()))
    headers |= {"Content-Type": "application/json", "User-Agent": "policywatch"}
    if key := message.headers.get("Message-ID"):
        headers["Idempotency-Key"] = key
    _raise_refusal(_post(address, body, headers))


def _said(message: Message) -> dict[str, str]:
    named = {"id": "Message-ID", "in_reply_to": "In-Reply-To", "list": "List-Id"}
    about = {name: message.headers.get(header, "") for name, header in named.items()}
    return about | {"subject": message.subject, "text": message.whole_text, "html": message.page, "link": message.link}


def signed(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    mac = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Policywatch-Signature": f"t={timestamp},v1={mac}"}


def _post(address: str, body: bytes, headers: dict[str, str]) -> requests.Response:
    try:
        # a redirect would carry the signed message to somebody else
        return requests.post(address, data=body, headers=headers, timeout=_PATIENCE, allow_redirects=False)
    except requests.ConnectTimeout as error:
        raise ChannelError("the webhook takes no connection in time", retry=True, whole=True) from error
    except requests.ReadTimeout as error:
        raise ChannelError("the webhook did not answer in time", retry=True, unknown=True) from error
    except requests.RequestException as error:
        raise ChannelError(f"the webhook cannot be reached: {error}", retry=True, whole=True) from error


def _raise_refusal(answer: requests.Response) -> None:
    status = answer.status_code
    if 200 <= status < 300:
        return
    reason = f"the webhook answered {status}: {' '.join(answer.text.split())[:200]}"
    asked = answer.headers.get("Retry-After", "")
    after = float(asked) if asked.isascii() and asked.isdigit() else None
    later = status in _LATER or status >= 500
    raise ChannelError(reason, retry=later, whole=later, retry_after=after)
