"""The harness of `make bench-peers`: what its server shows, what it counts, and the tables of the READMEs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from tests.benchmarks.feed_server import ITEMS, application
from tests.benchmarks.peers import NOTICE
from tests.benchmarks.peers_net import ROOT
from tests.benchmarks.peers_table import shown, written

_MEASURED: dict[str, Any] = {
    "work": "feeds", "feeds": 1000, "rounds": 3, "date": "2026-11-30", "machine": "2 cores", "longest": 300.0, "load": 0.1,
    "versions": {"reader": "3.26"},
    "tools": {
        "Policywatch": {"new": 5.0, "staged": 14.0, "304": 0.5, "feeds": 1000, "memory_mb": 110, "missed": 0, "doubled": 0},
        "reader, 10 workers": {"new": 22.0, "304": 1.25, "feeds": 200, "memory_mb": 48, "missed": 1, "doubled": None,
                               "gave_up": ["new"]},
    },
}  # fmt: skip


async def test_each_tool_is_shown_its_own_mode() -> None:
    async with TestServer(application()) as server, ClientSession(server.make_url("/")) as client:

        async def items(path: str, **headers: str) -> tuple[int, int]:
            async with client.get(path, headers=headers) as answer:
                return answer.status, len(set(NOTICE.findall(await answer.text())))

        assert await items("/feeds/a-5") == (200, ITEMS)
        assert (await items("/feeds/a-5", **{"If-None-Match": '"a-5"'}))[0] == 304
        await (await client.put("/mode/a", data="bad")).read()
        assert (await items("/feeds/a-10"))[0] == 503
        assert 0 < (await items("/lists/a-12"))[1] < ITEMS
        assert await items("/lists/a-15", **{"If-None-Match": '"a-15"'}) == (200, ITEMS)
        assert (await items("/feeds/b-10", **{"If-None-Match": '"b-10"'}))[0] == 304
        state = await (await client.get("/state/a")).json()
        assert state == {"asked": 5, "added": {"a-15": 1}}


def test_a_table_tells_how_many_times_ours_the_others_cost() -> None:
    lines = shown(_MEASURED, "en").splitlines()
    assert lines[2] == "| **Policywatch** | 5.0; 14 | 0.50 | 110 | 0 | 0 |"
    assert lines[3] == "| reader 3.26, 10 workers | – | 1.2 (2.5×) | 48 | 1 | – |"
    assert lines[-1].endswith("; reader, 10 workers with 200; reader, 10 workers was stopped in new after 300 s")


def test_a_table_goes_where_it_is_marked() -> None:
    place = "<!-- measured: feeds -->\nold\n<!-- end -->\n<!-- measured: tls -->\nkept\n<!-- end -->"
    text = written(place, _MEASURED, "ko")
    assert "reader 3.26, 작업자 10" in text
    assert "old" not in text
    assert text.endswith("kept\n<!-- end -->")
    with pytest.raises(ValueError, match="lists"):
        written(place, _MEASURED | {"work": "lists"}, "en")


def test_both_readmes_show_the_same_measurements() -> None:
    english, korean = (_numbers((ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "README.ko.md"))
    assert english
    assert english == korean


def _numbers(readme: str) -> list[list[str]]:
    cells = re.compile(r"(?<= \| )[\d.–][^|]*(?= \|)")
    return [row for line in readme.splitlines() if (row := cells.findall(line))]
