from __future__ import annotations

import textwrap
from itertools import pairwise

from crawlers.documents.broken_words import Words
from crawlers.documents.wrapped import paragraphs, spaces_tell
from tests.crawlers.bulletin_issue import JANUARY

TEXT = [line.lstrip("-※* ") for _, piece in JANUARY.pieces for line in piece.text]


def cut_anywhere(text: str, width: int) -> list[str]:
    return [text[at : at + width].strip() for at in range(0, len(text), width)]


def test_words_cut_anywhere_are_put_together() -> None:
    texts = [cut_anywhere(text, 25) for text in TEXT]
    lines = [line for text in texts for line in text]
    words = Words.of(lines)
    assert not spaces_tell(lines)
    assert words.anywhere
    whole = " ".join(TEXT)
    breaks = [each for text in texts for each in pairwise(text)]
    joints = [f"{one[-6:]}{other[:6]}" for one, other in breaks if words.goes_on(one, other)]
    wrong = [joint for joint in joints if joint not in whole]
    assert len(joints) >= 5
    assert len(wrong) <= 0.2 * len(joints)


def test_lines_that_end_with_a_word_stay_apart() -> None:
    lines = [line for text in TEXT for line in textwrap.wrap(text, 30)]
    words = Words.of(lines)
    assert not words.anywhere
    assert sum(words.goes_on(*each) for each in pairwise(lines)) <= 1


def test_what_stands_whole_elsewhere_decides() -> None:
    lines = [
        "정부는 올해 안에 비축기지를 두 곳 늘리고 남는 땅을 사들여",
        "희토류와 갈륨을 쌓아 둘 창고를 짓기로 했으며 새 비축기",
        "지를 지을 곳은 가을까지 정하기로 했다고 어제 널리 알렸다",
    ]
    text = paragraphs(lines, trusted=False, words=Words.of(lines))
    assert "새 비축기지를 지을" in text
    assert "사들여 희토류와" in text
