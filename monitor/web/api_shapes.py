"""What the API answers. A field is never taken away or given another meaning within one version."""

from __future__ import annotations

from datetime import datetime
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


class Hit(Says):
    measures: list[str]


class Done(Shape):
    done: bool
