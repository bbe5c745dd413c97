"""A source asked for its past, span by span, over loopback; killed or failing in between, it goes on."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

_SOURCE = """\
id: test/notices
name: Notices
publisher: Ministry
country: XX
languages: [en]
kind: api
url: {url}
timezone: Asia/Seoul
every: 1h
verified: true
ask: {{query: {{from: "{{since}}", to: "{{until}}"}}}}
window: {{format: "%Y%m%d", days: 3}}
answer: json
rows: items
fields:
  key: {{path: id}}
  title: {{path: title}}
  link: {{path: url}}
  date: {{path: day, formats: ["%Y-%m-%d"]}}
expect: {{min_rows: 0, fields: [title, date]}}
"""


class Publisher:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.broken_from = ""

    def answer(self, request: Request) -> Response:
        since, until = request.args["from"], request.args["to"]
        self.asked.append((since, until))
        if since == self.broken_from:
            return Response(status=500)
        first, last = (date.fromisoformat(f"{one[:4]}-{one[4:6]}-{one[6:]}") for one in (since, until))
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        items = [
            {"id": f"n{day:%m%d}", "title": f"Export control on gallium, {day}", "url": f"/{day}", "day": f"{day}"}
            for day in days
        ]
        return Response(json.dumps({"items": items}), content_type="application/json")


@pytest.fixture
def publisher(httpserver: HTTPServer, tmp_path: Path) -> Publisher:
    found = Publisher()
    httpserver.expect_request("/api").respond_with_handler(found.answer)
    (tmp_path / "sources" / "test").mkdir(parents=True)
    text = _SOURCE.format(url=httpserver.url_for("/api"))
    (tmp_path / "sources" / "test" / "notices.yml").write_text(text, encoding="utf-8")
    settings = "host_delay: 0.0\nnetworks: {allow: [127.0.0.0/8]}\nsources: {only: []}\n"
    (tmp_path / "policywatch.yml").write_text(settings, encoding="utf-8")
    return found


def backfilled(home: Path) -> tuple[int, dict[str, object]]:
    arguments = ["backfill", "--source", "test/notices", "--since", "2026-03-01", "--until", "2026-03-10", "--json"]
    program = [sys.executable, "-m", "monitor.cli", *arguments]
    answer = subprocess.run(program, env=os.environ | {"POLICYWATCH_HOME": str(home)}, capture_output=True, text=True)
    return answer.returncode, json.loads(answer.stdout)


def test_each_span_is_asked_once(publisher: Publisher, tmp_path: Path) -> None:
    code, report = backfilled(tmp_path)
    assert (code, report["parts"], report["documents"]) == (0, 4, 10)
    assert publisher.asked == [
        ("20260310", "20260310"),
        ("20260307", "20260309"),
        ("20260304", "20260306"),
        ("20260301", "20260303"),
    ]
    backfilled(tmp_path)
    assert len(publisher.asked) == 4


def test_a_span_that_fails_is_said_and_asked_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.broken_from = "20260304"
    code, report = backfilled(tmp_path)
    assert (code, list(report["failed"]), report["documents"]) == (4, ["2026-03-04..2026-03-06"], 7)  # type: ignore[call-overload]
    publisher.broken_from = ""
    code, report = backfilled(tmp_path)
    assert (code, report["failed"], len(publisher.asked)) == (0, {}, 5)
    store = sqlite3.connect(tmp_path / "data" / "policywatch.db")
    assert store.execute("SELECT count(*), count(DISTINCT key) FROM document").fetchone() == (10, 10)
    assert store.execute("SELECT count(*) FROM alert").fetchone() == (0,)
    store.close()
