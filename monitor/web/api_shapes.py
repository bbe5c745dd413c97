"""What the API answers. A field is never taken away or given another meaning within one version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["low", "medium", "high"]
Item = TypeVar("Item")


class Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", from_attributes=True)


class Problem(Shape):
    """What went wrong, for a person."""

    detail: str


class Listed(Shape, Generic[Item]):
    """A page of a list. `next` is the cursor of the next page; empty on the last."""

    items: list[Item]
    next: str = ""


class Care(Shape):
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    assigned_to: str = ""


class Report(Shape):
    document_id: int
    title: str
    publisher: str


class Entry(Shape):
    """A story, at the document that told it last. `quotes`: the matched words stand between ⟦ and ⟧."""

    document_id: int
    severity: Severity
    title: str
    publisher: str
    source_id: str
    country: str
    language: str
    published: datetime | None
    date_precision: str
    seen_at: datetime
    matched_at: datetime
    origin: str
    url: str
    revision: int
    minerals: list[str]
    countries: list[str]
    labels: list[str]
    rules: list[str]
    concepts: list[str]
    quotes: list[str]
    unread: bool
    care: Care
    reports: int = Field(description="documents that tell the story, this one included")
    others: list[Report]


class Says(Shape):
    rule_id: str
    severity: Severity
    labels: list[str]
    concepts: list[str]
    minerals: list[str]
    countries: list[str]


class Match(Says):
    """`spans`: [field, start, end, concept], offsets into the revision's title or text."""

    id: int
    spans: list[list[Any]]
    matched_at: datetime


class RevisionHead(Shape):
    number: int
    origin: str
    seen_at: datetime
    title: str


class Revision(RevisionHead):
    document_id: int
    text: str
    matches: list[Match]


class BindingDate(Shape):
    """`day`: YYYY-MM-DD, YYYY-MM, or empty when it is not known yet."""

    uid: str
    document_id: int
    kind: str
    day: str
    quote: str
    moved_from: str = ""
    changed_at: datetime
    withdrawn_at: datetime | None = None


class Alert(Shape):
    id: int
    subscription: str
    kind: str
    created_at: datetime
    document_id: int | None
    severity: str
    period: str | None
    acknowledged_at: datetime | None
    acknowledged_by: str


class DocumentHead(Shape):
    id: int
    source_id: str
    key: str
    url: str
    title: str
    publisher: str
    country: str
    language: str
    section: str
    published: datetime | None
    date_precision: str
    first_seen_at: datetime
    revision: int


class Document(DocumentHead):
    text: str = Field(description="of the newest revision")
    revisions: list[RevisionHead]
    matches: list[Match]
    dates: list[BindingDate]
    numbers: list[str]
    story: list[Report]
    alerts: list[Alert]
    care: Care


class Found(Shape):
    document_id: int
    source_id: str
    publisher: str
    country: str
    language: str
    published: datetime | None
    date_precision: str
    first_seen_at: datetime
    title: str
    url: str
    severity: str
    labels: list[str]
    minerals: list[str]
    rules: list[str]
    snippet: str = Field(description="the words that were found stand between ⟦ and ⟧")


class Search(Listed[Found]):
    total: int


class Source(Shape):
    id: str
    name: str
    publisher: str
    country: str
    kind: str
    url: str
    enabled: bool
    health: str
    error: str
    documents: int
    failures: int
    last_run_at: datetime | None
    last_outcome: str
    last_healthy_at: datetime | None
    next_due: datetime
    newest_published: datetime | None


class Issue(Shape):
    code: str
    detail: str
    url: str


class Run(Shape):
    id: int
    source_id: str
    backfill_id: int | None
    started_at: datetime
    finished_at: datetime
    outcome: str
    http_status: int | None
    requests: int
    bytes_read: int
    rows: int
    new_documents: int
    new_revisions: int
    error: str
    issues: list[Issue]


class Incident(Shape):
    id: int
    subject: str
    kind: str
    detail: str
    opened_at: datetime
    closed_at: datetime | None


class Delivery(Shape):
    id: int
    alert_id: int
    subscription: str
    channel: str
    state: str
    due_at: datetime
    attempts: int
    sent_at: datetime | None
    error: str


class Subscription(Shape):
    """As it stands in policywatch.yml; the addresses of its channels are secret and not told."""

    id: str
    name: str
    channels: list[str]
    paused: bool
    digest: str
    language: str
    asks: dict[str, str]


class Preview(Shape):
    days: int
    documents: int
    a_week: float
    severities: dict[str, int]
    busiest_day: str
    on_that_day: int
    newest: list[Report]


class Point(Shape):
    week: date
    documents: int


class Trend(Shape):
    name: str
    label: str
    total: int
    weeks: list[Point]


class Rule(Shape):
    id: str
    title: dict[str, str]
    pack: str
    severity: Severity
    labels: list[str]
    enabled: bool
    recent: int = Field(description="matches of the last 90 days")
    ever: int
    last: datetime | None


class Hit(Says):
    measures: list[str]


class Status(Shape):
    coverage: str
    sources: int
    healthy: int
    documents: int
    deliveries: dict[str, int]
    incidents: list[Incident]
    running: bool


class Done(Shape):
    done: bool
