"""Does a name really stand here? Words end differently in every script."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.fold import GAP_CHARACTERS, UNSEEN
from rules.shorthand import Boundary

_LATIN = "0-9a-z\u00b5-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1eff"

#: What may follow a name inside the same word, by the language it is listed under.
_ENDINGS = {
    "en": r"(?:'?s|s'|es)?",
    "de": r"(?:e[nrms]?|n|s|ern)?",
    "fr": r"(?:e?s|x|e)?",
    "": r"(?:'?s|s'|es)?",
}
_WORD_ENDS = {language: re.compile(f"{ending}(?![{_LATIN}])") for language, ending in _ENDINGS.items()}
_PLAIN_END = re.compile(f"(?![{_LATIN}])")
_IS_LATIN = re.compile(f"[{_LATIN}]")

#: What may follow a Korean noun in the same word.
PARTICLES = frozenset(
    """
    은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 까지 부터 보다 처럼 마다 조차 마저 이나
    나 이며 며 란 이란 라는 이라는 라고 이라고 등 등을 등의 등이 등에 등은 등과 등도 등으로 및 에는
    에도 에서는 에서의 에서도 으로는 로는 으로의 로의 으로도 로도 과의 와의 과는 와는 으로서 로서 으로써
    로써 이다 인 이었다 였다 에의 만을 만의 만이 들 들의 들이 들을 들은 까지의 부터의 이든 이라도 라도
    뿐 뿐만 밖에 대로 만큼 보다는 으로부터 로부터 이고 에선 에게서 께서 한테 이랑 랑 하고 이자 임
    입니다 이라며 라며 이라면 라면 에만 에까지
    """.split()  # noqa: SIM905 - a hundred words read better than a hundred literals
)
_HANGUL_RUN = re.compile("[가-힣]*")


@lru_cache(maxsize=20_000)
def script(letter: str) -> str:
    """L Latin, Greek, Cyrillic and digits · H Hangul · C Han · K katakana · k hiragana · nothing for the rest."""
    code = ord(letter)
    if 0xAC00 <= code <= 0xD7A3:
        return "H"
    if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or code == 0x3005 or 0x20000 <= code <= 0x323AF:
        return "C"
    if 0x30A0 <= code <= 0x30FF:
        return "K"
    if 0x3040 <= code <= 0x309F:
        return "k"
    return "L" if _IS_LATIN.match(letter) else ""


def starts_word(text: str, start: int) -> bool:
    first = script(text[start])
    return start == 0 or not first or first != script(text[start - 1])


def ends_word(text: str, end: int, language: str) -> bool:
    last = script(text[end - 1])
    if last == "L":
        return _WORD_ENDS.get(language, _PLAIN_END).match(text, end) is not None
    if end == len(text) or not last or last != script(text[end]):
        return True
    return last == "H" and _HANGUL_RUN.match(text, end)[0] in PARTICLES  # type: ignore[index]


def bounded(text: str, start: int, end: int, boundary: Boundary, language: str) -> bool:
    if boundary == "anywhere":
        return True
    if boundary == "start":
        return starts_word(text, start)
    if boundary == "end":
        return ends_word(text, end, language)
    if boundary == "compound":
        return starts_word(text, start) or ends_word(text, end, language)
    return starts_word(text, start) and ends_word(text, end, language)


def default_boundary(plain: str, language: str) -> Boundary:
    """German compounds and Hangul words of two syllables stand inside longer words; the rest must be whole words."""
    scripts = {script(letter) for letter in plain if not letter.isdigit()} - {""}
    if scripts == {"L"} or not scripts:
        return "compound" if language == "de" and len(plain) >= 5 else "word"
    if scripts == {"H"} and len(plain) == 1:
        return "word"
    left, right = script(plain[0]) == "L", script(plain[-1]) == "L"
    if left and right:
        return "word"
    return "start" if left else "end" if right else "anywhere"


def gaps_fit(inner: str, plain: str, joints: frozenset[int]) -> bool:
    """Do the gaps of the text as found fall where the name has joints, or where a line broke?"""
    offset = at = last = 0
    while at < len(inner):
        run = at
        while inner[run] in GAP_CHARACTERS:
            run += 1
        if run > at:
            if not _gap_fits(inner[at:run], plain, offset, last, joints):
                return False
            last = offset
            at = run
        offset += 1
        at += 1
    return True


def _gap_fits(gap: str, plain: str, offset: int, last: int, joints: frozenset[int]) -> bool:
    lines = gap.count("\n")
    if lines > 1 or len(gap) > 40:
        return False
    if offset in joints or gap.strip(UNSEEN) == "":
        return True
    left, right = script(plain[offset - 1]), script(plain[offset])
    if left == right == "L":
        return lines == 1 and gap[0] == "-"
    if left == right == "H":
        # 수출 통제 for 수출통제; a single syllable is split only by the end of a line
        split = offset - last >= 2 and len(plain) - offset >= 2
        return split or gap == "\n" or (lines == 1 and len(plain) >= 3)
    return True


def spaces_kept(inner: str, spelled: str) -> bool:
    """Between Latin words a space of the name is some gap in the text; a hyphen may be missing."""
    at = 0
    for letter in spelled:
        if letter in GAP_CHARACTERS:
            gap = at < len(inner) and inner[at] in GAP_CHARACTERS
            if letter == " " and not gap and script(inner[at - 1]) == "L" == script(inner[at]):
                return False
        while at < len(inner) and inner[at] in GAP_CHARACTERS:
            at += 1
        at += letter not in GAP_CHARACTERS
    return True


def code_stands(text: str, start: int, end: int) -> bool:
    """An HS or CAS number is not the inside of a longer one, but HS headings go on after a dot."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in ".," or after.isalnum())
