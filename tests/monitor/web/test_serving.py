"""The page beside the daemon: it stops with it, a taken port stops neither, and tokens come from the command line."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner

from monitor.cli import app
from monitor.rulebook import Rulebook
from monitor.web.serve import serve
from tests.monitor.web.world import site


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answer(url: str, **options: object) -> requests.Response:
    end = time.monotonic() + 90
    while True:
        try:
            return requests.get(url, timeout=10, **options)  # type: ignore[arg-type]
        except requests.ConnectionError:
            assert time.monotonic() < end, f"{url} was not served in time"
            time.sleep(0.1)


def test_the_daemon_serves_it_and_stops_in_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYWATCH_HOME", str(home))
    port = free_port()
    with (home / "policywatch.yml").open("a", encoding="utf-8") as file:
        file.write(f'web: {{listen: "127.0.0.1:{port}", local: nobody}}\nobserve: {{listen: "off"}}\n')
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor.cli", "run"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        made = CliRunner().invoke(app, ["tokens", "add", "kim", "--role", "analyst"])
        bearer = {"authorization": f"Bearer {made.stdout.strip()}"}
        assert answer(f"http://127.0.0.1:{port}/api/v1/status", headers=bearer).json()["running"] is True
        assert answer(f"http://127.0.0.1:{port}/api/v1/status").status_code == 401
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert f"page           http://127.0.0.1:{port}" in said
    assert "stopped: everything that was fetched is stored" in said


def test_a_taken_port_is_told_and_nothing_more(
    home: Path, rulebook: Rulebook, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        shown = site(home, rulebook, listen=f"127.0.0.1:{taken.getsockname()[1]}")

        async def tried() -> bool:
            return await asyncio.wait_for(serve(shown, asyncio.Event()), 20)

        assert asyncio.run(tried()) is False
        shown.engine.dispose()
    assert "the page is not served" in caplog.text


def test_tokens_from_the_command_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYWATCH_HOME", str(home))
    run = CliRunner()
    made = run.invoke(app, ["tokens", "add", "kim", "--role", "analyst", "--days", "30"])
    token = made.stdout.strip()
    assert re.fullmatch(r"pw_[\w-]{43}", token)
    listed = run.invoke(app, ["tokens", "list"]).stdout
    assert "kim, analyst" in listed
    assert token not in listed
    assert token not in run.invoke(app, ["tokens", "list", "--json"]).stdout
    assert run.invoke(app, ["tokens", "revoke", "1"]).exit_code == 0
    assert run.invoke(app, ["tokens", "revoke", "1"]).exit_code == 2
    assert run.invoke(app, ["tokens", "add", "kim", "--role", "king"]).exit_code == 2
    assert "revoked" in run.invoke(app, ["tokens", "list"]).stdout
    assert run.invoke(app, ["web", "--listen", "nowhere"]).exit_code == 2
