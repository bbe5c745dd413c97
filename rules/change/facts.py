"""What changed, as people read it: an entry, a duty, an exception as a whole."""

import re
from typing import NamedTuple

from rules.change.words import alike, regions, words


class Fact(NamedTuple):
    """`old` or `new` is empty where something was only added or removed."""

    type: str
    old: str
    new: str


_LIMIT = 120
#: types that are parts of a clause; a figure, a code, a country stands for itself
_PARTS = frozenset({"modality", "procedure", "scope", "status"})
_EXCEPT = re.compile(
    r"다만|제외|경우에는|한정|except|unless|exclud|only|provided that|除く|ただし|除き|限り|除外|但|仅限|"
    r"ausgenommen|ausnahme|sofern|es sei denn|nur ",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:[A-ZÄÖÜ][\w'’.&-]*,?\s?){2,8}")


def put_together(found: list[Fact], old: str, new: str) -> list[Fact]:
    """Words of a clause that came or went as a whole are one fact; a country in the name of a firm is the firm."""
    before, after = words(old), words(new)
    for a, b, c, d in regions(before, after):
        if c < d and a == b:
            found = _whole(found, "", new[after[c].start : after[d - 1].end])
        elif a < b and c == d:
            found = _whole(found, old[before[a].start : before[b - 1].end], "")
        else:
            found = _verb(found, old[before[a].start : before[b - 1].end], new[after[c].start : after[d - 1].end])
    return found


class Written:
    """A text as it was written, to which what was read of its folded form leads back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._origin = "", list[int]()

    def __call__(self, said: str) -> str:
        """The same words as written; what is not found stays."""
        if said in self._text:
            return said
        if not self._folded:
            signs = [(alike(sign), at) for at, sign in enumerate(self._text)]
            self._origin = [at for sign, at in signs for _ in sign]
            self._folded = "".join(sign for sign, _ in signs)
        at = self._folded.find(said)
        return said if at < 0 else self._text[self._origin[at] : self._origin[at + len(said) - 1] + 1]


def without_shorter(parties: list[Fact]) -> list[Fact]:
    """Each name once, whole."""
    return [
        one
        for one in parties
        if not any(one is not other and one.old in other.old and one.new in other.new for other in parties)
    ]


def with_parties(found: list[Fact], parties: list[Fact]) -> list[Fact]:
    """A country or a substance in the name of a body that is another now is that body."""
    parties = [one for one in parties if one.type == "party" and any(_within(fact, one) for fact in found)]
    return [one for one in found if not any(_within(one, party) for party in parties)] + parties


def _within(one: Fact, party: Fact) -> bool:
    named = one.type in ("country", "scope", "item_added", "item_removed")
    longer = len(party.old) >= len(one.old) + 3 and len(party.new) >= len(one.new) + 3
    return named and longer and one.old in party.old and one.new in party.new


def _whole(found: list[Fact], gone: str, come: str) -> list[Fact]:
    text = gone or come
    inside = [one for one in found if bool(one.old) == bool(gone) != bool(one.new) and _stands(one, text)]
    named = [one for one in inside if one.type == "country" and len(one.old or one.new) < len(text) - 3]
    if named and _CAPITALS.fullmatch(text):
        at = found.index(named[0])
        return [*found[:at], Fact("party", gone, come), *(one for one in found[at + 1 :] if one not in named)]
    parts = [one for one in inside if one.type in _PARTS]
    if not inside or (len(inside) < 2 and not parts) or not _is_clause(text):
        return found
    kind = "scope" if _EXCEPT.search(text) else "item_removed" if gone else "item_added"
    at = found.index(inside[0])
    rest = [one for one in found[at:] if one not in inside]
    return [*found[:at], Fact(kind, gone[:_LIMIT], come[:_LIMIT]), *rest]


def _verb(found: list[Fact], gone: str, come: str) -> list[Fact]:
    """Another verb is one fact, though it forbids, permits and says how in several words."""
    parts = [one for one in found if one.type in _PARTS]
    inside = [one for one in parts if _stands(one, gone if one.old else come)]
    both = [one for one in inside if one.old and one.new]
    single = [one for one in inside if not (one.old and one.new)]
    if both:
        return [one for one in found if one not in single]
    lost, won = [one for one in single if one.old], [one for one in single if one.new]
    if not lost or not won:
        return found
    at = found.index(single[0])
    kind = next((one.type for one in single if one.type == "modality"), single[0].type)
    return [*found[:at], Fact(kind, lost[0].old, won[0].new), *(one for one in found[at:] if one not in single)]


def _stands(one: Fact, text: str) -> bool:
    said = (one.old or one.new).split()
    return bool(said) and said[-1].rstrip(".。,") in text


def _is_clause(text: str) -> bool:
    """Longer than a word or two."""
    return len(text) >= (10 if re.search("[一-鿿ぁ-ヿ]", text) else 14 if re.search("[가-힣]", text) else 24)
