"""The daemon stops when it is told to, whatever else happens at that moment."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from monitor.daemon import Daemon
from monitor.observe.pulse import Pulse


@pytest.mark.parametrize("loop", ["_alert", "_deliver"])
async def test_a_stop_that_comes_with_news_is_not_lost(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    daemon = Daemon.__new__(Daemon)
    news = asyncio.Event()
    daemon.__dict__.update(
        _polling=SimpleNamespace(stored=news), _alerted=news, pulse=Pulse(), _match_and_dispatch=lambda: None,
        config=SimpleNamespace(settings=SimpleNamespace(subscriptions=[], unknown_deliveries="hold", web=None)),
        engine=None, rulebook=SimpleNamespace(current=SimpleNamespace(concepts={})),
    )  # fmt: skip
    monkeypatch.setattr("monitor.daemon.deliver_pending", lambda outbox: None)
    monkeypatch.setattr("monitor.daemon.Outbox", lambda *_, **__: None)
    monkeypatch.setattr("monitor.daemon.frame_of", lambda *_, **__: None)
    daemon.__dict__["config"].channel_urls = {}
    task = asyncio.create_task(getattr(daemon, loop)())
    await asyncio.sleep(0.2)
    assert daemon.pulse.ages()  # it has been round once, and waits
    news.set()
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=2)
    assert done
