"""Sources of the worlds that tests and benchmarks make, as files of a home."""

from __future__ import annotations

from pathlib import Path

_SOURCE = """\
id: {id}
name: Office {id}
publisher: Office
country: XX
languages: [en]
url: {url}
timezone: UTC
every: {seconds}s
verified: true
"""


def write_source(home: Path, id_: str, url: str, seconds: int, more: str = "kind: feed\n") -> None:
    """`seconds` between two polls; `more`: lines of YAML, the kind among them."""
    path = home / "sources" / f"{id_}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_SOURCE.format(id=id_, url=url, seconds=seconds) + more, encoding="utf-8")
