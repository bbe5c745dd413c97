"""Mail over Apprise's own connection, step by step, so that each refusal keeps its code and its meaning."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING, Any

from apprise.plugins.email.smtp import AppriseSMTPController

from monitor.channel_error import ChannelError, patience
from monitor.secret_text import redacted

if TYPE_CHECKING:
    from monitor.channel import Message

#: 7bit: no server on the way needs to know more than RFC 5321
_POLICY = SMTP.clone(cte_type="7bit")

_PATIENCE = 60.0  # seconds for an answer; servers scan a text for spam before they take it


class _Connection(AppriseSMTPController):
    _socket: Any

    def __enter__(self) -> _Connection:
        super().__enter__()
        return self

    def submit(self, sender: str, recipient: str, content: bytes, patience: float) -> None:
        """Raises ChannelError. `unknown` from the moment when the text is under way (RFC 1047)."""
        smtp: smtplib.SMTP = self._socket
        if smtp.sock:
            smtp.sock.settimeout(patience)
        smtp.ehlo_or_helo_if_needed()
        _accepted("MAIL FROM", smtp.mail(sender))
        _accepted("RCPT TO", smtp.rcpt(recipient))
        try:
            answer = smtp.data(content)
        except smtplib.SMTPDataError as error:  # DATA itself was refused
            answer = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            reason = f"no answer after the text was sent: {error}"
            raise ChannelError(reason, retry=True, unknown=True, whole=True) from error
        _accepted("DATA", answer)


def send_mail(plugin: Any, message: Message) -> None:
    """`plugin`: Apprise's, made from the address. Raises ChannelError."""
    recipient = plugin.targets[0][1]
    content = _mail(plugin, message).as_bytes(policy=_POLICY)
    try:
        with _Connection(
            host=plugin.smtp_host, port=plugin.port, secure_mode=plugin.secure_mode, user=plugin.user,
            password=plugin.password, verify_certificate=plugin.verify_certificate,
            socket_connect_timeout=plugin.socket_connect_timeout,
        ) as connection:  # fmt: skip
            connection.submit(plugin.from_addr[1], recipient, content, patience(plugin, _PATIENCE))
    except smtplib.SMTPResponseException as error:
        # at the greeting or the login even a 5xx is the fault of the channel, not of this message
        reason = f"the server refused us: {error.smtp_code} {_said(error.smtp_error)}"
        raise ChannelError(reason, retry=True, whole=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ChannelError(f"the mail server cannot be reached: {error}", retry=True, whole=True) from error


def _mail(plugin: Any, message: Message) -> EmailMessage:
    from datetime import UTC, datetime

    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = message.subject
    mail["From"] = formataddr((plugin.from_addr[0] or "", plugin.from_addr[1]))
    mail["To"] = formataddr((plugin.targets[0][0] or "", plugin.targets[0][1]))
    mail["Date"] = format_datetime(datetime.now(UTC))
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _accepted(step: str, answer: tuple[int, bytes]) -> None:
    code, said = answer
    if 200 <= code < 300:
        return
    raise ChannelError(f"{step}: {code} {_said(said)}", retry=code < 500, whole=code in (421, -1))


def _said(said: bytes | str) -> str:
    return redacted(" ".join(_bytes(said).decode("utf-8", "replace").split()))[:300]


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
