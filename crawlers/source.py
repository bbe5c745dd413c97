"""A source as its YAML file describes it. Every field is explained in crawlers/README.md."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from crawlers.checked import (
    Cron,
    Css,
    DateFormat,
    Duration,
    JsonPath,
    Pattern,
    WebAddress,
    XPath,
    Zone,
    check_rows_selector,
)

DateKind = Literal[
    "effective", "expiry", "suspension_until", "comment_deadline", "application_deadline", "retroactive_from"
]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldFrom(Strict):
    """Where a value stands in a row or page: one of `css`, `xpath`, `path`, or a fixed `value`.

    `path` is JMESPath into JSON, and in a feed the name of a part of the entry: id, title, link, published, updated,
    summary, content, author, categories. `attr` takes an attribute instead of the text; `regex` keeps its first group
    (or the whole match); `template` puts the result into an address or sentence in place of `{}`, further groups in
    place of `{2}`, `{3}` ….
    """

    css: Css | None = None
    xpath: XPath | None = None
    path: JsonPath | None = None
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
    """A date and its strict formats, tried in order: strptime's, `iso`, `rfc822`, `epoch`, `epoch-ms`, or `era`.

    `era` reads 令和8年8月19日.
    A format without a year takes the last such day that is not in the future. Parts that stand apart are put together
    with `xpath: concat(…)`.
    """

    formats: list[DateFormat] = Field(min_length=1)


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
    dates: dict[DateKind, DateFrom] = {}  # that bind, where the source says them apart from the text
    numbers: list[FieldFrom] = []  # official numbers of the document, as they are printed: FR Doc. 2026-30111


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
    """`{page}` counts from `first` in steps of `step`.

    A poll reads `pages` pages, and further ones as long as they show nothing known; a backfill reads up to `most`.
    """

    url: str | None = None  # of the second and later pages, with {page}; default: the source's own
    total: FieldFrom | None = None  # number of rows in all, to audit a backfill against
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

    css: Css
    key: Key | None = None
    link: FieldFrom | None = None  # default: href
    read: bool = False  # fetch the files and read their text


class Detail(Strict):
    """The page behind a row. Documents first seen within `recheck_for` are read again every `recheck`."""

    fields: Fields = Fields()
    text: Css | None = None  # css of the body; default: the main text found by resiliparse
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

    content: Css | None = None
    ignore: list[Css] = []


class BulletinSeries(Strict):
    """Which attachment of a row is the bulletin."""

    attachment: Pattern = r"(?i)\.(pdf|txt)$"


class Source(Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    publisher: str
    country: str = Field(pattern=r"^[A-Z]{2,3}$")
    languages: list[str] = Field(min_length=1)
    kind: Literal["feed", "listing", "api", "page", "sitemap", "bulletin"]
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
    html_in: JsonPath | None = None  # JMESPath to HTML inside JSON; rows are then css
    failed_when: str | None = None  # JMESPath or XPath that is true when a 200 is an error answer
    rows: str | None = None  # css of the repeated rows, XPath when it begins with / ./ or (; JMESPath in JSON
    skip_rows: Css | None = None  # css of rows to leave out (pinned notices)
    only: Pattern | None = None  # rows and entries whose link it does not find are left out
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
    keep_snapshots: Duration | None = None  # of revisions that are not the newest; default: for ever
    delay: Duration | None = None  # between two requests to the host; default from the configuration
    timeout: Duration = timedelta(seconds=30)  # for one answer, redirects included
    robots: bool | None = None  # obey robots.txt; default: yes, except for an api, which is made for programs
    tls: Literal["strict", "legacy", "unverified"] = "strict"  # legacy takes small keys; unverified checks nobody

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.every is None) == (self.cron is None):
            raise ValueError("say either every or cron")
        if not self.verified and not self.reason:
            raise ValueError("a source that is not verified says why: reason")
        if self.kind in ("listing", "api", "bulletin") and self.rows is None:
            raise ValueError(f"a source of kind {self.kind} needs rows")
        if self.kind not in ("listing", "api", "bulletin") and (self.fields.dates or self.fields.numbers):
            raise ValueError(f"fields.dates and fields.numbers are not read of a source of kind {self.kind}")
        if self.kind == "api" and self.answer is None:
            raise ValueError("a source of kind api says its answer: json, xml or html")
        if self.rows is not None:
            check_rows_selector(self.rows, json=self.answer == "json" and not self.html_in)
        return self

    @property
    def is_enabled(self) -> bool:
        return self.verified if self.enabled is None else self.enabled
