"""Names are found as people write them, and only where they are meant."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import Candidate
from rules.fold import fold
from tests.rules.rulesets import compiled, found, hits


@pytest.mark.parametrize(
    ("concept", "title", "quoted"),
    [
        ("rare-earths", "희토류를 비축한다", ["희토류"]),
        ("rare-earths", "희토류의 수급", ["희토류"]),
        ("gallium", "갈륨·게르마늄 대책", ["갈륨"]),
        ("germanium", "갈륨?게르마늄 대책", ["게르마늄"]),
        ("supply", "공급망안정화 회의", ["공급망안정화"]),
        ("supply", "공급망·안정화 회의", ["공급망·안정화"]),
        ("supply", "공급망  안정화를 위한", ["공급망  안정화"]),
        ("export-control", "수출 통제를 강화", ["수출 통제"]),
        ("export-control", "수출\n통제를 강화", ["수출\n통제"]),
        ("rare-earths", "희\n토류 확보", ["희\n토류"]),
        ("rare-earths", "희\xad토류 확보", ["희\xad토류"]),
        ("lead", "납을 제련하는", ["납"]),
        ("rare-earths", "rare-earth magnets", ["rare-earth"]),
        ("rare-earths", "RARE EARTHS", ["RARE EARTH"]),
        ("export-control", "export con-\ntrols", ["export con-\ntrol"]),
        ("export-control", "Export Controls’ reach", ["Export Control"]),
        ("export-control", "a defence licence", ["defence licence"]),
        ("gallium", "ＧａＮ wafers", ["ＧａＮ"]),
        ("gallium", "CAS 7440-55-3", ["7440-55-3"]),
        ("gallium", "HS 8112.92.10", ["8112.92"]),
        ("gallium", "ｶﾞﾘｳﾑの輸出", ["ｶﾞﾘｳﾑ"]),
        ("rare-earths", "稀 土 管制", ["稀 土"]),
        ("gallium", "鎵的出口", ["鎵"]),
        ("supply", "買占め防止", ["買占め"]),
        ("graphite", "黒鉛の輸出", ["黒鉛"]),
    ],
)
def test_found_and_quoted_as_written(concept: str, title: str, quoted: list[str]) -> None:
    assert found(concept, title) == quoted


@pytest.mark.parametrize(
    ("concept", "title"),
    [
        ("tin", "주석 달기 기능 추가, 수출 개시"),
        ("tin", "시진핑 주석, 수출 언급"),
        ("tin", "주석을 참고하라"),
        ("tin", "a tin of beans"),
        ("lead", "납부 기한 안내"),
        ("lead", "체납 정리"),
        ("zinc", "아연실색한 표정"),
        ("lead", "黒鉛の輸出"),
        ("lithium", "lithium-ion batteries"),
        ("lithium", "리튬이온 배터리"),
        ("gallium", "the gan command"),
        ("gallium", "no 17440-55-3"),
        ("gallium", "9.8112.92"),
        ("gallium", "74405 53"),
        ("rare-earths", "rareearth"),
        ("export-control", "export.\n\nControl"),
        ("export-control", "수출\n\n통제"),
        ("rare-earths", "희 토류 같은"),
        ("china", "machinations"),
    ],
)
def test_not_found_where_something_else_is_meant(concept: str, title: str) -> None:
    assert found(concept, title) == []


def test_context_lets_an_ambiguous_name_count() -> None:
    assert found("tin", "주석 제련소 가동") == ["주석"]
    assert found("tin", "tin and gallium") == ["tin"]
    assert found("tin", "tin " + "and " * 30 + "gallium") == []


def test_bound_names_stay_in_their_language() -> None:
    assert found("lead", "Blei und Zink", language="de") == ["Blei"]
    assert found("lead", "Blei was mentioned by the office") == []
    assert found("rare-earths", "Les terres rares de la Chine") == ["terres rares"]


def test_german_compounds() -> None:
    title = "Galliumexportkontrollen der Behörde"
    assert found("gallium", title, language="de") == ["Gallium"]
    assert found("export-control", title, language="de") == ["exportkontrolle"]


def test_french_elision() -> None:
    concepts = [{"id": "antimony", "kind": "mineral", "names": {"fr": "antimoine"}}]
    rules = compiled({"id": "r", "when": {"concept": "antimony"}}, concepts=concepts)
    (hit,) = rules.hits(Candidate("Le prix de l’antimoine et d'autres", language="fr"))
    assert [tuple(span) for span in hit.spans] == [("title", 13, 22, "antimony")]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_spans_point_into_the_text_in_every_normal_form(form: str) -> None:
    title = unicodedata.normalize(form, "㈜한국, 중국産 희토류 수출통제 대응")
    body = unicodedata.normalize(form, "갈륨도 수출통제.")
    (hit,) = hits({"all": [{"concept": "critical-mineral"}, {"concept": "export-control"}]}, title, body)
    fields = {"title": title, "body": body}
    quoted = [unicodedata.normalize("NFC", fields[one.field][one.start : one.end]) for one in hit.spans]
    assert quoted == ["희토류", "수출통제", "갈륨", "수출통제"] or sorted(quoted) == sorted(
        ["희토류", "수출통제", "갈륨", "수출통제"]
    )


def test_spans_name_the_field() -> None:
    item = {"publisher": "중국 상무부", "section": "중국", "attachments": ("중국", "첨부 중국")}
    (hit,) = hits({"phrase": "중국", "in": "all"}, "제목", "본문 중국", **item)
    assert {(span.field, span.start) for span in hit.spans} == {
        ("body", 3), ("publisher", 0), ("section", 0), ("attachment", 0), ("attachment:2", 3),
    }  # fmt: skip


def test_names_do_not_reach_from_field_to_field() -> None:
    assert found("export-control", "수출", "통제") == []


def test_publisher_counts_only_where_it_is_asked_for() -> None:
    assert not hits({"phrase": "중국"}, "제목", publisher="중국 상무부")
    assert hits({"phrase": "중국", "in": "publisher"}, "제목", publisher="중국 상무부")


_RULES = compiled({"id": "r", "when": {"any": [{"kind": "mineral"}, {"kind": "measure"}], "in": "all"}})
_PIECES = [
    "갈륨",
    "희토류",
    "수출통제",
    "rare earth",
    "GaN",
    "ﬁ",
    "㈜",
    "镓",
    "レアアース",
    "7440-55-3",
    "é",
    "\u0301",
    "ﾚｱｱｰｽ",
]
_PIECES += [" ", "\n", "-", "·", "?", "의", "를", "a", "s", ".", "\xad", "ᄀ", "ᅡ", "\u3000", "İ", "\0"]


@given(*[st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)] * 3)
def test_every_span_quotes_a_name(title: str, body: str, publisher: str) -> None:
    fields = {"title": title, "body": body, "publisher": publisher}
    for hit in _RULES.hits(Candidate(title, body, publisher)):
        for span in hit.spans:
            squeezed = fold(fields[span.field][span.start : span.end]).squeezed.decode()
            plains = {_RULES.lexicon.terms[number].plain for number in _RULES.lexicon.by_concept[span.concept]}
            assert squeezed in plains


def test_a_long_text_loses_nothing_at_the_seams() -> None:
    """Texts beyond 200,000 bytes are scanned in pieces."""
    rules = compiled({"id": "r", "when": {"score": 1_000, "of": [{"concept": "rare-earths", "times": 1_000}]}})
    for shift in range(9):
        text = "가" * (66_667 * 2) + " " * shift + "희토류" + "나" * 70_000 + "희토류"
        page = rules.page(Candidate("x" * shift, text))
        (number,) = (term.number for term in rules.lexicon.terms if term.plain == "희토류")
        assert [text[low - shift - 1 : high - shift - 1] for low, high in page.occurrences(number)] == ["희토류"] * 2
