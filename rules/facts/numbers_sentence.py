"""Sentences with their numbers: numbers are signs, quoted titles are blank, numbers of one list stand together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rules.facts.numbers_scheme import OfficialNumber
from rules.facts.numbers_verbs import VERBS

_SIGN, _REST = "\ue000", "\ue001"
_CUT = re.compile(
    r"。|\n|;\s|(?<=[\w)\]%\"'\ue000\ue001])(?<!\bNo)(?<!\bNos)(?<!\bNr)(?<!\bU\.S)(?<!\bPub)(?<!\bReg)("
    r"?<!\bBGBl)(?<!\bDrs)(?<!\bS\.I)(?<!\b\d)(?<!\b\d\d)(?<!\bArt)(?<!\bSec)[.!?]\s+(?=[A-ZÄÖÜ\"(\[\ue0"
    r"00가-힣])"
)
_QUOTED = re.compile(
    r"《[^》]{0,200}》|「[^」]{0,200}」|『[^』]{0,200}』|｢[^｣]{0,200}｣|“[^”]{0,200}”"
    r"|\"[^\"\n]{0,240}\"|\([A-Z][^()\ue000]{24,240}\)"
    r"|\((?:关于|公布|发布|对|就)[^()\ue000]{4,120}\)"
)
UNRELATED = 10_000
ASIDE_OPEN = re.compile(r"\([^)]*$")
ASIDE = re.compile(r"\([^()]{0,160}\)|\[[^\[\]]{0,120}\]")


@dataclass(slots=True)
class Group:
    """Numbers that stand in one list, or one behind the other in parentheses, and share what is said of them."""

    numbers: list[OfficialNumber]
    relation: str = ""
    gap: int = UNRELATED
    by: "Group | None" = None
    acts: bool = False
    basis: bool = False

    @property
    def start(self) -> int:
        return self.numbers[0].start

    @property
    def end(self) -> int:
        return max(one.end for one in self.numbers)


@dataclass(slots=True)
class Sentence:
    start: int
    text: str  # numbers replaced by signs, quoted titles blanked
    groups: list[Group] = field(default_factory=list)

    def before(self, group: Group) -> str:
        place = group.start - self.start
        return self.text[max(0, place - BESIDE) : place]

    def after(self, group: Group) -> str:
        place = group.end - self.start
        return self.text[place : place + BESIDE]

    def between(self, one: Group, other: Group) -> str:
        return self.text[one.end - self.start : other.start - self.start]


BESIDE = 240
LONGEST = 1500
"""A "sentence" beyond this is a table; it is read in pieces, so that the time stays linear."""


def _cuts(signs: str) -> list[int]:
    ends = [0, *(cut.end() for cut in _CUT.finditer(signs)), len(signs)]
    return [*(cut for start, end in pairwise(ends) for cut in range(start, end, LONGEST)), len(signs)]


def sentences(text: str, places: list[OfficialNumber]) -> Iterator[Sentence]:
    blank = list(text)
    for one in places:
        blank[one.start : one.end] = _SIGN + _REST * (one.end - one.start - 1)
    signs = "".join(blank)
    masked = _QUOTED.sub(lambda quoted: re.sub(r"[^\ue000\ue001]", "\ue002", quoted.group()), signs)
    cuts = _cuts(signs)
    at = 0
    for start, end in pairwise(cuts):
        sentence = Sentence(start, masked[start:end])
        while at < len(places) and places[at].start < end:
            _place(sentence, places[at])
            at += 1
        if sentence.groups:
            yield sentence


_LISTED = re.compile(
    r"^\W*(?:\ue001|号|호)?[\s)\]」》\ue002]*(?:,|、|;|/|・|·|&|and|or|as well as|及び|並びに|若しくは"
    r"|又は|和|与|及|以及|및|와|과|그리고|또는|und|sowie|oder|至|to|through|bis|내지|부터|から|ないし"
    r"|乃至|~|-)"
    r"[\s,(\[「《\ue002]*(?:(?:at|the|of|in|der|die|des|No\.?|Nos\.?|Nr\.?|E\.O\.|FR Doc\.|第|제"
    r"|[A-Z][\w.\-]*|\((?:EU|EG|EC|CFSP|GASP)\))[\s(,]*){0,7}$"
)
_JOINED_TITLES = re.compile(
    r"^[\s)\]]{0,3}(?:,|、|및|와|과|和|与|及|及び|並びに|以及|und"
    r"|and)\s?[^,、。;\s]{0,24}(?:\s[^,、。;\s]{1,10}){0,2}\s?[(\ue002]+$"
)


def _place(sentence: Sentence, one: OfficialNumber) -> None:
    last = sentence.groups[-1] if sentence.groups else None
    if last is not None:
        between = sentence.text[last.end - sentence.start : one.start - sentence.start]
        if one.start < last.end or (_connected(between) and not _apart(between, last.numbers[-1], one)):
            last.numbers.append(one)
            return
    sentence.groups.append(Group([one]))


_PAPERS = {"eu-com", "eu-swd", "eu-procedure"}


def _apart(between: str, last: OfficialNumber, one: OfficialNumber) -> bool:
    """Chinese lists are joined by 、 and leave the issuer out: a comma before an issuer begins something new.
    A proposal is not in one list with the act that it changes."""
    if (last.scheme in _PAPERS) != (one.scheme in _PAPERS):
        return True
    return between.strip() in {",", "号,"} and one.scheme.startswith("cn-") and bool(one.authority)


_ISSUES_IT = re.compile(r"现|兹|特此|印发|制定")
_OF_ANOTHER = re.compile(
    r"(?:은|는|이|가|을|를|は|が|を)\s|により|によって|に基づ|に従|による|에\s?따[라른]|에\s?의[해하]|으?로\s"
    r"|\b(?:under|pursuant|authority|consistent|accordance|see|by|with|wurde|ist|was|is|published|verkündet)\b"
)
"""Before a parenthesis: the number inside does not belong to the one before."""


def _connected(between: str) -> bool:
    if len(between) > 100 or _ISSUES_IT.search(between) or any(verb.pattern.search(between) for verb in VERBS):
        return False
    if "\ue002" not in between and re.search(r"\($", between) and not re.search(r"[()]", between[:-1]):
        return not _OF_ANOTHER.search(between)
    plain = ASIDE.sub("", between)
    return _LISTED.match(plain) is not None or _JOINED_TITLES.match(plain) is not None
