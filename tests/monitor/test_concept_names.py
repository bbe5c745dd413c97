"""Foreign titles are explained by our own names of what they name, in all six languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.concept_names import called, gist, is_foreign
from monitor.digest_message import Entry, gists, rendered
from monitor.message_facts import glossary
from monitor.rulebook import Rulebook
from monitor.subscription import Subscription
from rules import Concept
from tests.monitor.conftest import NOW
from tests.monitor.test_messages import DIGEST

TITLES = {
    "en": "China: export controls on gallium and germanium",
    "ko": "중국, 갈륨·게르마늄 수출통제",
    "zh": "中国对镓、锗实施出口管制",
    "ja": "中国によるガリウム、ゲルマニウムの輸出管理",
    "de": "China: Exportkontrolle für Gallium und Germanium",
    "fr": "Chine : contrôle des exportations de gallium et de germanium",
}


@pytest.fixture(scope="module")
def concepts() -> dict[str, Concept]:
    return dict(Rulebook([]).current.concepts)


def row(title: str, language: str, concepts: dict[str, Concept]) -> dict[str, Any]:
    """With the spans that the lists of names have in the title."""
    spans = []
    for id_ in ("country-cn", "gallium", "germanium", "export-control"):
        names = sorted((one.name for one in concepts[id_].names[language]), key=len, reverse=True)
        name = next(one for one in names if one.casefold() in title.casefold())
        start = title.casefold().index(name.casefold())
        spans.append(["title", start, start + len(name), id_])
    return {"title": title, "text": "", "language": language, "spans": spans}


@pytest.mark.parametrize("language", TITLES)
def test_a_title_in_any_language_is_named_in_the_readers_own(language: str, concepts: dict[str, Concept]) -> None:
    found = row(TITLES[language], language, concepts)
    assert gist([found], concepts, "ko") == "중국, 갈륨·게르마늄 수출통제"
    assert gist([found], concepts, "en") == "China, gallium·germanium export control"
    assert is_foreign(found["title"], language, "en") is (language != "en")
    assert is_foreign(found["title"], language, "ko") is (language != "ko")


@pytest.mark.parametrize(("language", "word"), [("zh", "镓"), ("ja", "ガリウム"), ("ko", "갈륨")])
def test_foreign_words_are_explained_and_own_ones_are_not(
    language: str, word: str, concepts: dict[str, Concept]
) -> None:
    found = row(TITLES[language], language, concepts)
    assert (word, "gallium") in glossary([found], concepts, "en")
    assert glossary([row(TITLES["en"], "en", concepts)], concepts, "en") == []
    own = glossary([found], concepts, "ko")
    assert (own == []) if language == "ko" else ((word, "갈륨") in own)


def test_everything_that_a_subject_may_name_has_a_name_in_both_languages(concepts: dict[str, Concept]) -> None:
    kinds = ("country", "mineral", "material", "measure")
    named = [one for one in concepts.values() if one.kind in kinds]
    assert len(named) > 150
    assert [one.id for one in named for language in ("en", "ko") if not called(one, language)] == []


def test_what_names_nothing_says_nothing(concepts: dict[str, Concept]) -> None:
    plain = {"title": "공고", "text": "", "language": "ko", "spans": [["title", 0, 2, None]]}
    assert gist([plain], concepts, "en") == ""
    china = {"title": "中国", "text": "", "language": "zh", "spans": [["title", 0, 2, "country-cn"]]}
    assert gist([china], concepts, "en") == "", "a country alone says not what happened"


def test_a_foreign_title_is_named_in_digests_too(concepts: dict[str, Concept]) -> None:
    foreign = row(TITLES["zh"], "zh", concepts) | {"document_id": 1}
    own = row(TITLES["ko"], "ko", concepts) | {"document_id": 2}
    found = [Entry(at, "high", one["title"], "", "", "", "CN", (), None, NOW) for at, one in ((1, foreign), (2, own))]
    desk = Subscription(id="desk", channels=["mail"], language="ko")
    assert gists(found, [own, foreign], concepts, desk) == ["중국, 갈륨·게르마늄 수출통제", ""]
    first = replace(found[0], gist="중국, 갈륨·게르마늄 수출통제")
    message = rendered(DIGEST, desk, [first], "all")
    assert message.subject.endswith(f": 중국, 갈륨·게르마늄 수출통제: {TITLES['zh']}")
    assert f"중국, 갈륨·게르마늄 수출통제: {TITLES['zh']}" in message.text
