"""Every source of the catalogue reads a page modelled on what its publisher answers."""

from __future__ import annotations

import pytest

from crawlers.source import Source
from monitor.catalogue import load_sources
from tests.crawlers.saved_answers import FIXTURES, SavedAnswers, as_row, folder_of, replay

SOURCES = load_sources()


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for source in SOURCES.values():
        for variable in source.ask.secret_query.values():
            monkeypatch.setenv(variable, "a-key-of-the-tests")


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
async def test_a_source_reads_its_saved_answers(source: Source) -> None:
    answers = SavedAnswers(folder_of(source))
    assert answers.folder.is_dir(), f"{source.id} has no fixture: write {answers.folder}"
    expected = answers.expected
    told = await replay(source, answers)
    assert (told.outcome, told.error) == ("ok", "")
    assert [as_row(item, wanted) for item, wanted in zip(told.items, expected["rows"], strict=False)] == expected[
        "rows"
    ], answers.folder
    assert len(told.items) == len(expected["rows"])
    assert sorted({issue.code for issue in told.issues}) == expected.get("issues", []), told.issues
    if "asked" in expected:
        method, url, body, _ = answers.asked[0]
        assert [method, url, body.decode()] == expected["asked"]


def test_every_fixture_belongs_to_a_source() -> None:
    folders = {path.parent.name for path in FIXTURES.glob("*/expected.json")}
    assert folders == {folder_of(source).name for source in SOURCES.values()}
