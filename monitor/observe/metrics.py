"""Prometheus metrics, read off the tables when they are asked for: the stages know nothing of them and pay nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy import Connection, Engine, RowMapping

import db.figures
import db.workers
from db.engine import reading
from monitor.latency import latency
from monitor.observe.pulse import Pulse

#: A transaction may commit after another whose time is later: so far back is looked again.
_OVERLAP = timedelta(seconds=10)
_MOST = 20_000  # rows read at one asking; a longer tail comes at the next
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LATENCIES = (1, 5, 15, 30, 60, 300, 900, 3600, 4 * 3600, 24 * 3600, 7 * 24 * 3600)
_LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)


@dataclass
class Metrics:
    """Counters begin at 0 with the daemon, as Prometheus expects; gauges say what stands in the tables now."""

    engine: Engine
    pulse: Pulse
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._latency_at: datetime | None = None
        PlatformCollector(registry=self.registry)
        ProcessCollector(registry=self.registry)
        self._make_counters()
        self._make_gauges()
        self.pulse.lagged = self._lag.observe
        with reading(self.engine) as connection:
            self._run, self._match = db.figures.newest_run(connection), db.figures.newest_match(connection)
        self._sent_since, self._counted = self.clock() + _OVERLAP, set[int]()

    def _make_counters(self) -> None:
        self._polls = self._counter("polls", "Polls by source and outcome", "source", "outcome")
        self._bytes = self._counter("read_bytes", "Bytes read from sources", "source")
        self._documents = self._counter("documents", "New documents stored", "source")
        self._revisions = self._counter("revisions", "New revisions of known documents", "source")
        self._matches = self._counter("matches", "Matches by rule and severity", "rule", "severity")
        self._sent = self._counter("deliveries_sent", "Deliveries accepted by their channel", "channel", "kind")
        self._poll_seconds = self._histogram("poll_seconds", "Time of a poll", _SECONDS)
        self._latency = self._histogram(
            "published_to_sent_seconds", "Publication (with a time) to acceptance", _LATENCIES
        )
        self._own_latency = self._histogram("seen_to_sent_seconds", "First seen by us to acceptance", _LATENCIES)
        self._by_source = self._gauge(
            "latency_seconds", "Of alerts accepted in the last day, by source and part of the way",
            "source", "part", "quantile",
        )  # fmt: skip
        self._lag = self._histogram("loop_lag_seconds", "How late the event loop wakes", _LAGS)

    def _make_gauges(self) -> None:
        self._waiting = self._gauge("waiting", "Rows that wait for a stage", "stage")
        self._deliveries = self._gauge("deliveries", "Deliveries that are not done, by state", "state", "channel")
        self._oldest = self._gauge("oldest_due_delivery_seconds", "How long the oldest due delivery has waited")
        self._incidents = self._gauge("incidents", "Open incidents by kind", "kind")
        self._failures = self._gauge("source_failures", "Failures in a row", "source")
        self._healthy = self._gauge("source_last_healthy_seconds", "Age of the last healthy poll", "source")
        self._newest = self._gauge("source_newest_seconds", "Age of the newest publication", "source")
        self._late = self._gauge("late_sources", "Sources due for more than a minute")
        self._queues = self._gauge("queue", "Polls in the queue of the workers, by state", "queue", "state")
        self._workers = self._gauge("workers", "Workers by state: alive, or gone and not yet forgotten", "state")
        self._leading = self._gauge("leading", "1 when this daemon leads, 0 while it waits")
        self._beat = self._gauge("loop_silence_seconds", "Since a loop of the daemon last beat", "loop")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"policywatch_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"policywatch_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"policywatch_{name}", text, buckets=buckets, registry=self.registry)

    def exposition(self) -> bytes:
        """The text that Prometheus reads. Two askings at once count nothing twice."""
        with self._lock, reading(self.engine) as connection:
            now = self.clock()
            self._count(connection)
            self._measure(connection, now)
            return generate_latest(self.registry)

    def _count(self, connection: Connection) -> None:
        for run in db.figures.runs_after(connection, self._run, most=_MOST):
            self._run = run["id"]
            self._polls.labels(run["source_id"], run["outcome"]).inc()
            self._bytes.labels(run["source_id"]).inc(run["bytes_read"])
            self._documents.labels(run["source_id"]).inc(run["new_documents"])
            self._revisions.labels(run["source_id"]).inc(run["new_revisions"])
            self._poll_seconds.observe((run["finished_at"] - run["started_at"]).total_seconds())
        for match in db.figures.matches_after(connection, self._match, most=_MOST):
            self._match = match["id"]
            self._matches.labels(match["rule_id"], match["severity"]).inc()
        rows = db.figures.sent_since(connection, self._sent_since - _OVERLAP, most=_MOST)
        for row in rows:
            if row["id"] not in self._counted:
                self._count_sent(row)
        if rows:
            self._sent_since = rows[-1]["sent_at"]
            self._counted = {row["id"] for row in rows if row["sent_at"] >= self._sent_since - _OVERLAP}

    def _count_sent(self, row: RowMapping) -> None:
        self._sent.labels(row["channel"], row["kind"]).inc()
        if row["seen_at"] is not None and row["kind"] == "new":
            self._own_latency.observe((row["sent_at"] - row["seen_at"]).total_seconds())
            if row["published"] is not None and row["date_precision"] == "time":
                self._latency.observe(max(0.0, (row["sent_at"] - row["published"]).total_seconds()))

    def _measure(self, connection: Connection, now: datetime) -> None:
        for stage, number in db.figures.waiting(connection).items():
            self._waiting.labels(stage).set(number)
        self._replace(self._deliveries, db.figures.deliveries_not_done(connection))
        oldest = db.figures.oldest_due(connection, now)
        self._oldest.set((now - oldest).total_seconds() if oldest else 0)
        self._replace(self._incidents, {(kind,): n for kind, n in db.figures.open_incidents(connection).items()})
        self._measure_sources(connection, now)
        self._measure_latency(connection, now)
        self._measure_workers(connection)
        self._leading.set(int(self.pulse.leading))
        for loop, age in self.pulse.ages().items():
            self._beat.labels(loop).set(age)

    def _measure_workers(self, connection: Connection) -> None:
        if not db.workers.are_there(connection):
            return
        alive = [worker["alive"] for worker in db.workers.workers(connection)]
        self._replace(self._workers, {("alive",): alive.count(True), ("gone",): alive.count(False)})
        states = ("waiting", "doing", "failed")
        depths = {(row["queue"], state): row[state] for row in db.workers.queues(connection) for state in states}
        self._replace(self._queues, depths)

    def _measure_latency(self, connection: Connection, now: datetime) -> None:
        """Once a minute at most: it reads all alerts of a day."""
        if self._latency_at and timedelta() <= now - self._latency_at < timedelta(minutes=1):
            return
        self._latency_at = now
        values = {
            (source, part, quantile): times[quantile]
            for source, parts in latency(connection, now, days=1)["sources"].items()
            for part, times in parts.items()
            for quantile in ("p50", "p95")
        }
        self._replace(self._by_source, values)

    def _measure_sources(self, connection: Connection, now: datetime) -> None:
        rows = db.figures.watched(connection)
        self._late.set(sum((now - row["next_due"]).total_seconds() > 60 for row in rows))
        self._replace(self._failures, {(row["id"],): row["failures"] for row in rows})
        for gauge, column in ((self._healthy, "last_healthy_at"), (self._newest, "newest_published")):
            ages = {(row["id"],): (now - row[column]).total_seconds() for row in rows if row[column]}
            self._replace(gauge, ages)

    @staticmethod
    def _replace(gauge: Gauge, values: Mapping[Any, float]) -> None:
        """Labels → value. What is gone from the tables (a closed incident, a removed source) is gone from here too."""
        gauge.clear()
        for labels, value in values.items():
            gauge.labels(*labels).set(value)
