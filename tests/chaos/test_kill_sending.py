"""kill -9 at any point while sending to servers that refuse and hang up: nothing is lost, doubles are those in flight."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

import db.alerts
import db.incidents
import db.sources
from crawlers.item import Item, Poll
from db.engine import open_database, writing
from db.migrate import migrate
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.chaos.nursery import Child, nursery
from tests.chaos.post import Post
from tests.chaos.sender import CHANNELS
from tests.monitor.conftest import make_source, ruleset  # noqa: F401  a fixture


def alerted(database: str, rules: RuleSet, count: int) -> Engine:
    """So many alerts, each to four channels, none sent."""
    engine, source = open_database(database), make_source()
    migrate(engine)
    desk, now = Subscription(id="desk", channels=list(CHANNELS), max_per_hour=0), datetime.now(UTC)
    items = [
        Item(str(n), f"Export control on gallium, order {n}", text="Gallium. Export control.") for n in range(count)
    ]
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], now)
        db.alerts.register_subscriptions(connection, {"desk": now})
        ingest(connection, source, Poll(source.id, now, now, "ok", items=[Item("quiet", "Bridge opened")], rows=1))
        ingest(connection, source, Poll(source.id, now, now, "ok", items=items, rows=count))
    match_pending(engine, rules, now)
    assert dispatch_pending(engine, [desk], [], now) == count
    return engine


def waiting(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM delivery WHERE state != 'sent'")).scalar_one())


def time_passes(engine: Engine) -> None:
    """What waits for its next attempt has waited long enough."""
    with writing(engine) as connection:
        connection.execute(text("UPDATE delivery SET due_at = '2000-01-01' WHERE state IN ('retry', 'unknown')"))
        connection.execute(text("UPDATE channel SET not_before = NULL"))


async def killed(sender: Child) -> None:
    sender.send_signal(signal.SIGKILL)
    await sender.wait()


async def killed_while_sending(engine: Engine, database: str, post: Post, kills: int, seconds: float) -> int:
    """Kills that found something to send; afterwards a sender may finish undisturbed."""
    busy = 0
    async with post.serve() as url, nursery("tests.chaos.sender", url, database) as senders:
        for _ in range(kills):
            sender = await senders.start()
            await asyncio.sleep(post.dice.uniform(0, 1))
            busy += waiting(engine) > 0
            await killed(sender)
        post.faults = 0
        sender = await senders.start()
        for _ in range(int(seconds)):
            if not waiting(engine):
                break
            time_passes(engine)
            await asyncio.sleep(1)
        await killed(sender)
    return busy


def check(engine: Engine, post: Post, alerts: int, kills: int) -> int:
    """How many came twice: never more than what was in flight at a kill, one a channel, or was taken without answer."""
    assert waiting(engine) == 0
    assert len(post.received) == alerts * len(CHANNELS), "lost, or sent under another Message-ID"
    twice = sum(post.received.values()) - len(post.received)
    assert twice <= kills * len(CHANNELS) + post.hung_up.total()
    with engine.connect() as connection:
        attempts = connection.execute(text("SELECT sum(attempts) FROM delivery")).scalar_one()
        assert attempts >= sum(post.received.values()), "an attempt that the table does not know"
        assert connection.execute(text("SELECT count(*) FROM incident WHERE kind = 'dead'")).scalar_one() == 0
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    return twice


@pytest.mark.chaos
async def test_a_few_kills_while_sending(tmp_path: Path, ruleset: RuleSet) -> None:  # noqa: F811
    database, post = f"sqlite:///{tmp_path / 'policywatch.db'}", Post(0, random.Random(3))
    engine = alerted(database, ruleset, 60)
    await killed_while_sending(engine, database, post, kills=4, seconds=60)
    check(engine, post, 60, kills=4)
    engine.dispose()


@pytest.mark.chaos
async def test_500_kills_while_sending_to_faulty_servers(tmp_path: Path, ruleset: RuleSet) -> None:  # noqa: F811
    kills = int(os.environ.get("CHAOS_KILLS", "500"))
    database, post = f"sqlite:///{tmp_path / 'policywatch.db'}", Post(0.1, random.Random(4))
    engine = alerted(database, ruleset, 2 * kills)
    busy = await killed_while_sending(engine, database, post, kills, seconds=600)
    twice = check(engine, post, 2 * kills, kills)
    print(
        f"\n{kills} kills, {busy} of them while something waited to be sent; {len(post.received)} deliveries,"
        f" {post.refused} refused for now, {post.hung_up.total()} taken without an answer: 0 lost, {twice} came twice"
    )
    engine.dispose()
