"""What status says of workers and queues."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from monitor import lease
from monitor.cli import app
from monitor.cluster.queue import open_queue
from monitor.observe.metrics import Metrics
from monitor.observe.pulse import Pulse
from tests.monitor.cluster.test_queue import shown, until, working

on_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@pytest.fixture
def home(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A home over this database."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYWATCH_DATABASE", engine.url.render_as_string(hide_password=False))
    return engine


def status(*words: str) -> str:
    answer = CliRunner().invoke(app, ["status", *words], env={"COLUMNS": "160"})
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@on_postgresql
async def test_status_shows_who_leads_who_works_and_what_waits(home: Engine) -> None:
    began, end = asyncio.Event(), asyncio.Event()

    async def poll(source_id: str) -> None:
        began.set()
        await end.wait()

    address = home.url.render_as_string(hide_password=False)
    lease.take(home, "here:1", datetime.now(UTC))
    async with (
        open_queue(address, poll, name="here:1") as queue,
        open_queue(address, poll, name="there:2") as other,
        working(queue, 1),
        working(other, 1),
    ):
        await queue.ask_for({"xx/press": "a", "xx/news": "a"})
        await asyncio.wait_for(began.wait(), 10)
        await until(lambda: [one["alive"] for one in shown(home)[0]] == [True, True])
        told = json.loads(await asyncio.to_thread(status, "--json"))
        words = await asyncio.to_thread(status)
        metrics = Metrics(home, Pulse()).exposition().decode().splitlines()
        end.set()
    workers = {one["name"]: one for one in told["workers"]}
    assert (told["leader"], workers["here:1"]["leads"], workers["there:2"]["leads"]) == ("here:1", True, False)
    assert sorted(len(one["polls"]) for one in workers.values()) == [0, 1]
    assert told["queues"] == [{"queue": "polls", "waiting": 1, "doing": 1, "failed": 0}]
    assert "Leads: here:1." in words
    assert "polls 1 (xx/press)" in words
    assert "Queue polls: 1 wait, 1 under way." in words
    assert 'policywatch_queue{queue="polls",state="waiting"} 1.0' in metrics
    assert 'policywatch_workers{state="alive"} 2.0' in metrics


@on_postgresql
async def test_a_worker_that_died_and_a_poll_that_failed_are_shown(home: Engine) -> None:
    async def poll(source_id: str) -> None:
        raise RuntimeError("no")

    async with open_queue(home.url.render_as_string(hide_password=False), poll, name="here:1") as queue:
        await queue.ask_for({"xx/press": "a"})
        async with working(queue):
            await until(lambda: [one["failed"] for one in shown(home)[1]] == [1])
        with home.begin() as connection:
            connection.exec_driver_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
    words = await asyncio.to_thread(status)
    assert "gone: its polls are asked for again" in words
    assert "1 failed in the last hour" in words


def test_one_daemon_needs_no_table_of_workers(home: Engine) -> None:
    told = json.loads(status("--json"))
    assert (told["leader"], told["workers"], told["queues"]) == ("", [], [])
    assert "Leads: nobody." in status()
