"""Mail over Apprise's own connection, step by step, so that each refusal keeps its code and its meaning."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from apprise.plugins.email.smtp import AppriseSMTPController

from monitor.channel_error import ChannelError, patience
from monitor.secret_text import redacted

if TYPE_CHECKING:
    from monitor.channel import Message


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
    content = mail_of(plugin, message)
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


def mail_of(plugin: Any, message: Message) -> bytes:
    """Written with the older classes: the newer ones drop blanks between encoded words of a long subject."""
    mail = MIMEMultipart("alternative")
    mail["Subject"] = _header(message.subject)
    mail["From"] = formataddr((plugin.from_addr[0] or "", plugin.from_addr[1]))
    mail["To"] = formataddr((plugin.targets[0][0] or "", plugin.targets[0][1]))
    mail["Date"] = format_datetime(datetime.now(UTC))
    for name, value in message.headers.items():
        mail[name] = value
    if subscription := message.headers.get("List-Id", "").strip("<>").removesuffix(".policywatch"):
        # RFC 2369: the operator, who writes policywatch.yml, reads the mail of the sender
        mail["List-Unsubscribe"] = f"<mailto:{plugin.from_addr[1]}?subject=unsubscribe%20{quote(subscription)}>"
    mail.attach(MIMEText(message.whole_text, "plain", "utf-8"))
    mail.attach(_page(message))
    return mail.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _page(message: Message) -> MIMEBase:
    """The HTML, with the pictures it shows inside: mail programs load nothing from elsewhere (RFC 2387, RFC 2392)."""
    page = MIMEText(message.html, "html", "utf-8")
    if not message.pictures:
        return page
    from monitor.web.chart import png

    related = MIMEMultipart("related", type="text/html")
    related.attach(page)
    for one in message.pictures:
        picture = MIMEImage(png(one.svg), "png")
        picture["Content-ID"] = f"<{one.name}@policywatch>"
        picture["Content-Disposition"] = f'inline; filename="{one.name}.png"'
        related.attach(picture)
    return related


def _header(text: str) -> str:
    plain = text.isascii() and "=?" not in text
    return Header(text, "us-ascii" if plain else "utf-8", header_name="Subject").encode().lstrip()


def _accepted(step: str, answer: tuple[int, bytes]) -> None:
    code, said = answer
    if 200 <= code < 300:
        return
    raise ChannelError(f"{step}: {code} {_said(said)}", retry=code < 500, whole=code in (421, -1))


def _said(said: bytes | str) -> str:
    return redacted(" ".join(_bytes(said).decode("utf-8", "replace").split()))[:300]


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
