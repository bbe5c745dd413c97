"""Folding keeps its way back to the text as written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.fold import fold, locator

_ODD = "abCİßÉ갈륨수출통제·- \n\t\u3000，（）①㈜㎏镓稀ｶﾞﾘｳＡ８"
_ODD += "\u0301\u3099?ᄀ\u1161\u11a8.…’–\u200b\xad\xa0ㆍㅇ\U0001d400⾦⻑ﬁ"


@given(st.text(alphabet=st.one_of(st.sampled_from(_ODD), st.characters()), max_size=300))
def test_every_squeezed_byte_leads_to_its_character(text: str) -> None:
    folded = fold(text)
    character, at = locator(folded), 0
    for letter in folded.squeezed.decode():
        assert folded.text[character(at)] == letter
        at += len(letter.encode())


@given(st.text(alphabet=st.one_of(st.sampled_from(_ODD), st.characters()), max_size=200))
def test_origins_cover_the_text_in_order(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(at) for at in range(len(folded.text) + 1)]
    assert starts == sorted(starts)
    assert starts[-1] == len(text)
    assert all(folded.start(at) < folded.end(at + 1) for at in range(len(folded.text)))


def test_positions_hold_across_blocks_and_long_gaps() -> None:
    folded = fold("가" + " " * 5_000 + "나" * 3_000 + "\n" * 1_100 + "다a")
    squeezed, character = folded.squeezed, locator(folded)
    assert folded.text[character(squeezed.index("다".encode()))] == "다"
    assert character(len(squeezed) - 1) == len(folded.text) - 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("갈륨ㆍ게르마늄", "갈륨\x1f게르마늄"),
        ("갈륨・게르마늄", "갈륨\x1f게르마늄"),
        ("갈륨?게르마늄", "갈륨\x1f게르마늄"),
        ("왜? 그래서", "왜? 그래서"),
        ("ＧａＮ　８１１２", "gan 8112"),
        ("ｶﾞﾘｳﾑ", "ガリウム"),
        ("⾦屬", "金屬"),
        ("성⻑", "성長"),
        ("İstanbul", "istanbul"),
        ("proﬁt", "profit"),
        (unicodedata.normalize("NFD", "희토류"), "희토류"),
        ("Ⅳ단계", "iv단계"),
    ],
)
def test_what_only_looks_different_is_read_the_same(written: str, read: str) -> None:
    assert fold(written).text == read
