"""AUDIT: a source read again over a window, beside what we have of it. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, RowMapping

import db.documents
import db.past
from crawlers.crawler import Crawler
from crawlers.item import Item, Known, Poll, Validators, Window
from crawlers.poll import poll
from crawlers.request import has_pages
from crawlers.source import Source
from db.engine import reading
from monitor.backfill import utc_now
from monitor.backfill_windows import lacking, read_again, spans
from monitor.content import content_hash, storable
from monitor.polling import known_documents


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the source shows it now, without its text."""

    key: str
    title: str
    url: str
    published: datetime | None
    content_hash: str
    day: date | None  # where the source is

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "title": self.title, "url": self.url, "published": self.published, "day": self.day}


@dataclass(slots=True)
class Audit:
    """`missing`: at the source and not with us; `extra`: the other way round; `changed`: other content than ours.

    `reaches`: since which day the source shows everything; what we have of before is not compared.
    """

    source_id: str
    since: date
    until: date
    reaches: date
    shown: int = 0
    stored: int = 0
    rows: int | None = None  # that were read where the source states a total
    stated: int | None = None
    missing: list[Shown] = field(default_factory=list)
    extra: list[Shown] = field(default_factory=list)
    changed: list[Shown] = field(default_factory=list)
    error: str = ""

    @property
    def differs(self) -> bool:
        return bool(self.missing or self.extra or self.changed) or self.stated != self.rows

    def as_json(self) -> dict[str, Any]:
        lists = {name: [one.as_json() for one in getattr(self, name)] for name in ("missing", "extra", "changed")}
        return {
            "source": self.source_id, "since": self.since, "until": self.until, "reaches": self.reaches,
            "shown": self.shown, "stored": self.stored, "rows": self.rows, "stated": self.stated,
            "equal": not self.differs and not self.error, "error": self.error, **lists,
        }  # fmt: skip


@dataclass(slots=True)
class _Showing:
    """What the source shows of a window, in all its parts; texts are hashed and let go."""

    zone: ZoneInfo
    items: dict[str, Shown] = field(default_factory=dict)
    rows: int | None = None
    stated: int | None = None
    error: str = ""

    async def keep(self, items: Sequence[Item]) -> None:
        for item in items:
            hashed = content_hash(item.title, item.text)
            day = _day(item.published, self.zone)
            self.items[item.key] = Shown(item.key, storable(item.title), item.url, item.published, hashed, day)

    def count(self, answer: Poll) -> None:
        if answer.total is not None:
            self.stated, self.rows = (self.stated or 0) + answer.total, (self.rows or 0) + answer.rows


async def audit(
    engine: Engine, crawler: Crawler, source: Source, since: date, until: date, *, list_only: bool
) -> Audit:
    """`list_only` reads no pages behind rows: titles are compared, not texts."""
    asked = source.model_copy(update={"detail": None}) if list_only else source
    showing = await _read(engine, crawler, asked, since, until)
    zone = ZoneInfo(source.timezone)
    found = Audit(source.id, since, until, _reaches(source, showing.items.values(), since, until))
    found.shown, found.rows, found.stated, found.error = len(showing.items), showing.rows, showing.stated, showing.error
    with reading(engine) as connection:
        first, end = _midnight(since, zone), _midnight(until + timedelta(days=1), zone)
        stored = db.past.documents_of(connection, source.id, first, end)
        known = db.documents.known(connection, source.id, showing.items)
    compare(found, showing.items, stored, known, zone, titles_only=list_only)
    return found


async def _read(engine: Engine, crawler: Crawler, source: Source, since: date, until: date) -> _Showing:
    showing = _Showing(ZoneInfo(source.timezone))
    for span in spans(source, (since, until)):
        answer = await poll(
            source,
            crawler.fetch_for(source),
            validators=Validators(),
            # a feed tells ids that are used again apart by what is known; others must read what is known too
            known=read_again(known_documents(engine, source.id)) if source.kind == "feed" else _nothing,
            now=utc_now(),
            window=Window(span.since, span.until, showing.keep),
        )
        await showing.keep(answer.items)
        if answer.outcome == "empty":
            answer.outcome, answer.error = "ok", ""
        showing.count(answer)
        if missing := lacking(answer):
            showing.error = f"{span.since}..{span.until}: {missing}"
            break
    return showing


def _nothing(_: Iterable[str]) -> Mapping[str, Known]:
    return {}


def _reaches(source: Source, items: Iterable[Shown], since: date, until: date) -> date:
    """A feed or a list of one page shows its newest entries only: what is older is not gone."""
    if source.complete or source.window is not None or (has_pages(source) and source.kind != "feed"):
        return since
    days = [one.day for one in items if one.day]
    return max(since, min(days, default=until + timedelta(days=1)))


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def compare(
    found: Audit, shown: Mapping[str, Shown], stored: Sequence[RowMapping], known: Mapping[str, RowMapping],
    zone: ZoneInfo, *, titles_only: bool,
) -> None:  # fmt: skip
    """Fills in the lists. `stored`: what we have of the window; `known`: our documents of the keys that are shown."""
    mine = {row["key"]: row for row in stored if row["published"].astimezone(zone).date() >= found.reaches}
    found.stored = len(mine)
    for key, one in shown.items():
        row = known.get(key)
        if row is None:
            found.missing.append(one)
        elif row["title"] != one.title if titles_only else row["content_hash"] != one.content_hash:
            found.changed.append(one)
    if found.error:
        return  # what was not read is not gone
    # a withdrawn document is known to be gone; the articles of a bulletin stand in its file
    gone = (row for key, row in mine.items() if key not in shown and row["withdrawn_at"] is None)
    found.extra = [
        Shown(row["key"], row["title"], row["url"], row["published"], row["content_hash"], _day(row["published"], zone))
        for row in gone
        if row["parent_id"] is None or not titles_only
    ]
