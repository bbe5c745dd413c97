"""What `sources add`, `repair` and `import` do, behind the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.crawler import Crawler
from crawlers.errors import CrawlError
from crawlers.infer import Inferred, InferredRow
from crawlers.request import request_of
from crawlers.source import Source
from monitor.config import Config
from monitor.opened import FAILED, USAGE, catalogue, database, refuse
from monitor.sources_look import NothingFound, Seen, from_file, local_file, look
from monitor.sources_opml import free_id, from_opml
from monitor.sources_repair import Repair, propose, remembered
from monitor.sources_write import write_fixture, write_source
from monitor.yaml_file import BadFile


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says instead of the guesses."""

    id: str = ""
    name: str = ""
    publisher: str = ""
    as_url: str = ""
    prefer: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    definition: dict[str, Any]
    inferred: Inferred
    known: int
    found: int
    same_keys: int
    diff: str

    def as_json(self) -> dict[str, Any]:
        counted = {"known": self.known, "found": self.found, "same_keys": self.same_keys}
        return {"definition": self.definition, "rows": _rows(self.inferred.rows), **counted, "diff": self.diff}


@contextmanager
def told_looks(what: str) -> Iterator[None]:
    """An address that does not answer, or a page without a list, is one clear line."""
    try:
        yield
    except CrawlError as error:
        refuse(f"{what}: {error.outcome}: {error}", FAILED)
    except NothingFound as error:
        refuse(str(error), FAILED)
    except OSError as error:
        refuse(f"{what}: {error.strerror or error}", FAILED)


def added(address: str, conf: Config, given: Given) -> Seen:
    """What the address holds, with an id that is free."""
    path = local_file(address)
    if path and not path.is_file():
        refuse(f"there is no file {path}", USAGE)
    if not path and urlsplit(address).scheme not in ("http", "https"):
        refuse(f"{address!r} is no http(s) address and no file", USAGE)
    as_url = given.as_url or (_written_in(path) if path else "")
    if path and not as_url:
        refuse(f"say with --as-url where {path} was saved from: its links are relative to that address", USAGE)
    now = datetime.now(UTC)
    seen = asyncio.run(look(address, conf, now, as_url=as_url, prefer=given.prefer))
    taken = _taken(conf)
    if given.id in taken:
        refuse(
            f"there is a source {given.id!r} already; choose another --id, or `policywatch sources repair {given.id}`",
            USAGE,
        )
    definition = _said(seen.inferred.definition, given, taken, now)
    twins = [one.id for one in taken.values() if one.url == definition["url"]]
    said = (*seen.said, *(f"{twin} watches the same address already" for twin in twins))
    return replace(seen, inferred=replace(seen.inferred, definition=definition), said=said)


def _taken(conf: Config) -> dict[str, Source]:
    """A broken file elsewhere in the catalogue is no reason not to look at a page."""
    try:
        return catalogue(conf)
    except BadFile:
        return {}


def _written_in(path: Path) -> str:
    """The address that a page says it has."""
    from crawlers.decode import decode
    from crawlers.infer.origin import own_address
    from crawlers.infer.sheet import Sheet

    return own_address(Sheet(decode(path.read_bytes()).text, "http://saved.invalid/"))


def _said(definition: dict[str, Any], given: Given, taken: dict[str, Source], now: datetime) -> dict[str, Any]:
    own = {name: value for name in ("id", "name", "publisher") if (value := getattr(given, name))}
    whole = {**definition, **own, "seen": f"{now:%Y-%m-%d}, added from the page"}
    whole["id"] = given.id or free_id(whole["id"], taken)
    try:
        Source.model_validate(whole)
    except ValueError as error:
        refuse(f"this would be no source: {error}", USAGE)
    return whole


def _rows(rows: tuple[InferredRow, ...]) -> list[dict[str, Any]]:
    return [{name: value for name, value in asdict(row).items() if name != "pinned" or value} for row in rows]


def seen_as_json(seen: Seen) -> dict[str, Any]:
    issues = [f"{issue.code}: {issue.detail}" for issue in seen.inferred.issues]
    return {
        "definition": seen.inferred.definition,
        "rows": _rows(seen.inferred.rows),
        "issues": issues,
        "said": list(seen.said),
    }


def write(conf: Config, seen: Seen) -> list[Path]:
    definition = seen.inferred.definition
    written = write_source(conf.sources_folder, definition)
    return [written, write_fixture(conf.home / "fixtures", definition["id"], seen.inferred, seen.page)]


def repaired(conf: Config, source: Source, page: Path | None) -> Proposal:
    """What the source should be today."""
    from db.engine import reading

    now = datetime.now(UTC)
    with reading(database(conf)) as connection:
        known = remembered(connection, source.id)
    repair = asyncio.run(_repair(conf, source, page, known, now))
    if repair is None:
        raise NothingFound(f"nothing on the page of {source.id} looks like a list of publications")
    return Proposal(repair.definition, repair.inferred, repair.known, repair.found, repair.same_keys, repair.diff)


async def _repair(conf: Config, source: Source, page: Path | None, known: Any, now: datetime) -> Repair | None:
    if page is not None:
        return await propose(source, from_file(page, source.url), known, now)
    async with Crawler(conf.crawler_settings()) as crawler:
        answer = await request_of(source).ask(crawler.fetch_for(source))
    return await propose(source, answer, known, now)


def write_repair(conf: Config, proposal: Proposal) -> Path:
    return write_source(conf.sources_folder, proposal.definition)


def imported(conf: Config, file: Path, *, dry_run: bool) -> list[dict[str, Any]]:
    """What became of each feed of an OPML file."""
    everything = catalogue(conf)
    addresses = {source.url: source.id for source in everything.values()}
    rows = []
    for definition in from_opml(file.read_bytes(), everything):
        if twin := addresses.get(definition["url"]):
            rows.append({"id": twin, "url": definition["url"], "said": "known already"})
            continue
        addresses[definition["url"]] = definition["id"]
        said = "would be written" if dry_run else str(write_source(conf.sources_folder, definition))
        rows.append({"id": definition["id"], "url": definition["url"], "said": said})
    return rows
