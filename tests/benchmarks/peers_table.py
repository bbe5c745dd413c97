"""What `bench_peers` has measured, as the tables of the READMEs.

python -m tests.benchmarks.peers_table .bench/peers-feeds-1000.json … [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.peers_net import ROOT

_PHASES = ("new", "304", "same", "date", "one", "bad")
_OURS = "Policywatch"
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "feeds": "{feeds:,} feeds",
        "tls": "{feeds:,} feeds over TLS, each on a host of its own",
        "lists": "{feeds:,} HTML lists",
        "caption": "**{work}**: {date}, {machine}; rounds: {rounds} (medians); load before: {load:.1f}",
        "fewer": "; {name} with {feeds}",
        "gave up": "; {name} was stopped in {phases} after {seconds:.0f} s",
    },
    "ko": {
        "feeds": "피드 {feeds:,}개",
        "tls": "TLS 피드 {feeds:,}개, 호스트 각각 하나",
        "lists": "HTML 목록 {feeds:,}개",
        "caption": "**{work}**: {date}, {machine}, {rounds}회(중앙값), 시작 전 부하 {load:.1f}",
        "fewer": "; {name}는 {feeds}개",
        "gave up": "; {name}는 {phases}에서 {seconds:.0f}초 뒤 중단",
        "missed": "놓친 항목",
        "doubled": "중복",
        "reader, 10 workers": "reader, 작업자 10",
    },
}
_READMES = {"en": "README.md", "ko": "README.ko.md"}
_BLOCK = "<!-- measured: {} -->\n{}<!-- end -->"


def conditions(venv: Path) -> dict[str, Any]:
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "load": os.getloadavg()[0],
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": _versions(venv),
    }


def _versions(venv: Path) -> dict[str, str]:
    listed = _printed(str(venv / "bin" / "python"), "-m", "pip", "list", "--format", "json")
    found = {one["name"]: one["version"] for one in json.loads(listed or "[]")}
    for program in ("newsboat", "sfeed"):  # taken from the system, where sfeed does not tell its version
        told = _printed("dpkg-query", "-W", "-f", "${Version}", program) or _printed(program, "--version")
        found |= {program: number.group()} if (number := re.search(r"\d+(\.\d+)+", told)) else {}
    return found


def _printed(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def shown(measured: Mapping[str, Any], language: str = "en") -> str:
    """A table, with how many times ours each costs."""
    rows, names = measured["tools"], _WORDS[language]
    phases = [one for one in _PHASES if any(one in row for row in rows.values())]
    columns = [*phases, "MB", names.get("missed", "missed"), names.get("doubled", "doubled")]
    lines = [f"| | {' | '.join(columns)} |", f"|{'---|' * (len(columns) + 1)}"]
    for name, row in rows.items():
        tool, comma, rest = names.get(name, name).partition(", ")
        version = measured["versions"].get(tool, "")
        title = f"**{name}**" if name == _OURS else f"{tool} {version}".strip() + comma + rest
        cells = [_cell(row, rows.get(_OURS, {}), phase) for phase in phases]
        cells += [str(row["memory_mb"]), *("–" if row[one] is None else str(row[one]) for one in ("missed", "doubled"))]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", _caption(measured, names)])


def _caption(measured: Mapping[str, Any], words: Mapping[str, str]) -> str:
    told = words["caption"].format(**{**measured, "work": words[measured["work"]].format(**measured)})
    for name, row in measured["tools"].items():
        if row["feeds"] != measured["feeds"]:
            told += words["fewer"].format(name=name, feeds=row["feeds"])
        if row.get("gave_up"):
            phases = ", ".join(dict.fromkeys(row["gave_up"]))
            told += words["gave up"].format(name=name, phases=phases, seconds=measured["longest"])
    return told


def _cell(row: Mapping[str, Any], ours: Mapping[str, Any], phase: str) -> str:
    if phase in row.get("gave_up", ()) or phase not in row:
        return "–"
    spent = _number(row[phase])
    if phase == "new" and "staged" in row:
        return f"{spent}; {_number(row['staged'])}"
    if row is ours or not ours.get(phase):
        return spent
    return f"{spent} ({_number(row[phase] / ours[phase])}×)"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def written(readme: str, measured: Mapping[str, Any], language: str) -> str:
    """A README with the table of this work between its marks. Raises ValueError when it has no such marks."""
    marked = re.compile(_BLOCK.format(re.escape(measured["work"]), ".*?"), re.DOTALL)
    if not marked.search(readme):
        raise ValueError(f"no place for a table is marked by {_BLOCK.format(measured['work'], '…')!r}")
    block = _BLOCK.format(measured["work"], f"{shown(measured, language)}\n")
    return marked.sub(lambda _: block, readme, count=1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("measured", nargs="+", type=Path, help="such as .bench/peers-feeds-1000.json")
    options.add_argument("--write", action="store_true", help="put each in its marked place in both READMEs")
    chosen = options.parse_args()
    for path in chosen.measured:
        measured = json.loads(path.read_text(encoding="utf-8"))
        print(shown(measured))
        for language, name in _READMES.items() if chosen.write else ():
            text = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(written(text, measured, language), encoding="utf-8")


if __name__ == "__main__":
    main()
