"""The demo: starts the world and `policywatch run`, lets the world change, and shows what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from db.engine import open_database, reading
from monitor import look
from monitor.demo.world import World
from monitor.terminal import console as terminal

_BASELINE_SECONDS, _CHANGE_SECONDS = 25, 30
_SOURCES = Path(__file__).parent / "sources"

#: What must come of the change: words of the subject of each mail, for each mailbox.
EXPECTED_MAILS = {
    "analyst@demo.example": [
        "갈륨·게르마늄 수출통제",
        "镓、锗相关物项实施出口管制",
        "gallium and germanium",
        "희소금속 재자원화",
        "핵심광물 공급망 다변화",
        "희토류 영구자석",
        "희소금속 비축 확대",  # the edited one
    ],
    "operator@demo.example": ["demo/commission-press"],
}

_CONFIGURATION = """\
host_delay: 0.0
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["demo/*"]}}
channels:
  analyst: {{url: "mailto://127.0.0.1:{smtp}?from=policywatch@demo.example&to=analyst@demo.example&mode=insecure"}}
  operator: {{url: "mailto://127.0.0.1:{smtp}?from=policywatch@demo.example&to=operator@demo.example&mode=insecure"}}
subscriptions:
  - id: critical-minerals
    channels: [analyst]
    labels: [rare_metal, supply_chain]
    language: ko
operators: [operator]
"""


@dataclass
class Mailbox:
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails += [(recipient, mail) for recipient in envelope.rcpt_tos]
        return "250 OK"

    def missing(self) -> list[str]:
        return [
            f"{recipient}: {words}"
            for recipient, expected in EXPECTED_MAILS.items()
            for words in expected
            if not any(to == recipient and words in _subject(mail) for to, mail in self.mails)
        ]


def _subject(mail: EmailMessage) -> str:
    return str(mail["Subject"])


def show_demo(keep: Path | None = None) -> int:
    """The exit code: 0 when everything expected came, and nothing twice."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        return asyncio.run(_demo(keep.resolve()))
    with tempfile.TemporaryDirectory(prefix="policywatch-demo-") as folder:
        return asyncio.run(_demo(Path(folder)))


async def _demo(home: Path) -> int:
    console, mailbox, world = terminal(), Mailbox(), World(date.today())  # noqa: DTZ011
    smtp = await asyncio.get_running_loop().create_server(lambda: SMTP(mailbox), "127.0.0.1", 0)
    runner = web.AppRunner(world.application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        _write_home(home, port=runner.addresses[0][1], smtp=smtp.sockets[0].getsockname()[1])
        console.print(
            "A world of six publishers runs on this machine; Policywatch watches it as it would the real one."
        )
        async with _daemon(home) as process:
            await _until(lambda: _all_read(home) or process.returncode is not None, _BASELINE_SECONDS)
            if process.returncode is not None or not _all_read(home):
                return _not_started(console, home)
            return await _watch(console, home, world, mailbox)
    finally:
        await runner.cleanup()
        smtp.close()


def _write_home(home: Path, *, port: int, smtp: int) -> None:
    (home / "sources" / "demo").mkdir(parents=True, exist_ok=True)
    for path in sorted(_SOURCES.glob("*.yml")):
        text = path.read_text(encoding="utf-8").replace("{port}", str(port))
        (home / "sources" / "demo" / path.name).write_text(text, encoding="utf-8")
    (home / "policywatch.yml").write_text(_CONFIGURATION.format(smtp=smtp), encoding="utf-8")


@contextlib.asynccontextmanager
async def _daemon(home: Path) -> Any:
    environment = os.environ | {"POLICYWATCH_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment.pop("POLICYWATCH_DATABASE", None)
    with (home / "terminal.txt").open("wb") as terminal:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor.cli", "run", "--verbose", env=environment, stdout=terminal, stderr=terminal
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 20)


def _not_started(console: Console, home: Path) -> int:
    console.print("The daemon did not read its sources; it said:", style="red")
    console.print((home / "terminal.txt").read_text(encoding="utf-8")[-4000:], markup=False)
    return 1


async def _watch(console: Console, home: Path, world: World, mailbox: Mailbox) -> int:
    started = time.monotonic()
    console.rule("1. The first look: a baseline, stored and matched, nobody is told")
    _show_status(console, home)
    early = len(mailbox.mails)
    console.rule("2. The world changes: five news, an edited document, a feed that dies")
    world.change()
    complete = await _until(lambda: not mailbox.missing(), _CHANGE_SECONDS)
    await asyncio.sleep(1.5)  # whatever came twice would come now
    _show_matches(console, home)
    console.rule("3. The mails that arrived")
    for recipient, mail in mailbox.mails:
        _show_mail(console, recipient, mail)
    console.rule("4. What is known now")
    _show_status(console, home)
    return _verdict(console, home, mailbox, complete=complete, early=early, seconds=time.monotonic() - started)


async def _until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        await asyncio.sleep(0.25)
    return true()


def _look(home: Path) -> dict[str, Any]:
    from datetime import UTC, datetime

    engine = open_database(f"sqlite:///{home / 'data' / 'policywatch.db'}")
    try:
        with reading(engine) as connection:
            return look.status(connection, {}, datetime.now(UTC)) | {"matches": look.matches(connection, most=100)}
    finally:
        engine.dispose()


def _all_read(home: Path) -> bool:
    """Every source has been read once. The database is there when the daemon has said its first words."""
    if "Ctrl-C stops" not in (home / "terminal.txt").read_text(encoding="utf-8"):
        return False
    rows = _look(home)["sources"]
    return len(rows) == len(list(_SOURCES.glob("*.yml"))) and all(row["last_run_at"] for row in rows)


def _show_status(console: Console, home: Path) -> None:
    answer = _look(home)
    table = Table("source", "health", "outcome", "documents", "what")
    for row in answer["sources"]:
        table.add_row(row["id"], row["health"], row["last_outcome"], str(row["documents"]), row["error"])
    console.print(table)
    console.print(answer["coverage"], markup=False)


def _show_matches(console: Console, home: Path) -> None:
    table = Table("severity", "rule", "title", "words in their sentence")
    for row in _look(home)["matches"]:
        if row["origin"] == "news":
            table.add_row(row["severity"], row["rule_id"], row["title"], "\n".join(row["quotes"]))
    console.print(table)


def _show_mail(console: Console, recipient: str, mail: EmailMessage) -> None:
    body = mail.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    thread = f"\nIn-Reply-To: {mail['In-Reply-To']}" if mail["In-Reply-To"] else ""
    shown = f"To: {recipient}\nMessage-ID: {mail['Message-ID']}{thread}\n\n{text.strip()[:700]}"
    console.print(Panel(shown.replace("[", "\\["), title=_subject(mail).replace("[", "\\["), title_align="left"))


def _verdict(console: Console, home: Path, mailbox: Mailbox, *, complete: bool, early: int, seconds: float) -> int:
    ids = [(to, mail["Message-ID"]) for to, mail in mailbox.mails]
    answer = _look(home)
    problems = [f"missing: {one}" for one in mailbox.missing()] if not complete else []
    problems += [f"{early} mails were sent about the baseline"] if early else []
    problems += [f"{len(ids) - len(set(ids))} mails came twice"] if len(ids) != len(set(ids)) else []
    news = sum(row["origin"] == "news" for row in answer["matches"])
    console.print(
        f"{answer['documents']} documents, {len(answer['matches'])} matches ({news} of them news), "
        f"{len(mailbox.mails)} mails, {len(answer['incidents'])} incident, {seconds:.0f} s"
    )
    for problem in problems:
        console.print(problem, style="red", markup=False)
    if problems:
        console.print((home / "terminal.txt").read_text(encoding="utf-8")[-4000:], markup=False)
    console.print("Everything came that should, once." if not problems else "Not everything came as it should.")
    return 1 if problems else 0
