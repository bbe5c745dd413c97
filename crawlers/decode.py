"""Bytes → text. Labels lie: EUC-KR labelled utf-8, CP949 labelled euc-kr, no label at all. Never raises."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from w3lib.encoding import http_content_type_encoding, read_bom

from crawlers.item import Issue

#: Supersets that publishers mean when they write the narrower name.
_MEANT = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "latin_1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "euc_kr": "cp949",
    "johab": "johab",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "big5",
}
_ALIASES = {
    "ks_c_5601": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-windows-949": "cp949",
    "windows-949": "cp949",
    "ms949": "cp949",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
}
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:+-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:+-]{1,40})""",
    re.IGNORECASE,
)
_UTF7 = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?u(?:nicode.1.1.u)?(?:tf)?[-_]?7\b""", re.IGNORECASE)
#: How a document without a byte order mark begins in the wide encodings and EBCDIC (XML 1.0, appendix F).
_FIRST_BYTES = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_TAGS = re.compile(r"<[^<>]*>")
_WIDE = ("utf-16", "utf-32")
_HIGH = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
#: The commonest syllables and characters of running text in each language; the right table shows many of them.
_KOREAN = frozenset("이다는의을에가고하한지로서기사도자인으를정해과대시일부수어보제전스리장여구조나원공")
_JAPANESE = frozenset("のにはをたがでてとしれさあいるかなっりすも年月日する国の報")
_SIMPLIFIED = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过产种方面务部公告关"
)
_TRADITIONAL = frozenset(
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過產種方面務部公告關"
)
_COMMON = {
    "cp949": _KOREAN,
    "gb18030": _SIMPLIFIED,
    "big5hkscs": _TRADITIONAL,
    "cp932": _JAPANESE,
    "euc_jp": _JAPANESE,
}
_COMMON_ANYWHERE = _KOREAN | _JAPANESE | _SIMPLIFIED | _TRADITIONAL
_LANGUAGES = {"ko": "cp949", "zh": "gb18030", "ja": "cp932"}
#: A label survives this share of unreadable characters: a page cut in mid-character is still UTF-8.
_TOLERATED = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str  # name of the Python codec
    issues: tuple[Issue, ...] = ()


def decode(body: bytes, headers: Mapping[str, str] | None = None, languages: tuple[str, ...] = ()) -> Decoded:
    """The text of a page or feed, without its byte order mark. `headers` have lower-case names."""
    encoding, mark = read_bom(body)
    if encoding and mark:
        return _with_mark(codecs.lookup(encoding).name, body[len(mark) :])
    if body.isascii() and not _is_shifted(body):
        return Decoded(body.decode("ascii"), "utf-8")
    labels = _labels(body, headers or {})
    text = None if any(label.startswith(_WIDE) for label in labels) else _strictly(body, "utf-8")
    if text is not None and (not labels or labels[0] == "utf-8" or _surely_utf8(body)):
        return Decoded(text, "utf-8")
    for encoding in labels:
        text = _strictly(body, encoding)
        if text is not None and _plausible(text, encoding):
            return _unless_eastern(Decoded(text, encoding), body, languages)
    return _guessed(body, labels, languages)


def _with_mark(encoding: str, rest: bytes) -> Decoded:
    text = rest.decode(encoding, "replace")
    lost = text.count("\ufffd") - rest.count("\ufffd".encode(encoding))
    return Decoded(text, encoding, _replaced(lost, encoding) if lost > 0 else ())


def _is_shifted(body: bytes) -> bool:
    """ASCII bytes that mean other characters: ISO-2022 and HZ escapes, wide encodings without a mark."""
    return b"\x1b" in body or b"\x00" in body[:8] or b"~{" in body or bool(_UTF7.search(body, 0, 1024))


def _labels(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """What the answer says of itself, most trusted first, as Python codecs."""
    found = [name for first, name in _FIRST_BYTES if body.startswith(first)][:1]
    names = [http_content_type_encoding(headers.get("content-type"))]
    start = body[:200].decode("cp037").encode("ascii", "replace") if found == ["cp037"] else body[:4096]
    names += [(one or other).decode("ascii") for one, other in _DECLARED.findall(start)]
    found += [codec for name in names if name and (codec := codec_of(name))]
    if found[:1] == ["cp037"] and len(found) > 1:
        del found[0]  # one page of EBCDIC reads the declaration of the others
    if "big5" in found:
        found.append("big5hkscs")
    return list(dict.fromkeys(found))


def codec_of(label: str) -> str | None:
    """The Python codec for a label; None for unknown ones and for codecs that are no text encodings."""
    name = label.strip().lower()
    try:
        info = codecs.lookup(_ALIASES.get(name, name))
        b"a".decode(info.name, "replace")  # LookupError for rot13, hex, zip and the like
    except (LookupError, ValueError):
        return None
    return _MEANT.get(info.name, info.name)


def _surely_utf8(body: bytes) -> bool:
    """Valid UTF-8 with several multi-byte characters is UTF-8, whatever the label says."""
    return b"\x1b" not in body and len(_HIGH.findall(body, 0, 20_000)) > 1


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _plausible(text: str, encoding: str) -> bool:
    """A wide encoding said of narrow bytes reads as one rare ideograph after another."""
    return not encoding.startswith(_WIDE) or "<" in text[:2000] or "{" in text[:10]


def _unless_eastern(decoded: Decoded, body: bytes, languages: tuple[str, ...]) -> Decoded:
    """Any bytes are windows-1252, but no text of Western Europe consists mostly of accented letters."""
    if decoded.encoding != "cp1252" or _high_characters(decoded.text) < 0.6 * _letters(decoded.text):
        return decoded
    east = _eastern(body, languages)
    return Decoded(east.text, east.encoding, (_mislabelled(["cp1252"], east.encoding),)) if east else decoded


def _guessed(body: bytes, labels: list[str], languages: tuple[str, ...]) -> Decoded:
    """The labels fail: a few bad bytes in a right label, else the likeliest of East Asia, else windows-1252."""
    east = _eastern(body, languages)
    for encoding in [*labels, "utf-8"]:
        text = body.decode(encoding, "replace")
        lost, high = text.count("\ufffd"), _high_characters(text)
        if lost <= max(2, _TOLERATED * high) and lost <= high / 2 and _plausible(text, encoding):
            if east and east.score > _score(text, encoding, languages):
                break
            return Decoded(text, encoding, _replaced(lost, encoding))
    if east:
        return Decoded(east.text, east.encoding, (_mislabelled(labels, east.encoding),) if labels else ())
    text = body.decode("cp1252", "replace")
    detail = f"labelled {', '.join(labels) or 'nothing'}, read as windows-1252 because nothing better fits"
    return Decoded(text, "cp1252", (Issue("decoding-poor", detail),))


def _high_characters(text: str) -> int:
    return sum(character > "\x7f" for character in text)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, _TAGS.sub("", text)))


@dataclass(frozen=True, slots=True)
class _Guess:
    text: str
    encoding: str
    score: float


def _eastern(body: bytes, languages: tuple[str, ...]) -> _Guess | None:
    guesses = []
    for encoding in _COMMON:
        text = body.decode(encoding, "replace")
        if text.count("\ufffd") <= _TOLERATED * _high_characters(text):
            guesses.append(_Guess(text, encoding, _score(text, encoding, languages)))
    best = max(guesses, key=lambda guess: guess.score, default=None)
    return best if best and best.score > 0.1 else None


def _score(text: str, encoding: str, languages: tuple[str, ...]) -> float:
    """Share of the characters beyond ASCII that are the commonest of the language this encoding is for."""
    common = _COMMON.get(encoding, _COMMON_ANYWHERE)
    share = sum(map(text.count, common)) / max(_high_characters(text), 1)
    return share * (1.5 if any(_LANGUAGES.get(language) == encoding for language in languages) else 1)


def _replaced(lost: int, encoding: str) -> tuple[Issue, ...]:
    return (Issue("decoding-replaced", f"{lost} bytes are no {encoding}"),) if lost else ()


def _mislabelled(labels: list[str], encoding: str) -> Issue:
    return Issue("encoding-mislabelled", f"labelled {', '.join(labels)}, read as {encoding}")
