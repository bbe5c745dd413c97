"""The grade of a revision: none, minor or material, and the facts that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from rules.change.alignment import opcodes
from rules.change.comparing import Finder, compared, gone_or_come
from rules.change.facts import Fact, Written
from rules.change.furniture import is_caption, is_contact, is_courtesy, segments
from rules.change.lists import items_changed, line_exchanged
from rules.change.pairing import Paired, Segment, paired_segments, ratio, same
from rules.change.rendering import Piece, pieces
from rules.change.signals import heading, ref
from rules.change.words import bare, cropped, is_item, key, without_contacts, without_marker
from rules.facts.dates import guessed

Label = Literal["none", "minor", "material"]


@dataclass(frozen=True)
class Change:
    label: Label
    facts: tuple[Fact, ...] = ()
    pieces: tuple[Piece, ...] = ()


#: of sentences that went or came at one place so many are read
_MOST = 200
#: facts after which nothing more is looked for
_ENOUGH = 200
#: changed segments that are read for notation before it is known what they belong to
_FEW = 400
#: characters of a passage that may be one sentence broken elsewhere
_LONG = 20_000


def grade(old: str, new: str, language: str = "", *, names: Finder | None = None) -> Change:
    """`names` finds (concept, start, end) of the things a text names, so that "nickel" and "니켈" are known."""
    drawn = tuple(pieces(old, new))
    language = language[:2].lower() or guessed(new or old)
    before, after = _segments(old, new, language)
    if _alike(before, after):
        return Change("none", (), drawn)
    if renumbered := _renumbered(before, after):
        before, after = _segments("\n".join(ref(one.text, renumbered) for one in before), new, language)
        if _alike(before, after):
            return Change("minor", (), drawn)
    facts: dict[Fact, None] = {}
    trivial = True
    for a, b in _blocks(before, after):
        paired = paired_segments(a, b)
        trivial = trivial and not paired[1] and not paired[2] and all(_reordered(*pair, language) for pair in paired[0])
        facts.update(dict.fromkeys(islice(_facts(a, b, paired, language, names), _ENOUGH - len(facts))))
        if len(facts) >= _ENOUGH:
            break
    before_as, after_as = Written(old), Written(new)
    told = tuple(Fact(one.type, before_as(one.old), after_as(one.new)) for one in facts)
    return Change("material" if told else "none" if trivial and not renumbered else "minor", told, drawn)


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


def _reordered(old: Segment, new: Segment, language: str) -> bool:
    return same(old, new, language) or items_changed(*cropped(old.text, new.text)) == ([], [])


def _segments(old: str, new: str, language: str) -> tuple[list[Segment], list[Segment]]:
    """A segment that only one side has is read for dates and figures, unless there are too many to read."""
    before, after = segments(old), segments(new)
    plain = [bare(one) for one in before], [bare(one) for one in after]
    there = {*plain[0]} & {*plain[1]}
    few = sum(one not in there for one in (*plain[0], *plain[1])) <= _FEW
    return tuple(
        [
            Segment(without_marker(one), key(one, language) if few and words not in there else words, listed)
            for one, words, listed in zip(parts, side, _items(parts), strict=True)
        ]
        for parts, side in zip((before, after), plain, strict=True)
    )  # type: ignore[return-value]


def _items(parts: Sequence[str]) -> list[bool]:
    listed = _lines(parts)
    return [at in listed or is_item(one) for at, one in enumerate(parts)]


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
    aligned = opcodes([one.key for one in before], [one.key for one in after])
    same_keys = Counter(one.key for tag, a, b, _, _ in aligned if tag == "equal" for one in before[a:b])
    left, right = moved - same_keys, moved - same_keys
    for tag, a, b, c, d in aligned:
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
) -> Iterator[Fact]:
    pairs, gone, come = _rejoined(before, after, paired)
    for old, new in pairs:
        if not same(old, new, language) and not (is_caption(old.text) and is_caption(new.text)):
            yield from _between(old, new, language, names)
    for one in gone[:_MOST]:
        if not _beside(one.text):
            yield from gone_or_come(one.text, "", language, names, item=one.item)
    for one in come[:_MOST]:
        if not _beside(one.text):
            yield from gone_or_come("", one.text, language, names, item=one.item)


def _beside(text: str) -> bool:
    return is_contact(text) or is_caption(text) or is_courtesy(text)


def _between(old: Segment, new: Segment, language: str, names: Finder | None) -> list[Fact]:
    if is_courtesy(old.text) and is_courtesy(new.text):
        return []
    contact = is_contact(old.text) and is_contact(new.text)
    facts = compared(without_contacts(old.text), without_contacts(new.text), language, names)
    if old.item and new.item and not facts and not contact:
        facts = [Fact(*one) for one in line_exchanged(old.text, new.text)]
    return [one for one in facts if not contact or (one.type in ("date", "amount", "threshold") and not _short(one))]


def _rejoined(before: list[Segment], after: list[Segment], paired: Paired) -> Paired:
    """Lines broken elsewhere are one passage; a sentence that was put in is not."""
    _, gone, come = paired
    whole_old, whole_new = " ".join(one.text for one in before), " ".join(one.text for one in after)
    moved = sum(len(one.text) for one in (*gone, *come))
    if len(whole_old) + len(whole_new) > _LONG:
        return paired
    if moved and abs(len(whole_old) - len(whole_new)) < moved / 2 and ratio(whole_old, whole_new) > 0.85:
        return [(Segment(whole_old, ""), Segment(whole_new, ""))], [], []
    return paired


def _short(fact: Fact) -> bool:
    """Digits of a telephone or room that are no figures."""
    return fact.type == "amount" and not any(mark in fact.old + fact.new for mark in "$€¥%원円元톤t")
