"""Text as words, whatever the script, and what two texts of words differ in."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from rules.change.figures import figures
from rules.change.signals import ref

_ALIKE = str.maketrans({
    **dict.fromkeys("‘’‚‛′`´「」『』“”„‟«»‹›〈〉《》", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("·・ㆍ‧•∙", "·"), "\u3000": " ", "\xa0": " ",
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\xad", ""), "、": ",",
})  # fmt: skip
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[가-힣]+|[ァ-ヺー]+|[一-鿿]|[ぁ-ん]|\S")
SEPARATORS = frozenset(",;·/|、，；")
ANDS = frozenset("and und 및 와 과 및 또는 그리고 sowie or oder plus".split())
_MARKER = re.compile(
    r"^\s*(?:[○●◦□■▪▫◇◆▶▷►※*•·∙‣ㅇ❍☐–—-]+|[(（]?(?:\d{1,3}|[가나다라마바사아자차카타파하]|[a-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3}|[アイウエオカキ])[)）.、]|[①-⑳❶-❿㉮-㉻]|[一二三四五六七八九十]{1,2}(?=[\s\u3000])|\d{1,2}(?=[\s\u3000]))\s*"
)
_BULLET = re.compile(r"^\s*(?:[○●◦□■▪▫◇◆▶▷►*•·・∙‣ㅇ❍☐–—-]|[(（]?(?:\d{1,3}|[가나다라마바사아자차카타파하]|[a-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）.、]|[①-⑳❶-❿㉮-㉻]|[一二三四五六七八九十]{1,2}[\s\u3000]|\d{1,2}[\s\u3000])|\t|\|")  # fmt: skip
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{1,3}[ -]?)?(?:\(?0\d{1,4}\)?[ -/]{1,3}|1[568]\d\d-)\d{2,4}(?:[ -]?\d{2,4}){0,3}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s)>\]、。]+|\b\d{3}[-.]\d{3,4}[-.]\d{4}\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    value: str
    start: int
    end: int

    @property
    def separates(self) -> bool:
        return self.value in SEPARATORS or self.value in ANDS or self.value in ("及", "び", "并")


def alike(text: str) -> str:
    """The text with one form of quotes, dashes, widths."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_ALIKE)).translate(_ALIKE)


def without_contacts(text: str) -> str:
    return _PHONE.sub("\u25cb", text)


def is_item(segment: str) -> bool:
    return _BULLET.match(segment) is not None or "\t" in segment or segment.count("|") >= 2


def without_marker(text: str) -> str:
    return _MARKER.sub("", text, count=1)


def key(segment: str, language: str) -> str:
    """Equal for segments that only look different."""
    text = without_marker(alike(segment)) or segment
    text = ref(text)
    parts, at = [], 0
    for one in figures(text, language):
        parts += [text[at : one.start], "" if one.kind == "weekday" else one.value.removeprefix("?-")]
        at = one.end
    whole = "".join([*parts, text[at:]]).lower().replace("&", "and")
    return re.sub(r"[\s\"'.,;:!?()\[\]{}·•*…。、|/_~-]+", "", whole)


def words(text: str) -> list[Word]:
    return [Word(found[0].lower(), *found.span()) for found in _TOKEN.finditer(text)]


Region = tuple[int, int, int, int]


def regions(old: list[Word], new: list[Word]) -> list[Region]:
    """Changed word ranges; a lone equal word between two changes belongs to them."""
    matcher = SequenceMatcher(None, [one.value for one in old], [one.value for one in new], autojunk=False)
    found: list[Region] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and _joins(old, found[-1], a, c):
            a, c = found[-1][0], found[-1][2]
            found.pop()
        found.append((a, b, c, d))
    return found


def _joins(old: list[Word], last: Region, a: int, c: int) -> bool:
    between = old[last[1] : a]
    return a - last[1] == c - last[3] <= 1 and not any(one.separates for one in between)
