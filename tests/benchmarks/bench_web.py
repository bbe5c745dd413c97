"""The page over 100,000 documents: how long each page takes, and what it weighs.

python -m tests.benchmarks.bench_web [--documents N] [--requests N] [--home FOLDER]
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import Engine, insert

from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Alert, AlertMatch, Delivery, Match, SourceState
from db.tables.facts import BindingDate
from db.tables.stories import StoryMember
from db.write import chunks, table
from monitor.rulebook import Rulebook
from monitor.search.index import index_pending
from monitor.web.render import STATIC
from tests.benchmarks.bench_search import fill
from tests.monitor.web.world import served, site

_NOW = datetime.now(UTC)
_MINERALS = ("gallium", "germanium", "lithium", "nickel", "cobalt", "rare_earths", "graphite", "tungsten", "antimony")
_COUNTRIES = ("CN", "KR", "US", "JP", "DE", "AU", "CL", "CD", "ID")
_CONCEPTS = ("export-control", "stockpile", "subsidy", "quota", "recycling", "tariff", "supply-chain")
_CONFIGURATION = """\
sources: {only: ["none/*"]}
channels: {desk: {url: "mailto://127.0.0.1:1?from=a@example.org&to=b@example.org"}}
subscriptions:
  - {id: grave, channels: [desk], severity: medium}
  - {id: gallium, channels: [desk], minerals: [gallium, germanium]}
"""


def world(home: Path, documents: int, rulebook: Rulebook) -> None:
    """Documents with their matches (one in three has any), stories, dates, alerts and an index."""
    (home / "policywatch.yml").write_text(_CONFIGURATION, encoding="utf-8")
    engine = open_database(f"sqlite:///{home / 'data' / 'policywatch.db'}")
    migrate(engine)
    fill(engine, documents)
    dice, rules = random.Random(11), [id_ for id_, rule in rulebook.current.rules.items() if not rule.hidden]
    _store(engine, Match, [row for number in range(1, documents, 3) for row in _matches(dice, rules, number)])
    _store(engine, StoryMember, [_member(number) for number in range(1, documents, 5)])
    _store(engine, BindingDate, [_date(dice, number) for number in range(1, documents, 30)])
    _store(engine, SourceState, list(_sources(engine)))
    _tell(engine, documents)
    index_pending(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _store(engine: Engine, model: Any, rows: Sequence[dict[str, Any]]) -> None:
    with writing(engine) as connection:
        for part in chunks(rows, 5_000):
            connection.execute(insert(table(model)), part)


def _matches(dice: random.Random, rules: Sequence[str], number: int) -> Iterator[dict[str, Any]]:
    found = [dice.choice(_MINERALS) for _ in range(dice.randrange(3))]
    for rule in dice.sample(rules, dice.randint(1, 3)):
        moment = _NOW - timedelta(days=3_000 * dice.random() ** 3)
        yield {
            "revision_id": number, "document_id": number, "rule_id": rule, "origin": dice.choice(("news", "backfill")),
            "severity": dice.choice(("low", "low", "medium", "high")), "labels": ["rare_metal", "supply_chain"],
            "concepts": dice.sample(_CONCEPTS, 3), "minerals": sorted(set(found)),
            "countries": sorted(dice.sample(_COUNTRIES, dice.randrange(4))),
            "spans": [["body", at * 40, at * 40 + 6, "gallium"] for at in range(8)],
            "matched_at": moment, "dispatched_at": moment,
        }  # fmt: skip


def _member(number: int) -> dict[str, Any]:
    return {
        "document_id": number, "story_id": number - number % 20 + 1, "number": 1, "official": number % 20 == 1,
        "day": 739_000, "address": f"127.0.0.1/{number}", "simhash": number, "anchors": ["mineral:gallium"],
        "same_as": None, "score": 0.9, "reason": "gallium", "joined_at": _NOW,
    }  # fmt: skip


def _date(dice: random.Random, number: int) -> dict[str, Any]:
    due = (_NOW + timedelta(days=dice.randint(-600, 200))).date()
    return {
        "document_id": number, "uid": f"{number}@policywatch", "kind": "effective", "day": f"{due}", "due": due,
        "not_after": "", "origin": "text", "field": "body", "start": 0, "end": 5, "quote": "in force", "revision_id": number,
        "moved_from": "", "sequence": 0, "changed_at": _NOW, "withdrawn_at": None,
    }  # fmt: skip


def _sources(engine: Engine) -> Iterator[dict[str, Any]]:
    with reading(engine) as connection:
        ids = connection.exec_driver_sql("SELECT DISTINCT source_id FROM document").scalars().all()
    for id_ in ids:
        state = SourceState(id=id_, next_due=_NOW, last_run_at=_NOW, last_outcome="ok", newest_published=_NOW)
        yield state.model_dump()


def _tell(engine: Engine, documents: int) -> None:
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT max(id), document_id, max(revision_id) FROM match GROUP BY document_id ORDER BY 1 DESC LIMIT 10000"
        ).all()
    alerts, told, deliveries = [], [], []
    for number, (match, document, revision) in enumerate(rows, 1):
        alerts.append({
            "id": number, "subscription": "grave", "kind": "new", "created_at": _NOW - timedelta(minutes=number),
            "document_id": document, "revision_id": revision, "incident_id": None, "severity": "high", "message_id": "",
            "in_reply_to": "", "period": None, "acknowledged_at": None, "acknowledged_by": "",
        })  # fmt: skip
        told.append({"alert_id": number, "subscription": "grave", "match_id": match})
        deliveries.append({
            "alert_id": number, "channel": "desk", "state": "sent", "due_at": _NOW, "attempts": 1,
            "sent_at": _NOW, "error": "",
        })  # fmt: skip
    for model, found in ((Alert, alerts), (AlertMatch, told), (Delivery, deliveries)):
        _store(engine, model, found)


def addresses(dice: random.Random, documents: int) -> dict[str, Iterator[str]]:
    """Every page with what a reader may ask of it; each request asks for something else where it can."""

    def several(*forms: str) -> Iterator[str]:
        while True:
            yield dice.choice(forms).format(
                mineral=dice.choice(_MINERALS), country=dice.choice(_COUNTRIES), document=dice.randint(1, documents),
                before=dice.randint(1_000, 60_000), source=f"kr/source-{dice.randrange(80)}",
                week=f"{(_NOW - timedelta(days=dice.randrange(400))).date()}",
            )  # fmt: skip

    return {
        "inbox": several("/"),
        "inbox, narrowed": several(
            "/?mineral={mineral}", "/?severity=high&country={country}", "/?state=unread", "/?source={source}&show=all",
            "/?mineral={mineral}&week={week}&show=all", "/?state=acknowledged", "/?country=CN&partner=KR",
            "/?before={before}",
        ),
        "document": several("/documents/{document}"),
        "search": several("/search?q={mineral}", "/search?q=갈륨 수출통제", "/search?q=country:CN severity:high", "/search"),
        "trends": several("/trends", "/trends?weeks=52", "/trends?weeks=104"),
        "sources": several("/sources"),
        "source": several("/sources/{source}"),
        "rules": several("/rules"),
        "subscriptions": several("/subscriptions"),
        "subscription": several("/subscriptions/grave", "/subscriptions/gallium"),
        "deliveries": several("/deliveries", "/deliveries?state=sent&before={before}"),
        "status": several("/status"),
        "feeds": several("/feeds/inbox.atom", "/feeds/inbox.csv?mineral={mineral}", "/feeds/subscriptions/grave.json"),
        "api": several("/api/v1/inbox", "/api/v1/documents/{document}", "/api/v1/search?q={mineral}", "/api/v1/trends/mineral"),
    }  # fmt: skip


def measured(where: str, pages: dict[str, Iterator[str]], number: int) -> bool:
    """Milliseconds on the clock, and of the processor (server and client): a busy machine shows only in the first."""
    files = sum(len(gzip.compress((STATIC / one).read_bytes())) for one in ("style.css", "page.js", "htmx.min.js"))
    print(f"style, scripts: {files / 1000:.0f} kB, once")
    print(f"{'page':<18}{'p50':>8}{'p95':>8}{'most':>8}{'p95 CPU':>9}  kB sent (plain)")
    good = True
    for name, asked in pages.items():
        taken = [_asked(where, next(asked)) for _ in range(number + 1)]
        clock, processor = ([one[at] for one in taken[1:]] for at in (0, 1))
        sent, plain = (max(one[at] for one in taken) for at in (2, 3))
        p95, worked = (statistics.quantiles(times, n=20)[-1] for times in (clock, processor))
        good = good and worked < 150 and sent + files < 100_000
        first = f", first {taken[0][0]:.0f} ms" if taken[0][0] > 2 * p95 else ""
        shown = f"{statistics.median(clock):>8.1f}{p95:>8.1f}{max(clock):>8.1f}{worked:>9.1f}"
        print(f"{name:<18}{shown}  {sent / 1000:.1f} ({plain / 1000:.0f}){first}")
    return good


def _asked(where: str, path: str) -> tuple[float, float, int, int]:
    started, worked = time.perf_counter(), time.process_time()
    answer = requests.get(where + path, timeout=60, stream=True)
    body = answer.raw.read()
    took = (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return *took, len(body), len(gzip.decompress(body)) if answer.headers.get("content-encoding") else len(body)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--home", type=Path, help="keep the world here, and use it again")
    asked = parser.parse_args()
    rulebook = Rulebook([])
    with tempfile.TemporaryDirectory(prefix="policywatch-bench-") as folder:
        home = asked.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "policywatch.yml").exists():
            world(home, asked.documents, rulebook)
        with served(site(home, rulebook)) as where:
            good = measured(where, addresses(random.Random(5), asked.documents), asked.requests)
    print("every page p95 < 150 ms and < 100 kB" if good else "not every page is fast and light enough")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
