"""A mail server that refuses a share of the mails for now, or takes them and hangs up before it says so."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.smtp import SMTP

Sent = tuple[str, str]  # recipient, Message-ID


@dataclass
class Post:
    faults: float = 0.0
    dice: random.Random = field(default_factory=lambda: random.Random(4))
    tried: dict[Sent, str] = field(default_factory=dict)  # whatever became of it; its subject
    received: Counter[Sent] = field(default_factory=Counter)
    hung_up: Counter[Sent] = field(default_factory=Counter)
    refused: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.dice.random() / 50)  # so that a kill finds some on their way
        mail = message_from_bytes(envelope.content, policy=policy.default)
        sent = (envelope.rcpt_tos[0], str(mail["Message-ID"]))
        self.tried[sent] = str(mail["Subject"])
        fault = self.dice.choice(["421 busy", "451 later", "hangs up"]) if self.dice.random() < self.faults else ""
        if fault[:1] == "4":
            self.refused += 1
            return fault
        self.received[sent] += 1
        if fault:
            self.hung_up[sent] += 1
            server.transport.abort()
        return "250 OK"

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """An address for channels; NAME stands for the recipient."""
        smtp = await asyncio.get_running_loop().create_server(lambda: SMTP(self), "127.0.0.1", 0)
        port = smtp.sockets[0].getsockname()[1]
        try:
            yield f"mailto://127.0.0.1:{port}?from=watch@example.org&to=NAME@example.org&mode=insecure"
        finally:
            smtp.close()
