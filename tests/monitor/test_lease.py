"""One daemon leads a database; an old program leaves a newer database alone."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.engine import DatabaseError, writing
from db.migrate import migrate
from monitor import lease
from tests.monitor.conftest import NOW

OTHER = "elsewhere:1"


def test_the_second_waits_until_the_lease_is_over(engine: Engine) -> None:
    assert lease.take(engine, OTHER, NOW) == OTHER
    assert lease.take(engine, lease.holder(), NOW) == OTHER
    assert lease.take(engine, lease.holder(), NOW + lease.LENGTH) == lease.holder()
    assert not lease.renew(engine, OTHER, NOW + lease.LENGTH)
    assert lease.renew(engine, lease.holder(), NOW + lease.LENGTH)


def test_a_dead_process_of_this_machine_holds_nothing(engine: Engine) -> None:
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    lease.take(engine, f"{socket.gethostname()}:{child}", NOW)
    assert lease.take(engine, lease.holder(), NOW + timedelta(seconds=1)) == lease.holder()


def test_a_newer_database_is_refused(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="install a newer one"):
        migrate(engine)
