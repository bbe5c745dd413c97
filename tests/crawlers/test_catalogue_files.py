"""The files of the catalogue: what is refused, what overrides, what a pattern selects, and what the README says."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

import crawlers
from crawlers.item import Window
from crawlers.request import request_of, windows
from crawlers.source import Source
from monitor.catalogue import UnknownSource, load_sources, select
from monitor.yaml_file import BadFile

SOURCES = load_sources()
README = Path(crawlers.__file__).parent / "README.md"
SMALL = """
id: {id}
name: One
publisher: Ministry of Examples
country: KR
languages: [ko]
kind: feed
url: https://ministry.example/rss
timezone: Asia/Seoul
every: 1h
verified: true
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadFile) as caught:
        load_sources([folder])
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_users_file_overrides_by_id(tmp_path: Path) -> None:
    write(tmp_path, "us/nist-news.yml", SMALL.format(id="us/nist-news"))
    write(tmp_path, "xx/mine.yaml", SMALL.format(id="xx/mine"))
    found = load_sources([tmp_path])
    assert found["us/nist-news"].publisher == "Ministry of Examples"
    assert len(found) == len(SOURCES) + 1
    assert list(found) == sorted(found)


def test_all_problems_of_all_files_in_one_pass(tmp_path: Path) -> None:
    write(tmp_path, "xx/one.yml", SMALL.format(id="xx/one").replace("timezone", "timezon"))
    write(tmp_path, "xx/two.yml", SMALL.format(id="xx/two").replace("1h", "often"))
    write(tmp_path, "xx/three.yml", SMALL.format(id="xx/tree"))
    told = problems(tmp_path)
    assert [line.partition(": ")[0] for line in told] == [
        "xx/one.yml:2:1", "xx/one.yml:9:1", "xx/three.yml:2:1", "xx/two.yml:10:1",
    ]  # fmt: skip
    assert any("timezon" in line and "timezone" in line for line in told)
    assert any("'often' is no duration" in line for line in told)
    assert any("the id is 'xx/tree' but the file stands at 'xx/three'" in line for line in told)


def test_a_fallback_must_exist(tmp_path: Path) -> None:
    write(tmp_path, "xx/one.yml", SMALL.format(id="xx/one") + "fallback: xx/none\n")
    assert problems(tmp_path) == ["xx/one.yml:12:1: fallback: 'xx/none' is no other source of the catalogue"]


@pytest.mark.parametrize(
    ("pattern", "some"),
    [
        ("kr/*", "kr/motir-press"),
        ("kr/motir-press", "kr/motir-press"),
        ("tag:export-control", "cn/mofcom-announcements"),
        ("publisher:national institute of standards*", "us/nist-news"),
        ("kind:bulletin", "kr/kiat-tech-watch"),
        ("country:jp", "jp/meti-press"),
    ],
)
def test_a_pattern_selects(pattern: str, some: str) -> None:
    found = select(SOURCES, [pattern])
    assert some in found
    assert len(found) < len(SOURCES) / 2


def test_a_pattern_that_selects_nothing_is_refused() -> None:
    with pytest.raises(UnknownSource, match="'kr/motir-pres' names no source, did you mean kr/motir-press"):
        select(SOURCES, ["kr/motir-pres"])
    with pytest.raises(UnknownSource, match="did you mean tag:export-control"):
        select(SOURCES, ["kr/*", "tag:export-controls"])
    with pytest.raises(UnknownSource, match="tag:…, publisher:…, kind:…, country:…"):
        select(SOURCES, ["topic:tin"])


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_source_says_what_a_reader_must_know(source: Source) -> None:
    assert source.licence
    assert source.tags
    assert source.seen if source.verified else not source.is_enabled
    assert source.expect.fields != ["title"] or source.kind == "page"
    assert source.expect.max_age or source.kind == "page"


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_request_is_filled_in(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in source.ask.secret_query.values():
        monkeypatch.setenv(variable, "a-key-of-the-tests")
    [asked, *_] = windows(source, None, datetime(2026, 11, 20, tzinfo=UTC))
    first, second = request_of(source, 0, asked), request_of(source, 1, asked)
    for place in ("{page}", "{since}", "{until}", "%7Bpage", "%7Bsince", "%7Buntil"):
        assert place not in first.url + first.body.decode()
    has_past = "paging" in source.model_fields_set
    assert (first != second) == has_past, "paging and {page} belong together"


def test_the_past_is_asked_for_in_windows() -> None:
    now, past = datetime(2026, 11, 20, tzinfo=UTC), Window(date(2026, 1, 30), date(2026, 2, 3))
    asked = list(windows(SOURCES["kr/datagokr-policy-news"], past, now))
    assert asked == [Window(date(2026, 2, 1), date(2026, 2, 3)), Window(date(2026, 1, 30), date(2026, 1, 31))]
    [whole] = windows(SOURCES["kr/korea-press"], past, now)
    url = request_of(SOURCES["kr/korea-press"], 4, whole).url
    assert "pageIndex=5&startDate=2026-01-30&endDate=2026-02-03" in url
    assert request_of(SOURCES["cn/ndrc-notices"], 1).url.endswith("/tz/index_1.html")
    assert request_of(SOURCES["kr/mcee-press"], 2, whole).url.count("pagerOffset=100") == 1
    [trade] = windows(SOURCES["eu/ec-press-api"], past, now)
    assert "datefrom=30012026&dateto=03022026" in request_of(SOURCES["eu/ec-press-api"], 0, trade).url


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from models(kind, seen)


def test_the_readme_explains_every_field() -> None:
    text = README.read_text()
    missing = [
        f"{model.__name__}.{field.alias or name}"
        for model in models(Source, set())
        for name, field in model.model_fields.items()
        if f"`{field.alias or name}`" not in text
    ]
    assert not missing


def test_the_example_of_the_readme_is_a_source(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.+?)```", README.read_text(), re.DOTALL)
    write(tmp_path, "kr/example-press.yml", textwrap.dedent("   " + example.lstrip()))
    assert "kr/example-press" in load_sources([tmp_path])


def test_the_readme_lists_every_source() -> None:
    text = README.read_text()
    for line in table():
        assert line in text, f"{README} should hold:\n" + "\n".join(table())


def table() -> list[str]:
    """Sources by place: all, seen working (`verified`), watched as shipped; bold ids are watched, struck ones dead."""
    lines = []
    for place, count in sorted(Counter(id_.partition("/")[0] for id_ in SOURCES).items()):
        here = [source for id_, source in SOURCES.items() if id_.startswith(place + "/")]
        verified, watched = sum(one.verified for one in here), sum(one.is_enabled for one in here)
        lines.append(f"| {place} | {count} | {verified} | {watched} | {', '.join(map(_marked, here))} |")
    return lines


def _marked(source: Source) -> str:
    name = source.id.partition("/")[2]
    return f"**{name}**" if source.is_enabled else f"~~{name}~~" if "dead" in source.tags else name
