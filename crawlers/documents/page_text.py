"""The text of one web page, as a reader saved it: title, who and when, the document, what it cites, the board below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from crawlers.documents.board import Board, find_board
from crawlers.item import DatePrecision, Item
from crawlers.keys import by_title, canonical

_DAY = r"(?P<year>20\d\d)\s*[.\-/년]\s*(?P<month>\d{1,2})\s*[.\-/월]\s*(?P<day>\d{1,2})\s*[.일]?"
_CLOSING = re.compile(rf"[(（\[]\s*(?P<by>[^()（）,\[\]]{{2,40}}?)\s*,\s*{_DAY}\s*[)）\]]")
_BYLINE = re.compile(
    rf"(?P<by>\S.{{0,40}}?)?[\s|·•]*{_DAY}(?:\s*(?P<half>오전|오후|AM|PM)?\s*(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?)?"
)
_LABELLED = re.compile(rf"\s*(?:등록일|작성일|게시일|배포일|발행일|보도일|일시|날짜)\S{{0,2}}\s*[:：]?\s*{_DAY}")
_DEPARTMENT = re.compile(r"\s*(?:담당부서|담당기관|소관부처|부처|발행처|기관)\s*[:：]\s*(?P<by>\S.*)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'」』]+")
_ID = re.compile(r"(?i)(?:news|ntt|article|board|doc|art|bbs|post)(?:id|sn|no|seq|idx|seqno)?")
_COUNTER = re.compile(r"\s*[•·]\s*(?:\d{1,7}|print|인쇄|공유|스크랩|목록)\s*", re.IGNORECASE)
_BULLETED = re.compile(r"\s*[•·]\s")
_ENDS_QUESTION = "까요니냐가"
_LOST_DOT = re.compile(rf"(?<=[\w)」』’”])(?<![{_ENDS_QUESTION}])\?(?=[가-힣A-Za-z0-9])")
_LOST_BULLET = re.compile(r"(^|[\s,(])\?(?=[가-힣「『‘“])", re.MULTILINE)
_FEWEST_LOST = 2
_TOP = 12  # lines in which title, section and byline stand
_ZONES = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Shanghai"}
_NBSP = dict.fromkeys(map(ord, "\u00a0\u3000\u200b\ufeff"), " ")


@dataclass(frozen=True, slots=True)
class _Top:
    title: str = ""
    section: str = ""
    by: str = ""
    published: datetime | None = None
    precision: DatePrecision = "unknown"
    end: int = 0  # the document begins here


def read_page(name: str, text: str) -> tuple[Item, list[Item]]:
    """The document and the rows of the board that stands with it."""
    language = language_of(text)
    lines = [line.translate(_NBSP).rstrip() for line in repaired(text).split("\n")]
    board = find_board(lines)
    if board:
        lines = lines[: board.start] + lines[board.end :]
    lines = _without_counters(lines)
    top = _top(lines, language)
    document = _document(name, lines, top, language, board.name if board else "")
    return document, _rows(board, language)


def repaired(text: str) -> str:
    """Middle dots that a database stored as question marks: 소재?부품?장비 → 소재·부품·장비."""
    addresses = _ADDRESS.split(text)
    if sum(len(_LOST_DOT.findall(part)) + len(_LOST_BULLET.findall(part)) for part in addresses) < _FEWEST_LOST:
        return text
    dotted = [_LOST_BULLET.sub(r"\1·", _LOST_DOT.sub("·", part)) for part in addresses]
    found = [*_ADDRESS.findall(text), ""]
    whole = "".join(part + address for part, address in zip(dotted, found, strict=True))
    return re.sub(r"(?m)^[ \u00a0]*\?[ \u00a0]*$", "", whole)


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


def moment(found: re.Match[str], language: str) -> tuple[datetime, DatePrecision] | None:
    groups = found.groupdict()
    hour = int(groups.get("hour") or 0)
    half = (groups.get("half") or "").upper()
    hour = hour % 12 + (12 if half in ("오후", "PM") else 0) if half else hour
    zone = ZoneInfo(_ZONES.get(language, "UTC"))
    try:
        day = int(found["year"]), int(found["month"]), int(found["day"])
        local = datetime(*day, hour, int(groups.get("minute") or 0), tzinfo=zone)
    except ValueError:
        return None
    return local.astimezone(UTC), "time" if groups.get("hour") else "day"


def _without_counters(lines: Sequence[str]) -> list[str]:
    """Drops the list of views, likes and Print that stands between title and text."""
    kept, at = list[str](), 0
    while at < len(lines):
        end = at
        while end < len(lines) and _BULLETED.match(lines[end]):
            end += 1
        if sum(bool(_COUNTER.fullmatch(line)) for line in lines[at:end]) < _FEWEST_LOST:
            kept += lines[at : end or 1] if end > at else [lines[at]]
        at = max(end, at + 1)
    return kept


def _top(lines: Sequence[str], language: str) -> _Top:
    """`section / title / byline`, or a title alone."""
    filled = [(at, line.strip()) for at, line in enumerate(lines) if line.strip()][:_TOP]
    for place, (at, line) in enumerate(filled):
        found = _BYLINE.fullmatch(line)
        when = moment(found, language) if found else None
        if place and found and when:
            section = filled[place - 2][1] if place >= 2 and len(filled[place - 2][1]) < 60 else ""
            return _Top(filled[place - 1][1], section, (found["by"] or "").strip(), *when, at + 1)
    return _Top(filled[0][1], end=filled[0][0] + 1) if filled else _Top()


def _document(name: str, lines: Sequence[str], top: _Top, language: str, section: str) -> Item:
    body = [line.strip() for line in lines[top.end :]]
    department = next((found["by"] for line in body[:_TOP] if (found := _DEPARTMENT.fullmatch(line))), "")
    closing = next((found for line in reversed(body) if (found := _CLOSING.fullmatch(line))), None)
    labelled = next((found for line in body[:_TOP] if (found := _LABELLED.fullmatch(line))), None)
    dated = closing or labelled
    when = (top.published, top.precision) if top.published else moment(dated, language) if dated else None
    cited = tuple(dict.fromkeys(_originals(body)))
    title = " ".join(top.title.split())[:300] or PurePath(name).stem
    published, precision = when or (None, "unknown")
    return Item(
        key=_key(cited, title, published),
        title=title,
        text="\n".join(_said_once(" ".join(line.split()) for line in body if not _DEPARTMENT.fullmatch(line))),
        published=published,
        date_precision=precision,
        publisher=closing["by"].strip() if closing else top.by or department.strip(),
        language=language,
        section=top.section or section,
        cited=cited,
    )


def _originals(body: Sequence[str]) -> list[str]:
    """Addresses on lines of their own, or said to be the source."""
    found = []
    for line in body:
        address = _ADDRESS.search(line)
        alone = address and (
            not line[: address.start()].strip() or re.match(r".{0,6}(?:출처|원문|참고|source)", line, re.IGNORECASE)
        )
        if address and alone:
            found.append(_canonical(address[0].rstrip(".,)")))
    return found


def _canonical(address: str) -> str:
    try:
        return canonical(address)
    except ValueError:
        return address


def _key(cited: Sequence[str], title: str, published: datetime | None) -> str:
    """The key of the original that the page repeats, when one is named, so that both are one document."""
    ids = [value for address in cited[:1] for name, value in _pairs(address) if _ID.fullmatch(name) and value.isalnum()]
    return ids[0] if len(ids) == 1 else by_title(title, published.date().isoformat() if published else "")


def _pairs(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query)
    except ValueError:
        return []


def _said_once(lines: object) -> list[str]:
    """A picture's caption often stands twice, one below the other."""
    kept: list[str] = []
    for line in lines:  # type: ignore[attr-defined]
        if line and (not kept or line != kept[-1]):
            kept.append(line)
    return kept


def _rows(board: Board | None, language: str) -> list[Item]:
    if board is None:
        return []
    zone = ZoneInfo(_ZONES.get(language, "UTC"))
    items = []
    for row in board.rows:
        local = datetime.fromisoformat(row.date).replace(tzinfo=zone)
        key = row.number if row.number.isdecimal() else by_title(row.title, row.date)
        items.append(Item(key, row.title, "", "", local.astimezone(UTC), "day", language=language, section=board.name))
    return items
