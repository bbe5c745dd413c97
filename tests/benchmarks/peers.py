"""Other tools, each with what it needs to poll the same feeds: how it is set up, run once, and what it has stored."""

from __future__ import annotations

import json
import mailbox
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

_READER = """\
import os, sys
from reader import make_reader
reader = make_reader(sys.argv[1], feed_root=None)
if trusted := os.environ.get("REQUESTS_CA_BUNDLE"):  # its own way of using requests does not look there
    reader._parser.lazy_init(lambda parser: setattr(parser.get_retriever("https://").session, "verify", trusted))
for url in open(sys.argv[2]).read().split():
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(scheduled=False, workers=int(sys.argv[3]))
"""
#: An item, as every tool shows it to its reader: its number and the feed or list.
NOTICE = re.compile(r"Notice (\d+) of office ([\w-]+)")


@dataclass
class Peer:
    """`stored` counts what the tool shows its user, by the items' ids; None: it keeps no items."""

    home: Path
    bin: Path  # of the environment with the Python tools
    urls: Sequence[str]
    name: ClassVar[str] = ""

    def set_up(self) -> None:
        self.home.mkdir(parents=True)
        (self.home / "urls").write_text("\n".join(self.urls) + "\n" if self.urls else "")

    @property
    def command(self) -> list[str]:
        raise NotImplementedError

    def stored(self, output: str) -> Counter[str] | None:
        """`output`: what all its runs have printed."""
        raise NotImplementedError

    def is_there(self) -> bool:
        return Path(self.command[0]).exists() or shutil.which(self.command[0]) is not None


class Reader(Peer):
    name = "reader"
    workers: ClassVar[int] = 1

    @property
    def command(self) -> list[str]:
        python, database = str(self.bin / "python"), str(self.home / "db.sqlite")
        return [python, "-c", _READER, database, str(self.home / "urls"), str(self.workers)]

    def stored(self, output: str) -> Counter[str]:
        return _named(_column(self.home / "db.sqlite", "SELECT id FROM entries"))


class ReaderTen(Reader):
    name = "reader, 10 workers"
    workers = 10


class Rss2Email(Peer):
    """Each item a message in a mailbox, as its users get them."""

    name = "rss2email"

    def set_up(self) -> None:
        super().set_up()
        feeds = "".join(f"[feed.f{at}]\nurl = {url}\n" for at, url in enumerate(self.urls))
        box = self.home / "mail"
        box.mkdir()
        mailbox.Maildir(box / "INBOX")
        head = "[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nemail-protocol = maildir\nforce-from = True\n"
        text = f"{head}maildir-path = {box}\nmaildir-mailbox = INBOX\n{feeds}"
        (self.home / "rss2email.cfg").write_text(text)

    @property
    def command(self) -> list[str]:
        files = ["-c", str(self.home / "rss2email.cfg"), "-d", str(self.home / "rss2email.json")]
        return [str(self.bin / "r2e"), *files, "run"]

    def stored(self, output: str) -> Counter[str]:
        messages = mailbox.Maildir(self.home / "mail" / "INBOX")
        return _named(str(message["X-RSS-ID"]) for message in messages)


class Newsboat(Peer):
    name = "newsboat"

    def set_up(self) -> None:
        super().set_up()
        (self.home / "config").write_text("reload-threads 10\nmax-items 0\n")

    @property
    def command(self) -> list[str]:
        files = ["-u", str(self.home / "urls"), "-c", str(self.home / "cache.db"), "-C", str(self.home / "config")]
        return ["newsboat", *files, "-x", "reload"]

    def stored(self, output: str) -> Counter[str]:
        return Counter(_column(self.home / "cache.db", "SELECT guid FROM rss_item"))


class Sfeed(Peer):
    name = "sfeed"

    def set_up(self) -> None:
        super().set_up()
        feeds = "\n".join(f"feed f{at} {url}" for at, url in enumerate(self.urls))
        (self.home / "sfeedrc").write_text(f"sfeedpath={self.home}/feeds\nfeeds() {{\n{feeds or ':'}\n}}\n")
        (self.home / "feeds").mkdir()

    @property
    def command(self) -> list[str]:
        return ["sfeed_update", str(self.home / "sfeedrc")]

    def stored(self, output: str) -> Counter[str]:
        lines = (line for path in (self.home / "feeds").iterdir() for line in path.read_text().splitlines())
        return Counter(line.split("\t")[5] for line in lines)


class Urlwatch(Peer):
    """Compares pages and prints what is other: its items are the added lines of its reports."""

    name = "urlwatch"
    program: ClassVar[str] = "urlwatch"
    store: ClassVar[str] = "--cache"
    config: ClassVar[str] = "report: {stdout: {enabled: true, color: false}}\n"

    def set_up(self) -> None:
        super().set_up()
        jobs = "---\n".join(f"name: f{at}\nurl: {json.dumps(url)}\n" for at, url in enumerate(self.urls))
        (self.home / "jobs.yaml").write_text(jobs)
        (self.home / "config.yaml").write_text(self.config)
        (self.home / "hooks.py").write_text("")

    @property
    def command(self) -> list[str]:
        jobs = "--urls" if self.program == "urlwatch" else "--jobs"
        files = [jobs, str(self.home / "jobs.yaml"), "--config", str(self.home / "config.yaml")]
        files += ["--hooks", str(self.home / "hooks.py"), self.store, str(self.home / "cache.db")]
        return [str(self.bin / self.program), *files]

    def stored(self, output: str) -> Counter[str] | None:
        added = (line for line in output.splitlines() if line.startswith("+"))
        return Counter(f"{name}-{number}" for line in added for number, name in NOTICE.findall(line))


class Webchanges(Urlwatch):
    name = "webchanges"
    program = "webchanges"
    store = "--database"
    config = "report: {stdout: {enabled: true, color: false}}\ndisplay: {new: false, error: false}\n"


FEED_READERS: tuple[type[Peer], ...] = (Reader, ReaderTen, Rss2Email, Newsboat, Sfeed)
PAGE_WATCHERS: tuple[type[Peer], ...] = (Urlwatch, Webchanges)


def _named(ids: Iterable[str]) -> Counter[str]:
    """feedparser makes addresses of ids."""
    return Counter(one.rpartition("/")[2] for one in ids)


def _column(path: Path, query: str) -> list[str]:
    store = sqlite3.connect(path)
    try:
        return [str(row[0]) for row in store.execute(query)]
    finally:
        store.close()
