"""Signed words: links in messages that act, sessions, form marks and private feed addresses.

Each signature is bound to a purpose, so that a feed's address never acknowledges anything.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

SECRET = "POLICYWATCH_SECRET"  # noqa: S105  the name of the variable, not a secret
_BYTES = 32
_MAC = 20  # bytes of the SHA-256 that are kept: 160 bits


class BadSignature(ValueError):  # noqa: N818  it is about what somebody sent
    """Not signed by us, for another purpose, or no longer valid; the message says which to a person."""


def load_secret(data: Path, environ: Mapping[str, str] = os.environ) -> bytes:
    """POLICYWATCH_SECRET, else the file that POLICYWATCH_SECRET_FILE names, else `secret` in the data folder.

    Several machines on one database need the same: give it by the environment.
    """
    if given := environ.get(SECRET):
        return hashlib.sha256(given.encode()).digest()
    if path := environ.get(f"{SECRET}_FILE"):
        return hashlib.sha256(Path(path).read_bytes().strip()).digest()
    return _kept(data / "secret")


def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"secret.{secrets.token_hex(4)}")
    if not path.exists():
        # written aside and linked, so that nobody ever reads half a secret and the first of two starts wins
        made.touch(mode=0o600)
        made.write_text(secrets.token_hex(_BYTES), encoding="ascii")
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return hashlib.sha256(path.read_bytes().strip()).digest()


def sign(secret: bytes, purpose: str, words: str, until: datetime | None = None) -> str:
    """`words` can be read by everybody; nobody else can write them. Safe in addresses and cookies."""
    end = int(until.timestamp()) if until else 0
    said = base64.urlsafe_b64encode(words.encode()).rstrip(b"=").decode()
    return f"{said}.{end}.{_mac(secret, purpose, said, end)}"


def verified(secret: bytes, purpose: str, signed: str, now: datetime) -> str:
    """The words. Raises BadSignature."""
    said, _, rest = signed.partition(".")
    end, _, mac = rest.partition(".")
    if not end.isascii() or not end.isdigit() or len(end) > 12:
        raise BadSignature("this link is not whole: copy all of it")
    if not hmac.compare_digest(mac.encode(), _mac(secret, purpose, said, int(end)).encode()):
        raise BadSignature("this link was not made here, or not for this")
    if int(end) and now.timestamp() > int(end):
        raise BadSignature(f"this link was valid until {datetime.fromtimestamp(int(end), UTC):%Y-%m-%d %H:%M} UTC")
    return base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()


def _mac(secret: bytes, purpose: str, said: str, end: int) -> str:
    whole = hmac.new(secret, f"{purpose}\n{end}\n{said}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(whole[:_MAC]).rstrip(b"=").decode()


def action_link(secret: bytes, address: str, action: str, alert_id: int, who: str, until: datetime) -> str:
    """A link for a message: `acknowledge` or `snooze` an alert as `who`. GET shows it, only its POST acts."""
    return f"{address}/act/{sign(secret, 'act', f'{action} {alert_id} {who}', until)}"
