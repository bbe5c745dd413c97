"""A rolling upgrade: an older worker goes on while a newer one migrates, starts again on the newer tables, and is
refused only by the next generation of them."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from db.migrate import HEAD
from tests.chaos.kill_world import KillWorld, Process
from tests.chaos.test_cluster import lost
from tests.db.test_migrations import MIGRATIONS, takes_away

_NEXT = f"{int(HEAD) + 1:04}"
_STEP = f'''
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{_NEXT}", "{HEAD}"


def upgrade():
    op.add_column("document", sa.Column("weather", sa.String(), server_default="fair", nullable=False))
    op.create_table("weather", sa.Column("day", sa.String(), primary_key=True))
    op.create_index("ix_document_weather", "document", ["weather"])
'''
#: A newer program: this one with a step more.
_NEWER = f"""
import db.migrate, sys
folder, plain = sys.argv.pop(1), db.migrate.configuration
def configuration(connection):
    config = plain(connection)
    config.set_main_option("script_location", folder)
    return config
db.migrate.HEAD, db.migrate.configuration = "{_NEXT}", configuration
from monitor.cli import main
main()
"""


class Cluster(KillWorld):
    async def newer(self) -> Process:
        folder = self.home / "migrations"
        shutil.copytree(MIGRATIONS.parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / f"{_NEXT}_weather.py").write_text(_STEP, encoding="utf-8")
        with (self.home / "terminal.txt").open("ab") as output:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-c", _NEWER, str(folder), "worker", env=self.environment, stdout=output, stderr=output
            )

    def version(self) -> str:
        engine = self.engine()
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        engine.dispose()
        return str(found)

    def set_version(self, version: str) -> None:
        engine = self.engine()
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        engine.dispose()

    async def tells(self) -> None:
        self.published += 1
        assert await self.wait_for(self.published, 60), lost(self)


@pytest.mark.chaos
async def test_workers_are_upgraded_one_after_the_other(tmp_path: Path, postgresql_database: str) -> None:
    world = Cluster(tmp_path, postgresql_database, publishers=2, delay=0.1)
    assert takes_away(_STEP) == []
    async with world.serve():
        older = await world.start("worker")
        await world.baseline()
        newer = await world.newer()
        while world.version() == HEAD:
            assert newer.returncode is None, world.said()
            await asyncio.sleep(0.1)
        await world.tells()  # the older one leads and works on the newer tables
        assert await world.stop(older, signal.SIGTERM) == 0, world.said()
        await world.tells()  # by the newer one
        again = await world.start("worker")
        await world.up(3)
        assert await world.stop(newer, signal.SIGTERM) == 0, world.said()
        await world.tells()  # by the older one, started again: an upgrade may be taken back
        world.set_version(f"{int(HEAD[0]) + 1}000")
        refused = await world.start("worker")
        assert await asyncio.wait_for(refused.wait(), 60) == 3
        assert await world.stop(again, signal.SIGTERM) == 0
    assert "install a newer one" in world.said()
    world.check(kills=0)
