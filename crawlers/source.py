"""A source as its YAML file describes it. Every field is explained in crawlers/README.md."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, TypeAdapter, model_validator

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def duration(value: Any) -> timedelta:
    """`15m`, `2h`, `7d` → timedelta."""
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"(\d+)\s*([smhdw])", str(value).strip())
    if not found or int(found[1]) == 0:
        raise ValueError(f"{value!r} is no duration; write a number and s, m, h, d or w, such as 15m")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{value!r} is no time zone; write a name such as Asia/Seoul") from error
    return value


def _web_address(value: str) -> str:
    TypeAdapter(HttpUrl).validate_python(value)
    return value


def _cron(value: str) -> str:
    from datetime import UTC, datetime

    try:
        CronSim(value, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f"{value!r} is no cron expression: {error}") from error
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Cron = Annotated[str, AfterValidator(_cron)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldFrom(Strict):
    """Where a value stands in a row or page: one of `css`, `xpath`, `path` (JMESPath into JSON), or a fixed `value`.

    `attr` takes an attribute instead of the text; `regex` keeps its first group (or the whole match); `template` puts
    the result into an address or sentence in place of `{}`.
    """

    css: str | None = None
    xpath: str | None = None
    path: str | None = None
    value: str | None = None
    attr: str | None = None
    regex: Pattern | None = None
    template: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        given = [name for name in ("css", "xpath", "path", "value") if getattr(self, name) is not None]
        # `attr` or `regex` alone read the row element itself
        if len(given) > 1:
            raise ValueError(f"say only one of {', '.join(given)}")
        if not given and self.attr is None and self.regex is None:
            raise ValueError("say where the value stands: css, xpath, path or value")
        return self


class DateFrom(FieldFrom):
    """A date and its strict formats (strptime, or `era` for 令和8年8月19日, `iso`, `rfc822`, `epoch-ms`)."""

    formats: list[str] = Field(min_length=1)


class Fields(Strict):
    """The fields of a row, entry or detail page; what is missing stays unknown."""

    key: FieldFrom | None = None
    title: FieldFrom | None = None
    link: FieldFrom | None = None
    date: DateFrom | None = None
    summary: FieldFrom | None = None
    text: FieldFrom | None = None
    publisher: FieldFrom | None = None
    section: FieldFrom | None = None
    country: FieldFrom | None = None
    cited: FieldFrom | None = None


class Key(Strict):
    """What identifies a document: the value of a query parameter of its link, or the first group of a pattern on it."""

    param: str | None = None
    regex: Pattern | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.param is None) == (self.regex is None):
            raise ValueError("say either param or regex")
        return self


class Ask(Strict):
    """How the request looks when it is more than a GET of `url`. `{page}`, `{since}`, `{until}` are filled in."""

    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    form: dict[str, str] = {}
    json_body: Any = Field(default=None, alias="json")
    secret_query: dict[str, str] = {}  # parameter → name of the environment variable that holds it


class Paging(Strict):
    """`{page}` counts from `first` in steps of `step`; a poll reads `pages` pages, a backfill up to `most`."""

    first: int = 1
    step: int = 1
    pages: int = Field(default=1, ge=1)
    most: int = Field(default=500, ge=1)


class DateWindow(Strict):
    """The source can be asked for `{since}`..`{until}`, written as `format`, at most `days` days at a time."""

    format: str = "%Y-%m-%d"
    days: int = Field(default=31, ge=1)
    poll_days: int = Field(default=1, ge=0)  # a poll asks for today and this many days before


class Attachments(Strict):
    """Links to files on a detail page: `css` selects anchors; those with the same `key` are one file."""

    css: str
    key: Key | None = None
    link: FieldFrom | None = None  # default: href


class Detail(Strict):
    """The page behind a row. Documents first seen within `recheck_for` are read again every `recheck`."""

    fields: Fields = Fields()
    text: str | None = None  # css of the body; default: the main text found by resiliparse
    attachments: Attachments | None = None
    url: str | None = None  # address built from the key, when it is not the link: `https://…?id={key}`
    answer: Literal["html", "json"] = "html"
    recheck: Duration = timedelta(days=1)
    recheck_for: Duration = timedelta(days=7)


class Expect(Strict):
    """What a healthy answer looks like; anything else is a run error or an issue, never a silent success."""

    min_rows: int = Field(default=1, ge=0)
    max_age: Duration | None = None  # of the newest item; older: the source is stale
    min_bytes: int = 0
    max_bytes: int = 10 * 2**20
    sentinel: str | None = None  # text that every right answer contains
    fields: list[Literal["title", "link", "date", "text"]] = ["title"]


class WatchedPage(Strict):
    """One page watched for change: the part that counts and what to leave out of it."""

    content: str | None = None
    ignore: list[str] = []


class BulletinSeries(Strict):
    """Which attachment of a row is the bulletin."""

    attachment: Pattern = r"(?i)\.(pdf|txt)$"


class Source(Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    publisher: str
    country: str = Field(pattern=r"^[A-Z]{2,3}$")
    languages: list[str] = Field(min_length=1)
    kind: Literal["feed", "listing", "api", "page", "bulletin"]
    url: WebAddress
    timezone: Zone
    every: Duration | None = None
    cron: Cron | None = None
    verified: bool
    reason: str = ""  # why it is not verified
    seen: str = ""  # when and how it was last seen working
    enabled: bool | None = None  # default: as verified
    tags: list[str] = []
    licence: str = ""
    note: str = ""

    ask: Ask = Ask()
    answer: Literal["html", "json", "xml"] | None = None  # of an api
    html_in: str | None = None  # JMESPath to HTML inside JSON; rows are then css
    failed_when: str | None = None  # JMESPath or XPath that is true when a 200 is an error answer
    rows: str | None = None  # css, JMESPath or XPath of the repeated rows
    skip_rows: str | None = None  # css of rows to leave out (pinned notices)
    fields: Fields = Fields()
    key: Key | None = None
    canonical: Literal["drop-query", "keep-query"] = "keep-query"
    paging: Paging = Paging()
    window: DateWindow | None = None
    detail: Detail | None = None
    page: WatchedPage = WatchedPage()
    bulletin: BulletinSeries = BulletinSeries()
    expect: Expect = Expect()
    fallback: str | None = None
    complete: bool = False
    alert_existing: bool = False
    delay: Duration | None = None  # between two requests to the host; default from the configuration
    timeout: Duration = timedelta(seconds=30)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.every is None) == (self.cron is None):
            raise ValueError("say either every or cron")
        if not self.verified and not self.reason:
            raise ValueError("a source that is not verified says why: reason")
        if self.kind in ("listing", "api", "bulletin") and self.rows is None:
            raise ValueError(f"a source of kind {self.kind} needs rows")
        if self.kind == "api" and self.answer is None:
            raise ValueError("a source of kind api says its answer: json, xml or html")
        return self

    @property
    def is_enabled(self) -> bool:
        return self.verified if self.enabled is None else self.enabled
