"""Processes, forked by tests.chaos.nursery, that only send what is due, as the daemon does; to be killed."""

from __future__ import annotations

from datetime import UTC, datetime
from time import sleep

import db.alerts
from db.engine import open_database, writing
from monitor.channel import channel_problem
from monitor.deliver import Outbox, deliver_pending
from monitor.message import alert_message
from monitor.subscription import Subscription

CHANNELS = ("desk", "lab", "phone", "archive")


def send_forever(url: str, database: str) -> None:
    engine = open_database(database)
    with writing(engine) as connection:
        db.alerts.release_orphans(connection, datetime.now(UTC))
    urls = {name: url.replace("NAME", name) for name in CHANNELS}
    outbox = Outbox(engine, urls, {"desk": Subscription(id="desk", channels=list(CHANNELS))})
    while True:
        deliver_pending(outbox)
        sleep(0.02)


def prepare(url: str, database: str) -> None:
    channel_problem(url)
    engine = open_database(database)
    with writing(engine) as connection:
        alert_message(connection, 1, {}, datetime.now(UTC))
    engine.dispose()


def live(_: str, url: str, database: str) -> None:
    send_forever(url, database)
