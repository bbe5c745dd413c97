"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.divide import paragraphs, sentences
from rules.language import guess_language
from rules.spelling import spellings
from rules.traditional import SIMPLIFIED, TRADITIONAL


def cut(text: str) -> list[str]:
    return [text[low:high].strip() for low, high in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["하나다.", "둘이다."],
        ["the u.s. acted.", "then no. 5 of vol. 3 came."],
        ["am 7. 13. (월) 열렸다.", "끝."],
        ["値は3.5です。", "次だ！", "本当？"],
        ["发布公告。", "即日起实施。"],
        ["acme co., ltd. said so.", "“really?”", "yes!"],
        ["머리글", "□ 첫째", "○ 둘째 줄이\n이어진다."],
        ["it fell to 5.", "then it rose."],
        ["one", "(1) two"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = "".join(
        part + ("\n" if nxt[:1] in "□○(" else "" if part[-1] in "。！？" else " ")
        for part, nxt in zip(parts, [*parts[1:], " "], strict=True)
    )
    assert cut(text.strip()) == parts


@given(st.text(alphabet="ab가。.!? \n\x1f7(", max_size=80))
def test_sentences_cover_the_text(text: str) -> None:
    parts = sentences(text, 5)
    assert "".join(text[low - 5 : high - 5] for low, high in parts) == text


def test_paragraphs_are_blocks_or_else_lines() -> None:
    blocks, lines = "a\nb\n\n c\n", "a\nb\n"
    assert [blocks[low:high] for low, high in paragraphs(blocks)] == ["a\nb", "c\n"]
    assert [lines[low:high] for low, high in paragraphs(lines)] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("희토류 수출통제 대책", "ko"),
        ("輸出管理の強化について", "ja"),
        ("稀土出口管制公告", "zh"),
        ("the export of gallium", "en"),
        ("die ausfuhr von gallium", "de"),
        ("le contrôle des exportations", "fr"),
        ("gallium", ""),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("name", "language", "others"),
    [
        ("aluminium licence", "en", {"aluminum license"}),
        ("stabilization of defense", "en", {"stabilisation of defence"}),
        ("export policy", "en", {"export policies"}),
        ("advertising", "en", set()),
        ("出口许可证", "zh", {"出口許可證"}),
        ("買い占め", "ja", {"買占め", "買占"}),
        ("ディスプロシウム", "ja", {"ジスプロシウム"}),
        ("ausfuhrkontrollmaßnahme für erze", "de", {"ausfuhrkontrollmassnahme fuer erze"}),
        ("métaux stratégiques", "fr", {"metaux strategiques"}),
        ("희토류", "ko", set()),
    ],
)
def test_other_spellings(name: str, language: str, others: set[str]) -> None:
    assert others <= spellings(name, language)
    assert len(spellings(name, language)) <= 4


def test_every_simplified_character_has_one_traditional() -> None:
    assert len(SIMPLIFIED) == len(TRADITIONAL) == len(set(SIMPLIFIED))
