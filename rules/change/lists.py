"""Lists inside sentences: order does not matter, entries do."""

import re

from rules.change.words import ANDS, Word, regions, words

_SPLIT = re.compile(
    r"\s*(?:[、，,;·/|\n]|\band\b|\bund\b|\bsowie\b|\bor\b|\boder\b|\s및\s|及び|並びに|又は|以及|和|及)\s*",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?<=[가-힣])(?:으로|에서|에게|부터|까지|을|를|이|가|은|는|의|와|과|에|도|로)$")
_FUNCTION = frozenset(
    [
        "also",
        "further",
        "furthermore",
        "therefore",
        "however",
        "respectively",
        "etc",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "by",
        "with",
        "as",
        "well",
        "then",
        "thus",
        "auch",
        "ferner",
        "bzw",
        "jeweils",
        "등",
        "기타",
        "이를",
        "해당",
        "각각",
        "아울러",
        "또한",
        "다음",
        "같이",
        "所",
        "等",
        "など",
        "また",
        "的",
        "了",
        "其",
        "该",
    ]
)

Items = tuple[list[str], list[str]]


def _trimmed(old: list[Word], new: list[Word]) -> tuple[list[Word], list[Word]]:
    low = 0
    while low < min(len(old), len(new)) and old[low].value == new[low].value:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high].value == new[-1 - high].value:
        high += 1
    return old[low : len(old) - high], new[low : len(new) - high]


def items_changed(old: str, new: str) -> Items | None:
    """Entries (gone, come) between the first and the last difference; None when that is no list."""
    mine, theirs = _trimmed(words(old), words(new))
    if not mine or not theirs:
        return None
    before, after = _entries(old[mine[0].start : mine[-1].end]), _entries(new[theirs[0].start : theirs[-1].end])
    if len(before) < 2 or len(after) < 2:
        return None
    if sorted(before) == sorted(after):
        return [], []
    rest = list(after)
    gone = [one for one in before if not (one in rest and (rest.remove(one) or True))]  # type: ignore[func-returns-value]
    return gone, rest


def _entries(text: str) -> list[str]:
    return [_PARTICLE.sub("", part.strip(" .()\"'").lower()) for part in _SPLIT.split(text) if part.strip(" .")]


def list_facts(old: str, new: str, changed: Items | None) -> list[tuple[str, str, str]]:
    mine, theirs = words(old), words(new)
    found = []
    for a, b, c, d in regions(mine, theirs):
        gone, come = mine[a:b], theirs[c:d]
        if gone and come:
            found += _exchanged(old, mine, (a, b), new, theirs, (c, d))
        elif gone:
            found += [("item_removed", text, "") for text in _entry(old, mine, a, b)]
        else:
            found += [("item_added", "", text) for text in _entry(new, theirs, c, d)]
    return found


def _entry(text: str, all_words: list[Word], a: int, b: int) -> list[str]:
    """The entry of a list that was put in or taken out, if it is one."""
    part = all_words[a:b]
    if part[-1].value.endswith("거나") and len(part) > 1:
        return [text[part[0].start : part[-1].end]]
    if (
        text[part[0].start - 1 : part[0].start] in "(("
        and text[part[-1].end - 1 : part[-1].end + 1].strip()[-1:] in "))"
    ):
        return []
    inner = [one for one in part if not one.separates and one.value not in _FUNCTION and one.value.isalnum()]
    if not inner or len(part) > 14 or not _bounded(text, all_words, a, b):
        return []
    return [text[inner[0].start : inner[-1].end]]


def _bounded(text: str, all_words: list[Word], a: int, b: int) -> bool:
    before, after = all_words[a - 1] if a else None, all_words[b] if b < len(all_words) else None
    inside = all_words[a:b]
    joined = inside[0].separates or inside[-1].separates
    opens = (
        before is None
        or before.separates
        or inside[0].separates
        or before.value in (":", "(")
        or inside[-1].value == "、"
    )
    closes = (
        after is None or after.separates or inside[-1].separates or not after.value.isalnum() or inside[0].separates
    )
    return joined and opens and closes and _listlike(text, all_words, a, b)


def _listlike(text: str, all_words: list[Word], a: int, b: int) -> bool:
    inside = all_words[a:b]
    if inside[0].value in (*ANDS, "及", "和", "与", "或", "~와") or inside[-1].value in (
        "and",
        "und",
        "및",
        "及",
    ):
        return True
    if "、" in (inside[0].value, inside[-1].value) and not re.search("[ぁ-ん]", text[inside[0].start : inside[-1].end]):
        return True
    reach = 20 if re.search("[一-鿿ぁ-ヿ]", text) else 8
    near = all_words[max(0, a - reach) : a] + all_words[b : b + reach]
    named = any(text[one.start].isupper() for one in inside) and sum(one.value.isalpha() for one in inside) >= 2
    joins = any(one.value in ANDS for one in all_words[max(0, a - 1) : a] + all_words[b : b + 1])
    return sum(one.separates for one in near) >= (0 if named else 1 if joins else 2)


def _exchanged(
    old: str, mine: list[Word], at: tuple[int, int], new: str, theirs: list[Word], to: tuple[int, int]
) -> list[tuple[str, str, str]]:
    from rapidfuzz.fuzz import ratio

    gone, come = old[mine[at[0]].start : mine[at[1] - 1].end], new[theirs[to[0]].start : theirs[to[1] - 1].end]
    if max(len(gone), len(come)) > 30 or ratio(gone.lower(), come.lower()) > 60:
        return []
    if not (_alone(mine, *at) and _alone(theirs, *to)):
        return []
    return [("item_removed", gone, ""), ("item_added", "", come)]


def _alone(all_words: list[Word], a: int, b: int) -> bool:
    before, after = all_words[a - 1] if a else None, all_words[b] if b < len(all_words) else None
    sides = [one for one in (before, after) if one is not None]
    near = all_words[max(0, a - 8) : a] + all_words[b : b + 8]
    return all(one.separates for one in sides) and len(sides) == 2 and sum(one.separates for one in near) >= 3


_KANA = frozenset(
    "ぁあいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちつてでとどなにぬねのはばひびふぶへべほぼまみむめもやゆよらりるれろわをん"
)


def _other_noun(gone: str, come: str) -> bool:
    """Phosphoric for sulphuric acid: one Korean word each, with another beginning."""
    return gone[0] != come[0] and all("가" <= char <= "힣" for char in gone + come) and len(gone) == len(come)


def _latin(gone: str, come: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return gone.isascii() and come.isascii() and ratio(gone, come) < 50


def line_exchanged(old: str, new: str) -> list[tuple[str, str, str]]:
    """An entry of a list or table that now names something else."""
    if max(len(old), len(new)) > 40 or old[-1] in ".。":
        return []
    mine, theirs = words(old), words(new)
    found = []
    for a, b, c, d in regions(mine, theirs):
        gone, come = (" ".join(one.value for one in side) for side in (mine[a:b], theirs[c:d]))
        short = min(len(gone), len(come)) >= 2 and b - a <= 4 and d - c <= 4
        if short and (
            _latin(gone, come)
            or _other_noun(gone, come)
            or not (({*gone} & {*come}) - {" "} | ({*gone, *come} & _KANA))
        ):
            found += [("item_removed", gone, ""), ("item_added", "", come)]
    return found
