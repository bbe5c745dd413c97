"""The grade of a revision: none, minor or material, and the facts that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rules.change.comparing import Fact, Finder, compared, gone_or_come
from rules.change.furniture import is_caption, is_contact, segments
from rules.change.lists import items_changed, line_exchanged
from rules.change.rendering import Piece, pieces
from rules.change.signals import heading, ref
from rules.change.words import is_item, key, without_contacts, without_marker
from rules.facts.dates import guessed

Label = Literal["none", "minor", "material"]


@dataclass(frozen=True)
class Change:
    label: Label
    facts: tuple[Fact, ...] = ()
    pieces: tuple[Piece, ...] = ()


class Segment(NamedTuple):
    text: str
    key: str
    item: bool = False


#: of sentences that went or came at one place so many are read
_MOST = 200
Paired = tuple[list[tuple[Segment, Segment]], list[Segment], list[Segment]]


def grade(old: str, new: str, language: str = "", *, names: Finder | None = None) -> Change:
    """`names` finds (concept, start, end) of the things a text names, so that "nickel" and "니켈" are known."""
    drawn = tuple(pieces(old, new))
    language = language[:2].lower() or guessed(new or old)
    before, after = _segments(old, language), _segments(new, language)
    if _alike(before, after):
        return Change("none", (), drawn)
    if renumbered := _renumbered(before, after):
        before = _segments("\n".join(ref(one.text, renumbered) for one in before), language)
        if _alike(before, after):
            return Change("minor", (), drawn)
    facts: dict[Fact, None] = {}
    trivial = True
    for a, b in _blocks(before, after):
        pairs = _paired(a, b)
        trivial = trivial and not pairs[1] and not pairs[2] and all(_reordered(*pair) for pair in pairs[0])
        facts.update(dict.fromkeys(_facts(a, b, pairs, language, names)))
    return Change("material" if facts else "none" if trivial and not renumbered else "minor", tuple(facts), drawn)


def _renumbered(before: Sequence[Segment], after: Sequence[Segment]) -> dict[str, str]:
    """Headings that kept their text and changed their number, by the old number."""
    titles: dict[str, list[str]] = {}
    for one in after:
        number, title = heading(one.text)
        if number and len(title) > 1:
            titles.setdefault(title, []).append(number)
    found = {}
    for one in before:
        number, title = heading(one.text)
        now = titles.get(title, [])
        if number and number not in now and len(now) == 1:
            found[number] = now[0]
    return found


def _reordered(old: Segment, new: Segment) -> bool:
    return old.key == new.key or items_changed(old.text, new.text) == ([], [])


def _segments(text: str, language: str) -> list[Segment]:
    parts = segments(text)
    listed = _lines(parts)
    return [
        Segment(without_marker(one), key(one, language), at in listed or is_item(one)) for at, one in enumerate(parts)
    ]


def _lines(parts: Sequence[str]) -> set[int]:
    """Short lines without an end, one after the other, are a list; the first line is the title."""
    short = {at for at, one in enumerate(parts) if at and len(one) < 60 and one[-1] not in ".!?。！？;；:："}
    return {at for at in short if {at - 1, at + 1} & short}


def _alike(before: Sequence[Segment], after: Sequence[Segment]) -> bool:
    a, b = [one.key for one in before if one.key], [one.key for one in after if one.key]
    return "".join(a) == "".join(b) or Counter(a) == Counter(b)


def _blocks(before: list[Segment], after: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Runs of segments that differ, without those that only moved."""
    moved = Counter(one.key for one in before) & Counter(one.key for one in after)
    found = []
    matcher = SequenceMatcher(None, [one.key for one in before], [one.key for one in after], autojunk=False)
    same = Counter(
        before[at].key for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)
    )
    left, right = moved - same, moved - same
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone, come = _unmoved(before[a:b], left), _unmoved(after[c:d], right)
            if not _alike(gone, come):
                found.append((gone, come))
    return found


def _unmoved(found: list[Segment], moved: Counter[str]) -> list[Segment]:
    kept = []
    for one in found:
        if moved[one.key] > 0:
            moved[one.key] -= 1
        elif one.key:
            kept.append(one)
    return kept


def _facts(
    before: list[Segment], after: list[Segment], paired: Paired, language: str, names: Finder | None
) -> list[Fact]:
    pairs, gone, come = _rejoined(before, after, paired)
    found: list[Fact] = []
    for old, new in pairs:
        if (old.key == new.key and old.key) or (is_caption(old.text) and is_caption(new.text)):
            continue
        contact = is_contact(old.text) and is_contact(new.text)
        facts = compared(without_contacts(old.text), without_contacts(new.text), language, names)
        if old.item and new.item and not facts and not contact:
            facts = [Fact(*one) for one in line_exchanged(old.text, new.text)]
        found += [
            one for one in facts if not contact or (one.type in ("date", "amount", "threshold") and not _short(one))
        ]
    for one in gone[:_MOST]:
        found += (
            []
            if is_contact(one.text) or is_caption(one.text)
            else gone_or_come(one.text, "", language, names, item=one.item)
        )
    for one in come[:_MOST]:
        found += (
            []
            if is_contact(one.text) or is_caption(one.text)
            else gone_or_come("", one.text, language, names, item=one.item)
        )
    return found


def _rejoined(before: list[Segment], after: list[Segment], paired: Paired) -> Paired:
    """Lines broken elsewhere are one passage; a sentence that was put in is not."""
    _, gone, come = paired
    whole_old, whole_new = " ".join(one.text for one in before), " ".join(one.text for one in after)
    moved = sum(len(one.text) for one in (*gone, *come))
    if moved and abs(len(whole_old) - len(whole_new)) < moved / 2 and _ratio(whole_old, whole_new) > 0.85:
        return [(Segment(whole_old, ""), Segment(whole_new, ""))], [], []
    return paired


def _short(fact: Fact) -> bool:
    """Digits of a telephone or room that are no figures."""
    return fact.type == "amount" and not any(mark in fact.old + fact.new for mark in "$€¥%원円元톤t")


def _paired(before: list[Segment], after: list[Segment]) -> Paired:
    """The most similar segments belong together; those like no other have gone or come."""
    if len(before) == len(after) == 1:
        alone = _ratio(before[0].text, after[0].text) >= 0.3
        return ([(before[0], after[0])], [], []) if alone else ([], before, after)
    scores = sorted(
        ((_ratio(before[i].text, after[j].text) + 0.01 * (i == j), i, j) for i, j in _near(len(before), len(after))),
        reverse=True,
    )
    left, right, pairs = set(range(len(before))), set(range(len(after))), []
    for score, i, j in scores:
        if score >= 0.5 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((before[i], after[j]))
    return pairs, [before[i] for i in sorted(left)], [after[j] for j in sorted(right)]


def _near(before: int, after: int) -> Iterator[tuple[int, int]]:
    """All pairs of a small passage; of a long one those at about the same place."""
    reach = max(before, after) if before * after < 10_000 else 20
    for i in range(before):
        at = i * after // before
        yield from ((i, j) for j in range(max(0, at - reach), min(after, at + reach + 1)))


def _ratio(old: str, new: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(old, new)) / 100
