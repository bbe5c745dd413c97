"""The text of one web page, as a reader saved it: title, who and when, the document, what it cites, the board below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from crawlers.documents.board import Board, find_board
from crawlers.documents.byline import Byline, byline, closing, zone_of
from crawlers.documents.lost_dots import repaired
from crawlers.item import Item
from crawlers.keys import by_title, canonical

_DEPARTMENT = re.compile(
    r"\s*(?:담당\s?부서|담당\s?기관|소관\s?부처|부처|발행처|기관|출처|発表元|発信元|发布机构|来源)\s*[:：]\s*(?P<by>\S.*)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'」』]+")
_SOURCE = re.compile(r".{0,8}(?:출처|원문|참고|source|出典|来源)", re.IGNORECASE)
_ID = re.compile(r"(?i)(?:news|ntt|article|board|doc|art|bbs|post)(?:id|sn|no|seq|idx|seqno)?")
_COUNTER = re.compile(r"\s*[•·]\s*(?:[\d,]{1,9}|print|인쇄|공유|스크랩|목록|상태\s*:.*)\s*", re.IGNORECASE)
_BULLETED = re.compile(r"\s*[•·]\s")
_FEWEST_COUNTERS = 2
#: What stands below a post: other posts, buttons, comments.
_TAIL = re.compile(
    r"공유하기|게시글 관리|구독하기|좋아요\s*\d*|(?:좋아요)?공감\s*\d*|댓글\s*\d*|관련\s?글|태그|이웃추가"
    r"|.*카테고리의 다른 글|저작자표시.*|이전글.*|다음글.*|목록(?:으로)?|関連記事|Related (?:posts|articles)"
    r"|Share this.*|Leave a (?:comment|reply)|Comments?(?: \(\d+\))?"
)
_NO_COUNTRY = frozenset(("io", "ai", "co", "me", "tv", "cc", "gg", "to", "fm", "ly"))
_TOP = 12  # lines in which title, section and byline stand
_LONGEST_TITLE = 300  # a longer first line is text as well
_NBSP = dict.fromkeys(map(ord, "\u00a0\u3000\u200b\ufeff"), " ")


@dataclass(frozen=True, slots=True)
class PageText:
    """`said` are facts that no field of an item holds: key → author, views, department …"""

    document: Item | None
    rows: list[Item]
    said: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Top:
    title: str = ""
    section: str = ""
    byline: Byline | None = None
    end: int = 0  # the document begins here


def read_page(name: str, text: str) -> PageText:
    """The document and the rows of the board that stands with it; no document when there is only the board."""
    language = language_of(text)
    lines = [line.translate(_NBSP).rstrip() for line in repaired(text).split("\n")]
    board = find_board(lines)
    if board:
        lines = lines[: board.start] + lines[board.end :]
    lines = _without_counters(lines)
    said: dict[str, dict[str, str]] = {}
    rows = _rows(board, language, said)
    if rows and not any(line.strip() for line in lines):
        return PageText(None, rows, said)
    return PageText(_document(name, lines, language, board.name if board else "", said), rows, said)


def language_of(text: str) -> str:
    """The script that most letters are of; empty for Latin, which could be any."""
    sample = text[:20_000]
    hangul = len(re.findall("[가-힣]", sample))
    kana = len(re.findall("[\u3040-\u30ff]", sample))
    han = len(re.findall("[\u4e00-\u9fff]", sample))
    latin = len(re.findall("[A-Za-z]", sample))
    if hangul > max(kana + han, latin / 4):
        return "ko"
    if kana * 8 > han and kana > latin / 10:
        return "ja"
    return "zh" if han > max(latin / 4, 1) else ""


def _without_counters(lines: Sequence[str]) -> list[str]:
    """Drops the list of views, likes and Print that stands between title and text."""
    kept, at = list[str](), 0
    while at < len(lines):
        end = at
        while end < len(lines) and _BULLETED.match(lines[end]):
            end += 1
        if sum(bool(_COUNTER.fullmatch(line)) for line in lines[at:end]) < _FEWEST_COUNTERS:
            kept += lines[at : max(end, at + 1)]
        at = max(end, at + 1)
    return kept


def _top(lines: Sequence[str], language: str) -> _Top:
    """`section / title / byline`, or a title alone."""
    filled = [(at, line.strip()) for at, line in enumerate(lines) if line.strip()][:_TOP]
    for place, (at, line) in enumerate(filled):
        found = byline(line, language) if place else None
        if found:
            section = filled[place - 2][1] if place >= 2 and len(filled[place - 2][1]) < 60 else ""
            return _Top(filled[place - 1][1], section, found, at + 1)
    if not filled:
        return _Top()
    at, line = filled[0]
    return _Top(line, end=at + (len(line) <= _LONGEST_TITLE))


def _document(name: str, lines: Sequence[str], language: str, section: str, said: dict[str, dict[str, str]]) -> Item:
    top = _top(lines, language)
    body = _without_tail([line.strip() for line in lines[top.end :]])
    department = next((found["by"].strip() for line in body[:_TOP] if (found := _DEPARTMENT.fullmatch(line))), "")
    signed = next((one for line in reversed(body) if (one := closing(line, language))), None)
    dated = top.byline or signed
    published = dated.published if dated else None
    title = " ".join(top.title.split())[:_LONGEST_TITLE] or PurePath(name).stem
    cited = tuple(dict.fromkeys(_originals(body)))
    key = _key(cited, title, published)
    if department:
        said[key] = {"department": department}
    return Item(
        key=key,
        title=title,
        text="\n".join(_said_once(" ".join(line.split()) for line in body if not _DEPARTMENT.fullmatch(line))),
        published=published,
        date_precision=dated.precision if dated else "unknown",
        publisher=(signed.by if signed else "") or (top.byline.by if top.byline else "") or department,
        country=_country(cited[0]) if cited and key.isalnum() else "",
        language=language,
        section=top.section or section,
        cited=cited,
    )


def _without_tail(body: list[str]) -> list[str]:
    half = len(body) // 2
    return body[: next((at for at in range(half, len(body)) if _TAIL.fullmatch(body[at])), len(body))]


def _originals(body: Sequence[str]) -> Iterator[str]:
    """Addresses on lines of their own, or said to be the source."""
    for line in body:
        address = _ADDRESS.search(line)
        if address and (not line[: address.start()].strip() or _SOURCE.match(line)):
            yield _canonical(address[0].rstrip(".,)"))


def _canonical(address: str) -> str:
    try:
        return canonical(address)
    except ValueError:
        return address


def _key(cited: Sequence[str], title: str, published: datetime | None) -> str:
    """The key of the original that the page repeats, when one is named, so that both are one document."""
    ids = [value for address in cited[:1] for name, value in _pairs(address) if _ID.fullmatch(name) and value.isalnum()]
    return ids[0] if len(ids) == 1 else by_title(title, published.date().isoformat() if published else "")


def _country(address: str) -> str:
    """Of the original that the page repeats, by its host."""
    ending = urlsplit(address).hostname or ""
    ending = ending.rpartition(".")[2]
    return ending.upper() if len(ending) == 2 and ending not in _NO_COUNTRY else ""


def _pairs(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query)
    except ValueError:
        return []


def _said_once(lines: Iterable[str]) -> list[str]:
    """A picture's caption often stands twice, one below the other."""
    kept: list[str] = []
    for line in lines:
        if line and (not kept or line != kept[-1]):
            kept.append(line)
    return kept


def _rows(board: Board | None, language: str, said: dict[str, dict[str, str]]) -> list[Item]:
    items = []
    for row in board.rows if board else ():
        local = datetime.fromisoformat(row.date).replace(tzinfo=ZoneInfo(zone_of(language)))
        key = row.number if row.number.isdecimal() else by_title(row.title, row.date)
        items.append(
            Item(
                key=key,
                title=row.title,
                published=local.astimezone(UTC),
                date_precision="day",
                language=language,
                section=board.name if board else "",
            )
        )
        facts = {"number": row.number, "author": row.author, "views": row.views}
        said[key] = {name: fact for name, fact in facts.items() if fact}
    return items
