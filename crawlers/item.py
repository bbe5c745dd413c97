"""What a poll brings home, in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from crawlers.errors import Outcome

DatePrecision = Literal["time", "day", "month", "unknown"]


@dataclass(frozen=True, slots=True)
class Attachment:
    url: str
    name: str = ""
    text: str = ""  # what could be read of the file; empty: not fetched or nothing readable


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The answer that raw bytes came in; of its headers those that say what came and when."""

    url: str  # after redirects
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One publication as a source shows it now.

    `key` identifies the document within its source. `published` is aware UTC; a publisher's plain date is midnight
    of its zone with precision "day". Empty `publisher`, `country`, `language` mean: as the source says.
    """

    key: str
    title: str
    url: str = ""
    text: str = ""
    published: datetime | None = None
    date_precision: DatePrecision = "unknown"
    publisher: str = ""
    country: str = ""
    language: str = ""
    section: str = ""
    cited: tuple[str, ...] = ()  # the originals it cites: addresses or full citations
    attachments: tuple[Attachment, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()  # (kind, day) that bind, where the source gives them as fields
    numbers: tuple[str, ...] = ()  # official numbers that the source gives as fields, as printed
    parent: str = ""  # key of the bulletin this article stands in
    row_hash: str = ""  # of the list row it was found by; empty: read the detail again next time
    raw: bytes = b""  # what it was read from, for the snapshot; empty: not kept
    media_type: str = ""
    retrieval: Retrieval | None = None  # of `raw`


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd that did not stop the run. `code` is stable, lower-case-with-hyphens."""

    code: str
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next poll of a source cheap.

    `cuts` holds 8 bytes for each entry seen in the last feed body, sorted, so that known entries are not parsed again;
    of a list 8 bytes for all rows together.
    `full_read_at` is when a body was last read whole without a condition: server validators lie.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    cuts: bytes = b""
    full_read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a document; lets a listing skip detail pages."""

    row_hash: str
    checked_at: datetime | None  # when its detail page was last read
    first_seen_at: datetime


#: keys → those of them that are stored
KnownDocuments = Callable[[Iterable[str]], Mapping[str, Known]]


@dataclass(frozen=True, slots=True)
class Window:
    """Days of the past to read, both included, in the source's zone.

    `keep` takes items while the reading goes on, so that years need no memory; the poll then brings only the rest.
    """

    since: date
    until: date
    keep: Callable[[list[Item]], Awaitable[None]] | None = field(default=None, compare=False)


@dataclass(slots=True)
class Poll:
    """What one poll of one source brought. `validators` replace the stored ones only when the poll was healthy."""

    source_id: str
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    items: list[Item] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    validators: Validators = field(default_factory=Validators)
    remembered: bool = False  # the validators are still those it was begun with
    checked: list[str] = field(default_factory=list)  # keys whose detail pages were read again
    gone: list[str] = field(default_factory=list)  # keys of known documents whose pages answered 404 or 410
    shown: frozenset[str] | None = None  # keys of all rows, when the list is `complete` and was read whole
    rows: int = 0  # entries or list rows the source showed
    total: int | None = None  # of a window: rows the source says it has, when they can be compared with `rows`
    unread: int = 0  # pages behind rows that could not be read now
    http_status: int | None = None
    requests: int = 0
    bytes_read: int = 0
    error: str = ""
    retry_after: float | None = None  # seconds
