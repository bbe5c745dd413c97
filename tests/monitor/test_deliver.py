"""What becomes of a delivery after each kind of failure, over real servers and a store that survives a restart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

import db.alerts
import db.deliveries
import db.incidents
from db.engine import reading, writing
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from tests.monitor.chat_server import Chat, chat_server
from tests.monitor.conftest import NOW
from tests.monitor.test_channels import Post, post_office
from tests.monitor.test_stages import after


def write_alerts(engine: Engine, number: int, channel: str = "room") -> None:
    with writing(engine) as connection:
        for at in range(number):
            db.incidents.open_incident(connection, f"source:xx/{at}", "down", "no answer", NOW)
    dispatch_pending(engine, [], [channel], NOW)


def outbox(engine: Engine, chat: Chat, minutes: float = 0, **more: Any) -> Outbox:
    moment = NOW + timedelta(minutes=minutes)
    return Outbox(engine, {"room": chat.url(rto=0.3)}, clock=lambda: moment, **more)


def states(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return db.alerts.deliveries_by_state(connection)


def open_kinds(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        found = db.incidents.open_incidents(connection)
    return [(one["subject"], one["kind"]) for one in found if one["subject"].startswith("channel:")]


def test_what_may_have_been_taken_is_unknown_and_repeated(engine: Engine) -> None:
    write_alerts(engine, 1)
    with chat_server(lambda asked: "ok" if asked else "late") as chat:
        assert deliver_pending(outbox(engine, chat)) == 0
        assert states(engine) == {"unknown": 1}
        assert deliver_pending(outbox(engine, chat, 2)) == 1
    assert len(chat.received) == 2, "accept, then time-out, is the one case of a double"
    assert states(engine) == {"sent": 1}


def test_or_it_is_held_for_a_person(engine: Engine) -> None:
    write_alerts(engine, 1)
    with chat_server(lambda asked: "ok" if asked else "cut") as chat:
        for minutes in (0, 2, 600):
            assert deliver_pending(outbox(engine, chat, minutes, repeat_unknown=False)) == 0
        assert (states(engine), open_kinds(engine)) == ({"unknown": 1}, [("channel:room", "unknown")])
        with writing(engine) as connection:
            assert db.deliveries.retry(connection, [1], after(600)) == 1
        assert deliver_pending(outbox(engine, chat, 601, repeat_unknown=False)) == 1
    assert open_kinds(engine) == []


def test_a_killed_sender_leaves_an_unknown_when_nothing_may_be_repeated(engine: Engine) -> None:
    write_alerts(engine, 1)
    with writing(engine) as connection:
        (row,) = db.deliveries.due(connection, NOW, most=9)
        db.deliveries.claim(connection, row, NOW, after(5))
    with chat_server() as chat:
        assert deliver_pending(outbox(engine, chat, 6, repeat_unknown=False)) == 0
    assert (states(engine), open_kinds(engine)) == ({"unknown": 1}, [("channel:room", "unknown")])


def test_a_channel_that_asks_us_to_wait_is_left_alone_even_after_a_restart(engine: Engine) -> None:
    write_alerts(engine, 5)
    with chat_server(lambda asked: "429" if asked == 1 else "ok") as chat:
        assert deliver_pending(outbox(engine, chat)) == 1
        assert (chat.asked, states(engine)) == (2, {"sent": 1, "retry": 1, "pending": 3})
        assert deliver_pending(outbox(engine, chat, 0.4)) == 0
        assert chat.asked == 2
        assert deliver_pending(outbox(engine, chat, 0.6)) == 3
        assert deliver_pending(outbox(engine, chat, 2)) == 1
    assert states(engine) == {"sent": 5}


def test_a_revoked_webhook_is_dead_and_the_operators_hear_of_it_elsewhere(engine: Engine) -> None:
    write_alerts(engine, 1)
    with chat_server(lambda _: "404") as chat:
        deliver_pending(outbox(engine, chat))
    assert (states(engine), open_kinds(engine)) == ({"dead": 1}, [("channel:room", "dead")])
    post = Post()
    with post_office(post) as url:
        dispatch_pending(engine, [], ["mail"], after(1))
        assert deliver_pending(Outbox(engine, {"mail": url}, clock=lambda: after(2))) == 1
    assert post.mails[0]["Subject"] == "[policywatch] channel:room: dead"


@pytest.mark.parametrize("answer", ["450 greylisted", "550 no such user"])
def test_one_refused_recipient_keeps_no_other_waiting(engine: Engine, answer: str) -> None:
    write_alerts(engine, 3, "bad")
    with writing(engine) as connection:
        db.incidents.open_incident(connection, "source:xx/9", "down", "no answer", NOW)
    dispatch_pending(engine, [], ["good"], NOW)
    with post_office(Post(rcpt=answer)) as bad, post_office(Post()) as good:
        assert deliver_pending(Outbox(engine, {"bad": bad, "good": good}, clock=lambda: NOW)) == 1
    assert states(engine) == {"sent": 1, "retry" if answer.startswith("4") else "dead": 3}


def test_a_channel_that_stays_down_is_told_once_and_closed_when_it_is_back(engine: Engine) -> None:
    write_alerts(engine, 2)
    with chat_server(lambda asked: "500" if asked < 4 else "ok") as chat:
        for minutes in (0, 10, 30, 100):
            deliver_pending(outbox(engine, chat, minutes))
        assert (chat.asked, open_kinds(engine)) == (4, [("channel:room", "down")])
        assert deliver_pending(outbox(engine, chat, 300)) == 2
    assert (states(engine), open_kinds(engine)) == ({"sent": 2}, [])


def test_a_dead_end_of_three_days_is_dead(engine: Engine) -> None:
    write_alerts(engine, 1)
    with chat_server(lambda _: "500") as chat:
        for day in (0, 1, 2, 3):
            deliver_pending(outbox(engine, chat, day * 24 * 60))
    assert states(engine) == {"dead": 1}
