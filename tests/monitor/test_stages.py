"""The stages over a real SQLite file and a real SMTP server: each is repeatable, nothing is told twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine

import db.alerts
import db.deliveries
import db.documents
import db.incidents
import db.matches
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll

SUBSCRIPTION = Subscription(id="desk", channels=["mail"], severity="low")
GALLIUM = item("1", "Export control on gallium", "Exports of gallium need a licence. Export control begins.")


@dataclass
class Mailbox:
    answer: str = "250 OK"
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    smtp = Controller(box, hostname="127.0.0.1", port=port)
    smtp.start()
    yield box, f"mailto://127.0.0.1:{port}?from=watch@example.org&to=desk@example.org&mode=insecure"
    smtp.stop()


def register(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})


def store(engine: Engine, source: Source, *polls: Any) -> None:
    for one in polls:
        with writing(engine) as connection:
            ingest(connection, source, one)


def tell(engine: Engine, ruleset: RuleSet, subscriptions: list[Subscription] | None = None) -> int:
    later = NOW + timedelta(hours=2)
    match_pending(engine, ruleset, later)
    return dispatch_pending(engine, subscriptions or [SUBSCRIPTION], ["mail"], later)


def deliver(engine: Engine, url: str, clock: Any) -> int:
    return deliver_pending(Outbox(engine, {"mail": url}, {"desk": SUBSCRIPTION}, clock=clock))


def after(minutes: int) -> Any:
    return NOW + timedelta(minutes=minutes)


def test_a_baseline_is_stored_and_matched_but_not_told(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    register(engine, source)
    store(engine, source, poll(GALLIUM))
    assert tell(engine, ruleset) == 0
    with reading(engine) as connection:
        assert [row["rule_id"] for row in db.matches.newest(connection, most=9)] == ["gallium-news", "gallium-control"]


def test_news_becomes_one_mail_and_a_change_answers_it(
    engine: Engine, source: Source, ruleset: RuleSet, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")), poll(GALLIUM, at=after(10)))
    assert tell(engine, ruleset) == 1
    assert tell(engine, ruleset) == 0
    assert deliver(engine, url, lambda: after(180)) == 1
    assert deliver(engine, url, lambda: after(180)) == 0
    edited = replace(GALLIUM, text=GALLIUM.text.replace("licence", "permit"))
    store(engine, source, poll(edited, at=after(20)))
    assert tell(engine, ruleset) == 1
    deliver(engine, url, lambda: after(180))
    first, second = box.mails
    assert first["Subject"] == "[high] Export control on gallium — Ministry of Ore"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert first["List-Unsubscribe"] == "<mailto:watch@example.org?subject=unsubscribe%20desk>"
    assert ">gallium</mark>" in first.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "permit" in second.get_body(("html",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(("answer", "state"), [("451 later", "retry"), ("554 never", "dead")])
def test_temporary_and_permanent_refusals_differ(
    engine: Engine, source: Source, ruleset: RuleSet, mailbox: tuple[Mailbox, str], answer: str, state: str
) -> None:
    box, url = mailbox
    box.answer = answer
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")), poll(GALLIUM, at=after(10)))
    tell(engine, ruleset)
    deliver(engine, url, lambda: after(180))
    with reading(engine) as connection:
        assert db.alerts.deliveries_by_state(connection) == {state: 1}
        incidents = [(row["subject"], row["kind"]) for row in db.incidents.open_incidents(connection)]
    assert incidents == ([("channel:mail", "dead")] if state == "dead" else [])
    box.answer = "250 OK"
    assert deliver(engine, url, lambda: after(300)) == (state == "retry")


def test_an_orphan_of_a_killed_sender_is_sent_again_with_its_message_id(
    engine: Engine, source: Source, ruleset: RuleSet, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")), poll(GALLIUM, at=after(10)))
    tell(engine, ruleset)
    with writing(engine) as connection:
        (row,) = db.deliveries.due(connection, after(180), most=9)
        assert db.deliveries.claim(connection, row, after(180), after(185))
    assert deliver(engine, url, lambda: after(181)) == 0
    assert deliver(engine, url, lambda: after(186)) == 1
    with reading(engine) as connection:
        assert box.mails[0]["Message-ID"] == db.alerts.newest(connection, most=1)[0]["message_id"]


def test_a_source_that_changes_all_keys_is_held(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    register(engine, source)
    old = [item(str(number), f"Gallium export control {number}") for number in range(10)]
    store(engine, source, poll(*old), poll(*(replace(one, key=f"new-{one.key}") for one in old), at=after(10)))
    tell(engine, ruleset)
    with reading(engine) as connection:
        assert [row["kind"] for row in db.incidents.open_incidents(connection)] == ["keys-changed"]
        assert all(row["kind"] == "opened" for row in db.alerts.newest(connection, most=9))


def test_a_dying_source_opens_one_incident_and_a_recovery_closes_it(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    failed = [poll(at=after(10 * n), outcome="empty", error="0 rows") for n in range(1, 6)]
    store(engine, source, *failed)
    assert tell(engine, ruleset) == 1
    store(engine, source, poll(item("0", "Nothing"), at=after(90)))
    assert tell(engine, ruleset) == 1
    with reading(engine) as connection:
        assert [row["kind"] for row in db.alerts.newest(connection, most=9)] == ["closed", "opened"]
        state = db.sources.states(connection, [source.id])[source.id]
    assert state["failures"] == 0


def test_a_failed_poll_forgets_nothing(engine: Engine, source: Source) -> None:
    register(engine, source)
    store(engine, source, poll(GALLIUM), poll(at=after(10), outcome="wrong-page", error="a captcha"))
    with reading(engine) as connection:
        state = db.sources.states(connection, [source.id])[source.id]
        assert db.documents.known(connection, source.id, ["1"])["1"]["title"] == GALLIUM.title
    assert (state["etag"], state["last_error"]) == ('"090000"', "a captcha")


def test_subscriptions_narrow(engine: Engine, ruleset: RuleSet) -> None:
    source = make_source(alert_existing=True)
    register(engine, source)
    store(engine, source, poll(GALLIUM, item("2", "Gallium lamp")))
    only_high = Subscription(id="high", channels=["mail"], severity="high")
    with writing(engine) as connection:
        db.alerts.register_subscriptions(connection, {"high": NOW})
    assert tell(engine, ruleset, [SUBSCRIPTION, only_high]) == 3


def test_an_alert_that_cannot_be_written_holds_up_nobody(
    engine: Engine, source: Source, ruleset: RuleSet, mailbox: tuple[Mailbox, str]
) -> None:
    register(engine, source)
    news = [replace(GALLIUM, key=str(number), title=f"Export control on gallium {number}") for number in range(2)]
    store(engine, source, poll(item("0", "Nothing")), poll(*news, at=after(10)))
    tell(engine, ruleset)
    with writing(engine) as connection:  # as a restored backup or a bug may leave it: an alert that tells of no match
        told_rows = db.alerts.newest(connection, most=9)
        connection.exec_driver_sql(f"DELETE FROM alert_match WHERE alert_id = {told_rows[-1]['id']}")
    deliver(engine, mailbox[1], lambda: after(180))
    with reading(engine) as connection:
        assert db.alerts.deliveries_by_state(connection) == {"dead": 1, "sent": 1}
