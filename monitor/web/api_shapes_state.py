"""What the API answers about sources, telling, rules and trends."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from monitor.web.api_shapes import Report, Severity, Shape


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


class Worker(Shape):
    number: int
    name: str = Field(description="host:process; empty when it is gone")
    leads: bool
    alive: bool
    since: datetime | None
    last_heartbeat: datetime
    polls: list[str] = Field(description="the sources that it reads now")


class Queue(Shape):
    queue: str
    waiting: int
    doing: int
    failed: int = Field(description="of the last hour")


class Status(Shape):
    coverage: str
    sources: int
    healthy: int
    documents: int
    deliveries: dict[str, int]
    incidents: list[Incident]
    running: bool
    leader: str = Field(description="host:process; empty when no daemon runs")
    workers: list[Worker]
    queues: list[Queue]
