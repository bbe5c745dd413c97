"""How alike two titles and leads of one language are."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from rules.story.report import Report
from rules.story.weights import Sign


def wording(a: Report, b: Report) -> Iterator[Sign]:
    from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

    plain_a, plain_b = plain(a.head), plain(b.head)
    if not plain_a or not plain_b:
        return
    same = max(
        dice(a, b), token_sort_ratio(plain_a, plain_b) / 100 - 0.25, token_set_ratio(plain_a, plain_b) / 100 - 0.35
    )
    if same > 0.3:
        yield Sign("titles", (same - 0.3) / 0.7, f"titles {same:.0%} alike")
    yield from _words(a, b)
    leads = _grams(plain(a.lead[:300])), _grams(plain(b.lead[:300]))
    if min(map(len, leads)) > 20:
        both = 2 * len(leads[0] & leads[1]) / (len(leads[0]) + len(leads[1]))
        if both > 0.3:
            yield Sign("leads", (both - 0.3) / 0.7, f"leads {both:.0%} alike")


def _words(a: Report, b: Report) -> Iterator[Sign]:
    """A long word or name in both titles."""
    one, other = (
        re.sub(r"\s+", "" if re.search("[가-힣一-鿿ぁ-ヿ]", side.head) else " ", plain(side.head)) for side in (a, b)
    )
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    shared = one[match.a : match.a + match.size].strip()
    least, more = (5, 3) if re.search("[가-힣一-鿿ぁ-ヿ]", shared) else (12, 8)
    if len(shared) >= least:
        yield Sign("words", min(2.0, 0.5 + (len(shared) - least) / more), f"same words: {shared[:30]}")


def subject(a: Report, b: Report) -> Iterator[Sign]:
    """One form of title filled with another subject."""
    if a.language != b.language or dice(a, b) < 0.6:
        return
    mine, theirs = only(a, b), only(b, a)
    if mine and theirs:
        yield Sign("other subject", 1, f"other subject: {mine[0]} and {theirs[0]}")


def issue(a: Report, b: Report) -> Iterator[Sign]:
    """Titles that differ in their numbers alone count something: notice 7 is not notice 8."""
    forms = [re.sub(r"[\d\s]+", " ", plain(side.head)) for side in (a, b)]
    counts = ["".join(re.findall(r"\d", side.head)) for side in (a, b)]
    if forms[0] == forms[1] and counts[0] and counts[1] and counts[0] != counts[1]:
        yield Sign("other issue", 1, f"other number in one wording: {counts[0]} and {counts[1]}")


def only(one: Report, other: Report) -> list[str]:
    """Words of the title of which the other report has nothing alike."""
    from rapidfuzz.fuzz import ratio

    theirs = set(plain(other.text).split())
    parts = [part for part in plain(one.head).split() if len(part) >= 2 and not part.isdigit()]
    return [
        part for part in parts if part not in theirs and max((ratio(part, word) for word in theirs), default=0) < 70
    ]


def dice(a: Report, b: Report) -> float:
    one, other = _grams(plain(a.head)), _grams(plain(b.head))
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def plain(text: str) -> str:
    return re.sub(r"[^\w\s]+", " ", text.lower())


def _grams(text: str) -> set[str]:
    joined = re.sub(r"\s+", "", text)
    size = 2 if re.search("[가-힣一-鿿ぁ-ヿ]", joined) else 3
    return {joined[at : at + size] for at in range(max(0, len(joined) - size + 1))}
