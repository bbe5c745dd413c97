"""Text as words, whatever the script, and what two texts of words differ in."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from rules.change.figures import figures
from rules.change.signals import ref

_ALIKE = str.maketrans({
    **{chr(0x2460 + at): f"({at + 1}) " for at in range(20)},
    **dict.fromkeys("‘’‚‛′`´「」『』“”„‟«»‹›〈〉《》", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("·・ㆍ‧•∙", "·"),
    "\u3000": " ", "\xa0": " ",
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\xad", "")
})  # fmt: skip
_TOKEN = re.compile(
    r"又は|及び|並びに|若しくは|または|および|ならびに|もしくは|以及|或者|[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[가-힣]+|[ァ-ヺー]+|[一-鿿]|[ぁ-ん]|\S"
)
_PARTICLES = {one: one for one in ("는", "가", "를", "와", "의", "에", "로", "에서", "도")} | {
    "은": "는",
    "이": "가",
    "을": "를",
    "과": "와",
    "으로": "로",
}
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:으로|에서|[은는이가을를과와의에로도])$")
_TWICE = re.compile(r"\b[a-zäöüß-]+\s?\((\d+)\)", re.IGNORECASE)
SEPARATORS = frozenset(",;·/|、，；")
ANDS = frozenset(
    [
        "and",
        "und",
        "및",
        "와",
        "과",
        "및",
        "또는",
        "그리고",
        "sowie",
        "or",
        "oder",
        "plus",
        "又は",
        "及び",
        "並びに",
        "若しくは",
        "または",
        "および",
        "ならびに",
        "もしくは",
        "以及",
        "或者",
    ]
)
_MARKER = re.compile(
    r"^\s*(?:[○●◦□■▪▫◇◆▶▷►※*•·∙‣ㅇ❍☐–—-]+|[(（]?(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|"
    r"[ivx]{1,5}|[一二三四五六七八九十]{1,3}|[アイウエオカキ])[)）.、]|[①-⑳❶-❿㉮-㉻]|"
    r"[一二三四五六七八九十]{1,2}(?=[\s\u3000])|\d{1,2}(?=[\s\u3000]))\s*"
)
_BULLET = re.compile(
    r"^\s*(?:[○●◦□■▪▫◇◆▶▷►*•·・∙‣ㅇ❍☐–—-]|[(（]?(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|"
    r"[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)）.、]|[①-⑳❶-❿㉮-㉻]|[一二三四五六七八九十]{1,2}[\s\u3000]|"
    r"\d{1,2}[\s\u3000])|\t|\|")  # fmt: skip
_PHONE = re.compile(
    r"(?<![\d.])(?:\+\d{1,3}[ -]?)?(?:\(?0\d{1,4}\)?[ /-]{1,3}|"
    r"1[568]\d\d-)\d{2,4}(?:[ -]?\d{2,4}){0,3}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|"
    r"www\.)[^\s)>\]、。]+|\b\d{3}[-.]\d{3,4}[-.]\d{4}\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    value: str
    start: int
    end: int

    @property
    def separates(self) -> bool:
        return self.value in SEPARATORS or self.value in ANDS or self.value in ("及", "び", "并", "和", "与", "~와")


def alike(text: str) -> str:
    """The text with one form of quotes, dashes, widths."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_ALIKE)).translate(_ALIKE)


def without_contacts(text: str) -> str:
    return _PHONE.sub("\u25cb", text)


def is_item(segment: str) -> bool:
    return _BULLET.match(segment) is not None or "\t" in segment or segment.count("|") >= 2


def without_marker(text: str) -> str:
    return _MARKER.sub("", text, count=1) or text


def said_once(text: str) -> str:
    """Thirty (30) days are 30 days."""

    def digits(found: re.Match[str]) -> str:
        values = [one.value for one in figures(found[0].split("(")[0])]
        return found[1] if values == [found[1]] else found[0]

    return _TWICE.sub(digits, text)


def key(segment: str, language: str) -> str:
    """Equal for segments that only look different."""
    text = ref(without_marker(segment))
    parts, at = [], 0
    for one in figures(text, language):
        parts += [text[at : one.start], "" if one.kind == "weekday" else one.value.removeprefix("?-")]
        at = one.end
    whole = "".join([*parts, text[at:]]).lower().replace("&", "and")
    return re.sub(r"[\s\"'.,;:!?()\[\]{}·•*…。、|/_~-]+", "", whole)


def bare(segment: str) -> str:
    """Equal for segments that differ in case, spaces and punctuation alone."""
    return re.sub(r"[\s\"'.,;:!?()\[\]{}·•*…。、|/_~-]+", "", without_marker(segment)).lower()


_MARGIN = 80  # characters on both sides of a change that say what it means


def cropped(old: str, new: str, margin: int = _MARGIN) -> tuple[str, str]:
    """Both without what they begin and end with alike, but for a margin; short passages are whole."""
    most = min(len(old), len(new))
    if most < 3 * margin:
        return old, new
    start, end = common_ends(old, new)
    start, end = _at_space(old, max(0, start - margin), 1), _at_space(old, len(old) - max(0, end - margin), -1)
    return old[start:end], new[start : len(new) - (len(old) - end)]


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin with, and end with behind that."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    return start, next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)


def _at_space(text: str, at: int, step: int) -> int:
    """The nearest space towards the change, when words have spaces between them."""
    for by in range(0, 24 * step, step) if 0 < at < len(text) else ():
        if 0 < at + by < len(text) and text[at + by].isspace():
            return at + by
    return at


def words(text: str) -> list[Word]:
    return [word for found in _TOKEN.finditer(text) for word in _with_particle(found)]


def _with_particle(found: re.Match[str]) -> list[Word]:
    """A Korean noun and its particle are two words; 는 and 은 are one."""
    part = _PARTICLE.search(found[0])
    if part is None:
        return [Word(found[0].lower(), *found.span())]
    cut = found.start() + part.start()
    return [Word(found[0][: part.start()], found.start(), cut), Word(f"~{_PARTICLES[part[0]]}", cut, found.end())]


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
    return [_slid(old, new, one) for one in found]


def _slid(old: list[Word], new: list[Word], region: Region) -> Region:
    """Of the places where the same words can be put in or out, the one that begins at a separator."""
    a, b, c, d = region
    if a < b and c < d:
        return region
    side, low, high = (old, a, b) if a < b else (new, c, d)
    for step in (-1, 1):
        for by in range(0, 8 * step, step):
            if side[low + by].separates:
                return a + by, b + by, c + by, d + by
            leaves, enters = (low + by - 1, high + by - 1) if step < 0 else (low + by, high + by)
            if min(a, c) + by + min(step, 0) < 0 or enters >= len(side) or side[leaves].value != side[enters].value:
                break
    return region


def _joins(old: list[Word], last: Region, a: int, c: int) -> bool:
    between = old[last[1] : a]
    return a - last[1] == c - last[3] <= 1 and not any(one.separates for one in between)
