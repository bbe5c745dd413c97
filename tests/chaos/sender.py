"""A process that only sends what is due, as the daemon does; to be killed. `python -m tests.chaos.sender URL DATABASE`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from time import sleep

import db.alerts
from db.engine import open_database, writing
from monitor.deliver import Outbox, deliver_pending
from monitor.subscription import Subscription

CHANNELS = ("desk", "lab", "phone", "archive")


def main(url: str, database: str) -> None:
    engine = open_database(database)
    with writing(engine) as connection:
        db.alerts.release_orphans(connection, datetime.now(UTC))
    outbox = Outbox(
        engine,
        {name: url.replace("NAME", name) for name in CHANNELS},
        {"desk": Subscription(id="desk", channels=list(CHANNELS))},
    )
    print("sending", flush=True)
    while True:
        deliver_pending(outbox)
        sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
