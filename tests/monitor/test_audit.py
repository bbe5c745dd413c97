"""A source read again beside what is stored: equal, missing, extra, changed, or not read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from ipaddress import IPv4Network
from typing import Any

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from crawlers.crawler import Crawler, CrawlerSettings
from crawlers.source import Source
from monitor.audit import Audit, audit
from monitor.backfill_windows import Backfill
from rules import RuleSet
from tests.monitor.past_publisher import PastPublisher

DAYS = (date(2026, 1, 1), date(2026, 1, 30))
_SETTINGS = CrawlerSettings(allow_networks=(IPv4Network("127.0.0.0/8"),), delay=0.0)


@pytest.fixture
def publisher() -> Iterator[PastPublisher]:
    with PastPublisher() as found:
        yield found


@pytest.fixture
def audited(store: Engine, ruleset: RuleSet, publisher: PastPublisher) -> Callable[..., Audit]:
    """Audits what was backfilled before."""

    async def fill(source: Source) -> None:
        async with Crawler(_SETTINGS) as crawler:
            work = Backfill(store, crawler, ruleset, lambda *_, **__: None)
            await work.run([source], lambda _: DAYS, {})

    async def look(source: Source, days: tuple[date, date], list_only: bool) -> Audit:
        async with Crawler(_SETTINGS) as crawler:
            return await audit(store, crawler, source, *days, list_only=list_only)

    asyncio.run(fill(publisher.source()))

    def _audited(days: tuple[date, date] = DAYS, *, list_only: bool = False, **more: Any) -> Audit:
        return asyncio.run(look(publisher.source(**more), days, list_only))

    return _audited


def keys(found: Audit) -> dict[str, list[str]]:
    return {name: sorted(one.key for one in getattr(found, name)) for name in ("missing", "extra", "changed")}


def test_what_was_just_read_is_equal(audited: Callable[..., Audit], store: Engine) -> None:
    counts = [table_counts(store)]
    found = audited()
    assert keys(found) == {"missing": [], "extra": [], "changed": []}
    assert (found.differs, found.shown, found.stored, found.rows, found.stated) == (False, 30, 30, 30, 30)
    assert [*counts, table_counts(store)] == counts * 2


def table_counts(engine: Engine) -> dict[str, int]:
    names = ("document", "revision", "run", "issue", "match", "backfill_part", "snapshot", "source", "incident")
    with engine.connect() as connection:
        return {name: int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()) for name in names}


def test_missing_extra_and_changed(audited: Callable[..., Audit], publisher: PastPublisher, store: Engine) -> None:
    publisher.withdrawn = {"2026-01-03"}
    publisher.edited["2026-01-08"] = "The ministry lifts its restriction of gallium."
    with store.begin() as connection:
        for table in ("match", "revision", "document"):
            here = (
                "key = '2026-01-20'"
                if table == "document"
                else "document_id = (SELECT id FROM document WHERE key = '2026-01-20')"
            )
            connection.execute(text(f"DELETE FROM {table} WHERE {here}"))
    found = audited()
    assert keys(found) == {"missing": ["2026-01-20"], "extra": ["2026-01-03"], "changed": ["2026-01-08"]}
    assert (found.differs, found.shown, found.stored) == (True, 29, 29)
    assert keys(audited(list_only=True)) == {"missing": ["2026-01-20"], "extra": ["2026-01-03"], "changed": []}


def test_only_the_days_asked_for_are_compared(audited: Callable[..., Audit], publisher: PastPublisher) -> None:
    publisher.withdrawn = {"2026-01-03", "2026-01-20"}
    found = audited((date(2026, 1, 3), date(2026, 1, 5)))
    assert (keys(found)["extra"], found.shown, found.stored) == (["2026-01-03"], 2, 3)


def test_a_total_that_does_not_add_up_differs(audited: Callable[..., Audit], publisher: PastPublisher) -> None:
    publisher.claims_more = 1
    found = audited((date(2026, 1, 1), date(2026, 1, 5)))
    assert (keys(found), found.differs) == ({"missing": [], "extra": [], "changed": []}, True)
    assert (found.rows, found.stated) == (5, 6)


def test_what_was_not_read_is_not_gone(audited: Callable[..., Audit], publisher: PastPublisher) -> None:
    publisher.broken_windows = {"2026-01-01"}
    found = audited()
    assert "500" in found.error
    assert found.extra == []


def test_a_list_of_one_page_is_compared_as_far_as_it_reaches(
    audited: Callable[..., Audit], publisher: PastPublisher
) -> None:
    """It shows the newest ten: what is older is not gone."""
    publisher.last, publisher.withdrawn = date(2026, 1, 30), {"2026-01-25", "2026-01-02"}
    plain = {"query": {"from": "2026-01-01", "to": "2026-01-30", "page": "1"}}
    found = audited(ask=plain, window=None, paging={})
    assert (found.reaches, keys(found)["extra"]) == (date(2026, 1, 20), ["2026-01-25"])


@pytest.mark.parametrize(("what", "code"), [("equal", 0), ("changed", 1), ("down", 4)])
def test_the_exit_code_says_how_it_went(
    audited: Callable[..., Audit], publisher: PastPublisher, monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory, store: Engine, what: str, code: int,
) -> None:  # fmt: skip
    import yaml

    from monitor.cli import app

    home = tmp_path_factory.mktemp("home")
    (home / "sources" / "test").mkdir(parents=True)
    (home / "sources" / "test" / "notices.yml").write_text(yaml.safe_dump(publisher.definition()), encoding="utf-8")
    settings = "host_delay: 0.0\nnetworks: {allow: [127.0.0.0/8]}\nsources: {only: []}\n"
    (home / "policywatch.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setenv("POLICYWATCH_HOME", str(home))
    monkeypatch.setenv("POLICYWATCH_DATABASE", store.url.render_as_string(hide_password=False))
    if what == "changed":
        publisher.edited["2026-01-08"] = "Another text."
    if what == "down":
        publisher.broken_windows = {"2026-01-21"}
    command = ["audit", "test/notices", "--since", "2026-01-01", "--until", "2026-01-30"]
    answer = CliRunner().invoke(app, command)
    assert answer.exit_code == code, answer.output
    said = {"equal": "all equal", "changed": "1 changed (other content than ours)", "down": "not read whole"}[what]
    assert said in answer.output
