"""Processes that only send what is due, as the daemon does; to be killed. `python -m tests.chaos.sender URL DATABASE`.

Each line of standard input forks one, whose number is printed; when it is dead, so is that. What would be imported at the
first message is there before: importing takes longer than a process may live here.
"""

from __future__ import annotations

import os
import sys
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


def main(url: str, database: str) -> None:
    channel_problem(url)
    engine = open_database(database)
    with writing(engine) as connection:
        alert_message(connection, 1, {}, datetime.now(UTC))
    engine.dispose()
    for _ in sys.stdin:
        if (child := os.fork()) == 0:
            send_forever(url, database)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
