"""Bodies, companies and persons: another one is news, another name of the same one is not."""

import re
from collections import Counter

from rules.change.former_names import FORMER
from rules.change.places import countries
from rules.change.words import Word, regions, words

_FORMER = tuple(
    frozenset(name.strip() for name in line.split("|")) for line in FORMER.strip().replace("\n    ", " | ").splitlines()
)
_SUFFIX = (
    r"主管部门|主管机关|공단|협회|공사|위원회|재단|진흥원|연구원|관리원|조합|은행|센터|주식회사|㈜|그룹|코리아|산업|케미칼|"
    r"머티리얼즈|정밀|금속|제강|제철|[가-힣]{2,}(?:부|청|처|원)(?=[은는이가의에와과을를로,\s(]|$)"
    r"|株式会社|会社|機構|協会|委員会|研究所|センター|銀行|公庫|工業|製作所|[一-鿿]{2,}(?:省|庁|局)|公司|"
    r"集团|协会|委员会|研究院|总局|银行|厂|中心|[一-鿿]{2,}(?:(?<!内)部(?![门分])|局|署|委(?!托))"
    r"|\b(?:inc|corp|ltda|s\.?a|s\.?r\.?l|sarl|spa|oy|ab|as|pte|pty|jsc|pjsc|bhd|corporation|co|ltd|"
    r"limited|llc|llp|plc|gmbh|ag|kg|se|s\.a|n\.v|b\.v|holdings?|group|company|trading|industries|"
    r"technolog(?:y|ies)|materials|metals|mining|electronics|association|agency|commission|ministry|"
    r"bureau|office|board|authority|institute|bank|verein|werke)\b|\w*(?:amt|agentur|ministerium|behörde|"
    r"anstalt|verband|kammer|gericht)\b|大臣|長官|経済産業局|税関|[一-鿿]{1,6}長(?=[のがはにを、])"
)
_BODY = re.compile(_SUFFIX, re.IGNORECASE)
_TITLE = re.compile(
    r"^\s?(?:부총리|장관|차관|위원장|대변인|실장|국장|대표|청장|원장|회장|사장|총리|대통령|大臣|長官|経済産業局|税関|部长|"
    r"副部长|主任|局长|司长|总理)"
)
_NAME = re.compile(r"^(?:[A-ZÄÖÜ][\w'’.-]*\s?)+$")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "and",
        "to",
        "in",
        "on",
        "by",
        "with",
        "this",
        "that",
        "these",
        "it",
        "its",
        "is",
        "are",
        "as",
        "or",
    ]
)


_ALL = {name: min(group) for group in _FORMER for name in group}
_KNOWN = re.compile(
    "|".join(
        rf"(?<![\w-]){re.escape(name)}(?![\w-])" if name[0].isascii() else re.escape(name)
        for name in sorted(_ALL, key=len, reverse=True)
    ),
    re.IGNORECASE,
)


def known(text: str) -> str:
    """The text with one name for each body that was renamed."""
    return _KNOWN.sub(lambda found: _ALL[found[0].lower()], text)


def party_facts(old: str, new: str, language: str) -> list[tuple[str, str, str]]:
    mine, theirs = words(old), words(new)
    found = _offices(old, new) if language == "ja" else []
    for a, b, c, d in regions(mine, theirs):
        if a < b and c < d:
            found += _addressed(old, mine[b : b + 1], _cut(old, mine, a, b), _cut(new, theirs, c, d))
            found += _exchanged(
                _reach(old, mine, a, b),
                _reach(new, theirs, c, d),
                _cut(old, mine, a, b),
                _cut(new, theirs, c, d),
                a,
                language,
            )
    return found


#: kana or signs on both sides show where a Japanese name ends
_OFFICE = re.compile(r"(?<![一-鿿ァ-ヺー])[一-鿿ァ-ヺー]{2,14}?(?:省|庁|局|機構|会社|公庫|協会|大臣|長官)(?![一-鿿])")


def _offices(old: str, new: str) -> list[tuple[str, str, str]]:
    gone, come = Counter(_OFFICE.findall(old)), Counter(_OFFICE.findall(new))
    pairs = zip((gone - come).elements(), (come - gone).elements(), strict=False)
    return [("party", one, other) for one, other in pairs if not renamed(one, other)]


_SENT = re.compile(r"신청|제출|신고|접수|보고|통보")


def _addressed(text: str, behind: list[Word], gone: str, come: str) -> list[tuple[str, str, str]]:
    """To whom something is sent."""
    from rapidfuzz.fuzz import ratio

    to_whom = bool(behind) and behind[0].value in ("~에", "~로") and _SENT.search(text) is not None
    return [("procedure", gone, come)] if to_whom and ratio(gone, come) < 40 else []


def _cut(text: str, all_words: list[Word], a: int, b: int) -> str:
    return text[all_words[a].start : all_words[b - 1].end]


def _reach(text: str, all_words: list[Word], a: int, b: int) -> tuple[str, str, str]:
    """The words changed, with the name before and behind that they are part of."""
    start, end = all_words[a].start, all_words[b - 1].end
    before = re.search(r"(?:(?:[A-ZÄÖÜ][\w'’.&-]*,?\s(?:of\s)?){0,5}|[一-鿿]{0,8}|[가-힣]{0,8})$", text[:start])
    behind = re.match(r"(?:[一-鿿ァ-ヺー]{1,10}|\s?[가-힣㈜]{1,8}|(?:\s(?:of\s)?[A-ZÄÖÜ][\w'’.&-]*){1,4})?", text[end:])
    return (before[0] if before else ""), text[start:end], (behind[0] if behind else "")


def _exchanged(
    old: tuple[str, str, str], new: tuple[str, str, str], gone: str, come: str, at: int, language: str
) -> list[tuple[str, str, str]]:
    whole_old, whole_new = "".join(old).strip(), "".join(new).strip()
    if _one_country(gone, come):
        return []
    if renamed(whole_old, whole_new) or renamed(gone, come):
        return []
    if (
        _TITLE.match(old[2])
        and _TITLE.match(new[2])
        and re.fullmatch(r"[가-힣]{2,4}|[一-鿿]{2,4}", gone)
        and not _TITLE.match(gone)
    ):
        return [("party", gone, come)]
    if _product(old, new):
        return [("scope", whole_old, whole_new)]
    if _BODY.search(_named(old)) and _BODY.search(_named(new)) and _proper(gone) and _proper(come):
        return [("party", whole_old, whole_new)]
    if (
        at
        and language != "de"
        and _NAME.match(gone)
        and _NAME.match(come)
        and gone[0].isalpha()
        and not {*gone.lower().split()} & _SMALL
    ):
        from rapidfuzz.distance import Levenshtein

        return [] if Levenshtein.distance(gone.lower(), come.lower()) <= 1 else [("party", gone, come)]
    return []


def _one_country(gone: str, come: str) -> bool:
    """Two names of one country; Korea Steel and Korea Zinc are none."""
    mine, theirs = list(countries(gone)), list(countries(come))
    whole = all(sum(end - at for _, at, end in one) >= 0.6 * len(text) for one, text in ((mine, gone), (theirs, come)))
    return whole and [one[0] for one in mine] == [one[0] for one in theirs] != []


_GOODS = re.compile(
    r"^(?:[肉酸矿鉱钢鋼铁鉄铝铜油石土盐塩粉管板带線线膜布纸木药車车船池炉盘器]|산(?![업지])|강판|광석|염|판재|강관)"
)


def _product(old: tuple[str, str, str], new: tuple[str, str, str]) -> bool:
    """Pork for beef: another word before the same kind of goods."""
    same = old[2][:1] == new[2][:1] and _GOODS.match(old[2]) is not None
    return same and len(old[1]) <= 4 and len(new[1]) <= 4 and old[1].isalpha() and new[1].isalpha()


def _named(parts: tuple[str, str, str]) -> str:
    """Han and Hangul have no capitals: a name cannot be told from the words before it."""
    _, changed, behind = parts
    return "".join(parts) if changed[:1].isascii() else changed + behind


def _proper(text: str) -> bool:
    """Every word of it with a capital, where there are capitals."""
    parts = [
        one
        for one in re.findall(r"[\w'’.&-]+", text)
        if one not in ("of", "for", "and", "the", "für", "und", "der", "des")
    ]
    return 0 < len(parts) <= 6 and all(not one[0].isascii() or one[0].isupper() or one[0].isdigit() for one in parts)


def _initials(text: str) -> str:
    parts = re.findall(r"[a-zäöü]+", text)
    return "".join(part[0] for part in parts if part not in _SMALL) if len(parts) > 1 else ""


#: another level of one administration
_LEVEL = re.compile("省级|市级|县级|地方|都道府県|市町村|광역|시·?도|지방")


def renamed(old: str, new: str) -> bool:
    """Two names of one body: known successors, or an abbreviation of the other."""
    a, b = old.lower().strip(), new.lower().strip()
    if _initials(a) == b or _initials(b) == a:
        return True
    short, long = sorted((re.sub(r"\W", "", a), re.sub(r"\W", "", b)), key=len)
    if {*_LEVEL.findall(long)} - {*_LEVEL.findall(short)}:
        return False
    return len(short) >= 2 and not long.isascii() and short != long and _within(short, long) and len(short) < len(long)


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
