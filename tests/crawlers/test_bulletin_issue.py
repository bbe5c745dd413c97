from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crawlers.bulletins.grammar import read_grammar
from crawlers.bulletins.issue import read_bulletin
from crawlers.extract import extract
from crawlers.item import Item
from tests.crawlers.bulletin_issue import CLIPS, JANUARY, POLICY, SECTIONS
from tests.crawlers.bulletin_layout import Issue, Style, as_rows, set_in_type

STYLES = {
    "as saved from a reader": Style(),
    "narrow": Style(width=33),
    "wide": Style(width=58),
    "without the spaces at the end": Style(spaces=False, breaks_words=False),
    "without blank lines": Style(blank_lines=False),
    "pages of a PDF": Style(feeds=True, blank_lines=False, numbers="- {number} -"),
    "bare page numbers": Style(feeds=True, blank_lines=False, numbers="{number}"),
    "without a summary": Style(summary=False, sections_in_body=True),
    "sections above each article": Style(sections_in_body=True),
    "pages beside the titles": Style(page_beside_title=True),
    "boxes before the heads": Style(head="□ {title} ({by}, {date})"),
    "heads without brackets": Style(head="{title}"),
    "notes without brackets": Style(note="※ 출처 : {original}"),
}
EXPECTED = [
    ("DOE·NREL", "US", "2023-12-18"), ("Windlane", "", "2023-12-20"), ("GSX·왕립광물학회", "UK", "2023-12-21"),
    ("미나토종합연구소", "JP", "2023-12"), ("Institut Lumen", "FR", "2024-01-04"), ("EU 집행위", "EU", "2023-12-19"),
    ("BMWK", "DE", "2023-12-22"), ("广西工业厅", "CN", "2023-12-25"), ("재무부", "CA", "2024-01-08"),
]  # fmt: skip


def day(item: Item) -> str:
    if item.published is None:
        return ""
    return item.published.astimezone(ZoneInfo("Asia/Seoul")).strftime(
        "%Y-%m-%d" if item.date_precision == "day" else "%Y-%m"
    )


PLAIN = Style()


def read(issue: Issue, style: Style = PLAIN) -> dict[str, list[Item]]:
    extraction = extract("issue.txt", set_in_type(issue, style).encode())
    found: dict[str, list[Item]] = {"bulletin": [], "article": [], "clipping": []}
    for item, kind in zip(extraction.items, extraction.kinds, strict=True):
        found[kind].append(item)
    return found


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_nine_articles_in_every_layout(style: Style) -> None:
    articles = read(JANUARY, style)["article"]
    assert [one.title for one in articles] == [piece.title for _, piece in JANUARY.pieces]
    assert [(one.publisher, one.country, day(one)) for one in articles] == EXPECTED
    assert [one.section for one in articles] == [section for section, _ in JANUARY.pieces]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_eight_clippings_in_every_layout(style: Style) -> None:
    clippings = read(JANUARY, style)["clipping"]
    assert [one.title for one in clippings] == [clip.name for clip in CLIPS]
    assert [one.publisher for one in clippings] == [" ".join(clip.source) for clip in CLIPS]
    assert [day(one)[5:] for one in clippings] == [f"{int(clip.date[:-3]):02}-{clip.date[-2:]}" for clip in CLIPS]
    assert {one.section for one in clippings} == {"유망기술클리핑"}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_originals_are_cited_whole(style: Style) -> None:
    articles = read(JANUARY, style)["article"]
    expected = [tuple(part for part in piece.original.split(" / ")) for _, piece in JANUARY.pieces]
    assert [one.cited for one in articles] == expected


@pytest.mark.parametrize("name", ["as saved from a reader", "narrow", "wide", "pages of a PDF"])
def test_words_broken_at_the_end_of_a_line_are_whole_again(name: str) -> None:
    articles = read(JANUARY, STYLES[name])["article"]
    for article, (_, piece) in zip(articles, JANUARY.pieces, strict=True):
        for paragraph in piece.text:
            assert paragraph in article.text


def test_paragraphs_stay_apart() -> None:
    first = read(JANUARY)["article"][0]
    assert first.text.split("\n")[1:4] == list(JANUARY.pieces[0][1].text[1:])


SPELLED = {
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "macOS": lambda text: unicodedata.normalize("NFD", text),
    "Kangxi radicals": lambda text: text.replace("日", "\u2f47").replace("金", "\u2fa6"),
    "full-width brackets": lambda text: text.replace("(", "（").replace(")", "）"),
    "middle dots": lambda text: text.replace("∙", "·"),
    "round bullets": lambda text: text.replace("∙", "•"),
    "glyphs of a symbol font": lambda text: text.replace("∙", "\uf06c"),
    "hard spaces": lambda text: text.replace(" \n", "\u00a0\n"),
    "no indents": lambda text: "\n".join(line.lstrip() for line in text.split("\n")),
    "no page numbers": lambda text: re.sub(r"\n\d{1,2}\n", "\n", text),
    "a label inside its cell": lambda text: re.sub(r"(산업·\s+기술\s+동향\n+)(∙ [^\n]+\n)", r"\2\1", text),
}


@pytest.mark.parametrize("spell", SPELLED.values(), ids=SPELLED)
def test_one_issue_spelled_otherwise(spell: Callable[[str], str]) -> None:
    def seen(text: str) -> list[tuple[str, ...]]:
        items = extract("issue.txt", text.encode()).items[1:]
        return [(one.title, one.publisher, one.country, one.section, day(one)) for one in items]

    text = set_in_type(JANUARY)
    assert spell(text) != text
    assert seen(spell(text)) == seen(text)


def test_the_bulletin_itself_is_its_summary() -> None:
    found = read(JANUARY)
    (bulletin,) = found["bulletin"]
    assert (bulletin.key, bulletin.title) == ("kiat-trend-watch/2024-01", "산업기술 동향워치 2024년 1호")
    for _, piece in JANUARY.pieces:
        assert f"- {piece.gist}" in bulletin.text.split("\n")
    assert {one.parent for one in found["article"] + found["clipping"]} == {bulletin.key}
    keys = [one.key for one in found["article"] + found["clipping"]]
    assert keys == [f"{bulletin.key}#{n}" for n in range(1, 10)] + [f"{bulletin.key}#c{n}" for n in range(1, 9)]


@pytest.mark.parametrize(
    "label", ["{year}년 제{number}호", "{year}-{number}호", "{year}년 {number:02}호", "({year}.{number})"]
)
def test_ways_to_number_an_issue(label: str) -> None:
    (bulletin,) = read(replace(JANUARY, label=label))["bulletin"]
    assert bulletin.key == "kiat-trend-watch/2024-01"


def test_sections_nobody_has_seen_in_another_order() -> None:
    order = (SECTIONS[2], ("표준·\n인증\n단신", SECTIONS[1][1]), SECTIONS[0])
    issue = replace(JANUARY, year=2024, number=2, sections=order, clips=())
    found = read(issue)
    assert [(one.section, one.title) for one in found["article"]] == [(name, one.title) for name, one in issue.pieces]
    assert found["clipping"] == []


def test_a_long_title_over_several_lines() -> None:
    title = "핵심원자재의 채굴과 가공, 재활용을 아우르는 유럽연합 전략사업 선정 기준과 "
    long = replace(
        POLICY[0],
        title=title + "인허가 기간 단축 방안의 주요 내용과 시사점",
        by="EU 집행위원회 성장총국·공동연구센터",
    )
    issue = replace(JANUARY, sections=((SECTIONS[2][0], (long, *POLICY[1:])),), clips=())
    for style in (Style(), Style(summary=False), Style(spaces=False, breaks_words=False)):
        assert read(issue, style)["article"][0].title == long.title


def test_an_article_only_the_summary_tells_of_is_kept_and_told() -> None:
    text = set_in_type(JANUARY)
    head = "\n독일 수소 수입항 정비계획 (獨 BMWK, 12.22)\n"
    assert text.count(head.strip()) == 2
    before, _, after = text.rpartition(head.strip())
    extraction = extract("issue.txt", (before + after).encode())
    titles = [item.title for item, kind in zip(extraction.items, extraction.kinds, strict=True) if kind == "article"]
    assert len(titles) == 9
    assert [issue.code for issue in extraction.issues] == ["article-not-in-body"]


def test_rows_of_cells() -> None:
    extraction = extract("issue.txt", as_rows(JANUARY).encode())
    assert extraction.issues == []
    articles, clippings = extraction.items[1:10], extraction.items[10:]
    assert [one.title for one in articles] == [piece.title for _, piece in JANUARY.pieces]
    assert [(one.publisher, one.country, day(one)) for one in articles] == EXPECTED
    assert [one.section for one in articles] == [section for section, _ in JANUARY.pieces]
    assert [one.title for one in clippings] == [clip.name for clip in CLIPS]
    assert [one.publisher for one in clippings] == [" ".join(clip.source) for clip in CLIPS]
    assert articles[0].text.split("\n")[:4] == list(JANUARY.pieces[0][1].text)


SECOND = r"""
id: mineral-weekly
name: 주간 광물
title: 주간 광물
issue: (?P<number>\d+)호\s*\((?P<year>20\d\d)\)
issues_a_year: 52
publisher: 광물학회
country: KR
language: ko
timezone: Asia/Seoul
sections: [시황, 정책]
head: ^(?P<title>.+?) \[(?P<by>[^,]+), (?P<date>\d+/\d+)\]$
date: (?P<year>20\d\d-)?(?P<month>\d+)/(?P<day>\d+)
original: '^원문:'
"""


def test_a_second_series_is_a_grammar_only() -> None:
    text = """주간 광물 9호 (2026)
시황
텅스텐 값이 오른 까닭 [광물공사, 2/25]
재고가 줄었다.
원문: 광물공사, 시황 보고, 2026.2.25.
정책
제련소의 새 배출 기준 [환경청, 2/27]
기준이 엄해진다.
원문: 환경청, 고시, 2026.2.27.
"""
    grammar = read_grammar(SECOND)
    told = read_bulletin("9.txt", text, [grammar])
    assert told
    bulletin, *articles = told[0]
    assert (bulletin.key, bulletin.title) == ("mineral-weekly/2026-09", "주간 광물 2026년 9호")
    assert [(one.section, one.title, one.publisher, day(one)) for one in articles] == [
        ("시황", "텅스텐 값이 오른 까닭", "광물공사", "2026-02-25"),
        ("정책", "제련소의 새 배출 기준", "환경청", "2026-02-27"),
    ]
    assert articles[0].cited == ("광물공사, 시황 보고, 2026.2.25.",)


def test_text_of_something_else_is_no_bulletin() -> None:
    text = "보도자료\n\n산업 동향 설명회 개최 (산업부, 11.20)\n\n설명회를 연다.\n"
    assert extract("a.txt", text.encode()).kinds == ["document"]


def test_a_damaged_issue_is_read_as_far_as_it_goes() -> None:
    dice = random.Random(7)
    whole = set_in_type(JANUARY)
    for _ in range(60):
        text = whole
        for _ in range(dice.choice([1, 10, 200])):
            at = dice.randrange(len(whole))
            text = (
                text[:at]
                + dice.choice(["", "\n", "\f", " ", "(", ")", "∙ ", "1", "\ufffd"])
                + text[at + dice.randrange(30) :]
            )
        extraction = extract("산업기술 동향워치.txt", text.encode())
        assert len(extraction.kinds) == len(extraction.items) < 60
        assert len({item.key for item in extraction.items}) == len(extraction.items)


def test_a_cut_issue_gives_what_it_has() -> None:
    whole = set_in_type(JANUARY)
    extraction = extract("issue.txt", whole[: len(whole) // 2].encode())
    assert extraction.kinds[0] == "bulletin"
    assert extraction.kinds.count("article") == 9
    assert "article-not-in-body" in {issue.code for issue in extraction.issues}


@pytest.mark.parametrize(
    "text", ["가나다 (美 NIST, 11.20)\n" * 20_000, "∙ 가나다 (美 NIST, 11.20)\n" * 20_000, "(참고 : \n" * 20_000]
)
def test_a_hostile_issue_takes_no_time(text: str) -> None:
    start = time.process_time()
    extraction = extract("issue.txt", ("산업기술 동향워치 2024년 1호\n구분 주요 내용 페이지\n" + text).encode())
    assert len(extraction.items) <= 401
    assert time.process_time() - start < 10


SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
def test_the_recorded_issue() -> None:
    (file,) = SHARED.glob("kiat-bulletin-*.txt")
    extraction = extract(file.name, file.read_bytes())
    assert extraction.kinds == ["bulletin"] + ["article"] * 9 + ["clipping"] * 8
    assert extraction.issues == []
    assert all(item.published and item.publisher and item.cited for item in extraction.items[1:])
    seoul = ZoneInfo("Asia/Seoul")
    spring, winter = datetime(2023, 11, 1, tzinfo=seoul), datetime(2023, 12, 6, tzinfo=seoul)
    assert all(item.published and spring <= item.published < winter for item in extraction.items[1:])
