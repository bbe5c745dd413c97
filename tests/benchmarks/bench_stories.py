"""What telling stories apart costs a document, in stores of 1,000 to 100,000 documents that all lie in the window.

python -m tests.benchmarks.bench_stories [--sizes 1000,10000,100000] [--news 200] [--database ADDRESS]
Documents are made up in four languages; what they name is drawn so that some names are common and most are rare.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, func, select

from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Document, Match, Revision, Run, StoryAnchor, StoryMember
from db.write import table
from monitor.rulebook import read_folders
from monitor.stories import compare_silent, stories_pending
from monitor.stories_find import WINDOW
from monitor.stories_names import Finder, names_among
from monitor.stories_subject import Subject, subject_of
from rules.story import Signature

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_MINERALS = {
    "en": ["gallium", "germanium", "lithium", "tungsten", "cobalt", "graphite", "antimony", "nickel"],
    "ko": ["갈륨", "게르마늄", "리튬", "텅스텐", "코발트", "흑연", "안티모니", "니켈"],
    "ja": ["ガリウム", "ゲルマニウム", "リチウム", "タングステン", "コバルト", "黒鉛", "アンチモン", "ニッケル"],
    "zh": ["镓", "锗", "锂", "钨", "钴", "石墨", "锑", "镍"],
}
_FORMS = {
    "en": (
        "{who} tightens export control on {what}",
        "{who} requires a licence for {amount} tonnes of {what} from {day}. {filler}",
    ),
    "ko": ("{who}, {what} 수출통제 강화", "{who}는 {day}부터 {what} {amount}톤에 대해 수출 허가를 요구한다. {filler}"),
    "ja": ("{who}、{what}の輸出管理を強化", "{who}は{day}から{what}{amount}トンの輸出に許可を求める。{filler}"),
    "zh": ("{who}加强{what}出口管制", "{who}自{day}起对{amount}吨{what}实施出口许可。{filler}"),
}
_WHO = {
    "en": ["China", "Japan", "Indonesia", "Chile", "the European Union"],
    "ko": ["중국", "일본", "인도네시아", "칠레", "유럽연합"],
    "ja": ["中国", "日本", "インドネシア", "チリ", "欧州連合"],
    "zh": ["中国", "日本", "印度尼西亚", "智利", "欧盟"],
}  # fmt: skip
_FILLER = [f"{Random(number).choice('bdfgklmnprst')}{'aeiou'[number % 5]}{number:x}" for number in range(3000)]
_DAYS = {
    "en": "{0:%-d} {0:%B} {0:%Y}",
    "ko": "{0:%Y}년 {0:%-m}월 {0:%-d}일",
    "ja": "{0:%Y}年{0:%-m}月{0:%-d}日",
    "zh": "{0:%Y}年{0:%-m}月{0:%-d}日",
}


def made(rng: Random, number: int) -> dict[str, Any]:
    """A document as the stage reads it."""
    language = rng.choice(list(_FORMS))
    title, text = _FORMS[language]
    day = _DAYS[language].format(NOW + timedelta(days=rng.randint(5, 400)))
    names = {"who": rng.choice(_WHO[language]), "what": rng.choice(_MINERALS[language]), "day": day}
    names |= {
        "amount": str(rng.randint(1, 9000) * 10),
        "filler": " ".join(rng.choices(_FILLER, k=60)),
    }
    published = NOW - timedelta(minutes=rng.randint(0, WINDOW * 24 * 60))
    return {
        "document_id": number, "source_id": f"xx/source-{number % 200}", "url": f"https://example.org/{number}",
        "title": title.format(**names), "text": text.format(**names), "publisher": f"Publisher {number % 200}",
        "language": language, "published": published, "cited": [], "first_seen_at": NOW,
    }  # fmt: skip


def document_row(row: dict[str, Any]) -> dict[str, Any]:
    kept = ("source_id", "url", "title", "publisher", "language", "published", "cited", "first_seen_at")
    blank = Document(id=row["document_id"], key=str(row["document_id"]), source_id="").model_dump()
    return blank | {name: row[name] for name in kept}


def revision_row(row: dict[str, Any], origin: str) -> dict[str, Any]:
    return {
        "id": row["document_id"], "document_id": row["document_id"], "number": 1, "origin": origin, "seen_at": NOW,
        "title": row["title"], "text": row["text"], "content_hash": "", "hash_version": 1, "snapshot": "", "run_id": 1,
        "matched_at": NOW, "rules_version": "x",
    }  # fmt: skip


class Bench:
    def __init__(self, engine: Engine, names: Finder) -> None:
        self.engine, self.names, self.rng, self.next = engine, names, Random(7), 1
        self.patterns = [subject_of(made(self.rng, number), names).signature for number in range(400)]
        with writing(engine) as connection:
            run = Run(id=1, source_id="xx/source-0", started_at=NOW, finished_at=NOW, outcome="ok").model_dump()
            connection.execute(table(Run).insert().values(run))

    def fill(self, size: int) -> None:
        """Members with signatures like those of real texts, their own amounts, dates and names drawn anew."""
        while self.next <= size:
            rows = [made(self.rng, number) for number in range(self.next, min(self.next + 2000, size + 1))]
            self.next += len(rows)
            members, anchors = [], []
            for row in rows:
                signature = self._drawn()
                subject = subject_of(row, self.names)
                subject.__dict__["signature"] = signature
                members.append(_member(subject, signature))
                anchors += [
                    {"anchor": one, "day": subject.day, "document_id": subject.document_id} for one in subject.anchors
                ]
            with writing(self.engine) as connection:
                connection.execute(table(Document).insert(), [document_row(row) for row in rows])
                connection.execute(table(Revision).insert(), [revision_row(row, "news") for row in rows])
                connection.execute(table(StoryMember).insert(), members)
                connection.execute(table(StoryAnchor).insert(), anchors)

    def _drawn(self) -> Signature:
        pattern, rng = self.rng.choice(self.patterns), self.rng
        drawn = {
            f"{one.partition(':')[0]}:{rng.randint(1, 900)}" if one.startswith(("amount", "date", "name")) else one
            for one in pattern.anchors
        }
        return Signature(rng.getrandbits(64), tuple(sorted(drawn)), pattern.day)

    def add(self, count: int, origin: str, published: datetime | None = None) -> None:
        rows = [made(self.rng, number) for number in range(self.next, self.next + count)]
        self.next += count
        dispatched = None if origin == "news" else NOW
        for row in rows:
            row["published"] = published or row["published"]
        found = [
            Match(
                revision_id=row["document_id"], document_id=row["document_id"], rule_id="r", severity="low", matched_at=NOW,
                dispatched_at=dispatched, origin=origin,
            ).model_dump(exclude={"id"})
            for row in rows
        ]  # fmt: skip
        with writing(self.engine) as connection:
            connection.execute(table(Document).insert(), [document_row(row) for row in rows])
            connection.execute(table(Revision).insert(), [revision_row(row, origin) for row in rows])
            connection.execute(table(Match).insert(), found)

    def timed(self, work: Any) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun


def _member(subject: Subject, signature: Signature) -> dict[str, Any]:
    return {
        "document_id": subject.document_id, "story_id": subject.document_id, "number": 1, "official": True,
        "day": subject.day, "address": subject.address, "simhash": signature.simhash - 2**63,
        "anchors": list(signature.anchors), "same_as": None, "score": 0.0, "reason": "", "joined_at": NOW,
    }  # fmt: skip


def measured(bench: Bench, size: int, news: int) -> dict[str, Any]:
    bench.fill(size)
    bench.add(news, "news")
    told = bench.timed(lambda: stories_pending(bench.engine, lambda _: True, NOW, lambda: bench.names))
    bench.add(2000, "backfill", NOW - timedelta(days=400))

    def silent() -> None:
        while compare_silent(bench.engine, lambda _: True, NOW, lambda: bench.names):
            pass

    past = bench.timed(silent)
    with reading(bench.engine) as connection:
        anchors = connection.execute(select(func.count()).select_from(table(StoryAnchor))).scalar_one()
    return {
        "documents": size,
        "cpu_ms_a_news_document": round(1000 * told / news, 2),
        "cpu_ms_an_old_document": round(1000 * past / 2000, 3),
        "anchors_a_document": round(anchors / size, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--news", type=int, default=200)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    names = names_among(entry.model for entry in read_folders().concepts.values())
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(asked.database or f"sqlite:///{Path(folder) / 'stories.db'}")
        migrate(engine)
        bench = Bench(engine, names)
        for size in map(int, asked.sizes.split(",")):
            print(json.dumps(measured(bench, size, asked.news)), flush=True)


if __name__ == "__main__":
    main()
