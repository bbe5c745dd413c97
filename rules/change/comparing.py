"""Two wordings of one passage: which facts differ."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from rules.change.facts import Fact, put_together, with_parties, without_shorter
from rules.change.lists import items_changed, list_facts
from rules.change.names import known, party_facts
from rules.change.signals import WEAK, Signal, signals
from rules.change.words import cropped, said_once

Finder = Callable[[str], Iterable[tuple[str, int, int]]]


#: exchanged places of these change who gets what
_ORDERED = ("amount", "threshold", "date", "hs_code", "procedure", "item")
_LIMIT = 120
_LONG = 240  # characters of a passage of which only the change and what stands near it is read
_NARROW = 40


def compared(old: str, new: str, language: str, names: Finder | None = None) -> list[Fact]:
    long = min(len(old), len(new)) >= _LONG
    old, new = cropped(old, new)
    old, new = known(said_once(_without_glosses(old, new))), known(said_once(_without_glosses(new, old)))
    changed = items_changed(old, new)
    if changed == ([], []):
        return []
    if long and language != "de":  # where a verb may stand far behind its subject
        old_near, new_near = cropped(old, new, _NARROW)
    else:
        old_near, new_near = old, new
    before, after = _signals(old_near, language, names), _signals(new_near, language, names)
    found = []
    for type_ in dict.fromkeys(one.type for one in (*before, *after)):
        mine, theirs = ([one for one in side if one.type == type_] for side in (before, after))
        found += _differing(type_, mine, theirs, old_near, new_near)
    found = put_together(_without_renumbering(found), old, new)
    parties = without_shorter([Fact(*one) for one in party_facts(old, new, language)])
    return with_parties(found, parties) if found else [*(Fact(*one) for one in list_facts(old, new, changed)), *parties]


_GLOSS = re.compile(r"\s?[(（]([^()（）\d]{2,100})[)）]")
_SHORT_FORM = re.compile(
    r"이하|hereinafter|以下「|以下简称|以下\"|im folgenden|nachfolgend|약칭|별칭|also known|referred to|^[A-Z]{2,8}$",
    re.IGNORECASE,
)


def _without_glosses(text: str, other: str) -> str:
    """A translation or short form in brackets that only one side has says nothing new."""

    def gloss(found: re.Match[str]) -> str:
        inside = found[1]
        foreign = not re.search("[가-힣一-鿿ぁ-ヿ]", inside) and re.search("[가-힣一-鿿ぁ-ヿ]", text)
        return "" if found[0].strip() not in other and (foreign or _SHORT_FORM.search(inside)) else found[0]

    return _GLOSS.sub(gloss, text)


def _signals(text: str, language: str, names: Finder | None) -> list[Signal]:
    named = [Signal("item", id_, start, end) for id_, start, end in names(text)] if names else []
    return signals(text, language) + named


def _differing(type_: str, mine: list[Signal], theirs: list[Signal], old: str, new: str) -> list[Fact]:
    mine, theirs = _without_same(mine, theirs)
    a, b = [one.value for one in mine], [one.value for one in theirs]
    if a == b or (Counter(a) == Counter(b) and type_ not in _ORDERED):
        return []
    if len(a) == len(b) and sum(one != other for one, other in zip(a, b, strict=True)) == 1:
        at = next(at for at in range(len(a)) if a[at] != b[at])
        return _facts(type_, mine[at : at + 1], theirs[at : at + 1], old, new)
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal" and not _only_weak(mine[i:j], theirs[k:m]):
            found += _facts(type_, mine[i:j], theirs[k:m], old, new)
    return found


def _without_same(mine: list[Signal], theirs: list[Signal]) -> tuple[list[Signal], list[Signal]]:
    """A date told without its year is the same date."""
    known = {one.value for one in (*mine, *theirs)}
    full = {value.split("-", 1)[1]: value for value in known if re.fullmatch(r"\d{4}-\d+-\d+", value)}

    def whole(one: Signal) -> Signal:
        value = full.get(one.value[2:], one.value) if one.value.startswith("?-") else one.value
        return Signal(one.type, value, one.start, one.end)

    return [whole(one) for one in mine], [whole(one) for one in theirs]


def _only_weak(mine: list[Signal], theirs: list[Signal]) -> bool:
    weak = all(one.value in WEAK for one in (*mine, *theirs))
    return weak and (not mine or not theirs)


def _facts(type_: str, mine: list[Signal], theirs: list[Signal], old: str, new: str) -> list[Fact]:
    found = []
    mine, theirs = _joined(mine), _joined(theirs)
    for at in range(max(len(mine), len(theirs))):
        a = mine[at] if at < len(mine) else None
        b = theirs[at] if at < len(theirs) else None
        limits = type_ == "amount" and (_limits(old, a) or _limits(new, b))
        kind = "threshold" if limits else _type(type_, a, b)
        found.append(Fact(kind, _said(old, a), _said(new, b)))
    return found


#: words of one verb stand close together
_PHRASES = frozenset({"modality", "procedure", "status"})


def _joined(found: list[Signal]) -> list[Signal]:
    joined: list[Signal] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and one.type in _PHRASES and one.start - last.end <= 3:
            joined[-1] = Signal(one.type, f"{last.value} {one.value}", last.start, one.end)
        else:
            joined.append(one)
    return joined


_LIMIT_WORDS = re.compile(
    r"이상|이하|초과|미만|이내|최대|최소|以上|以下|超|未満|以内|不足|低于|高于|exceed|more than|"
    r"less than|at least|up to|below|above|mehr als|weniger als|mindestens|höchstens|maximal|bis zu|\bab(?= \d)",
    re.IGNORECASE,
)


def _limits(text: str, one: Signal | None) -> bool:
    return one is not None and _LIMIT_WORDS.search(text[max(0, one.start - 12) : one.end + 10]) is not None


def _type(type_: str, a: Signal | None, b: Signal | None) -> str:
    values = {one.value for one in (a, b) if one}
    if type_ == "status" and values & {"withdrawal", "correction"} and a is None:
        return next(iter(values))
    if type_ == "item":
        return "item_added" if a is None else "item_removed" if b is None else "scope"
    if type_ == "number" and any(value.startswith("ref ") for value in values):
        return "scope"
    return type_


_HAN = re.compile("[一-鿿ぁ-ヿ]")


#: what a figure hangs on
_BOUND = re.compile(
    r"\s?(?:이상|이하|초과|미만|이내|까지|부터|이후|이전|以上|以下|以内|未満|超|まで|から|以前|以降|起|前|止)"
)


def _said(text: str, one: Signal | None) -> str:
    """The word with what it hangs on, for people."""
    if one is None:
        return ""
    start, end = one.start, one.end
    if one.type in ("threshold", "amount", "date"):
        end += len(_BOUND.match(text, end)[0]) if _BOUND.match(text, end) else 0  # type: ignore[index]
    elif one.type == "modality" and _HAN.match(text[start]):
        end += len(re.match(r"[一-鿿ぁ-ヿ]{0,4}", text[end:])[0])  # type: ignore[index]
    elif one.type in ("modality", "status"):
        end += len(re.match(r"[가-힣A-Za-z]{0,6}", text[end:])[0])  # type: ignore[index]
        before = 24 if one.type == "modality" else 0
        start -= len(re.search(r"(?:\S+\s?)?\S*$", text[:start][-before:])[0]) if before else 0  # type: ignore[index]
    return text[max(0, start) : end].strip()[:_LIMIT]


def _without_renumbering(found: list[Fact]) -> list[Fact]:
    """Headings that moved up a number take their references with them."""
    refs = [
        one
        for one in found
        if one.type == "scope" and re.search(r"\d|[一二三四五六七八九十]", one.old + one.new) and _is_ref(one)
    ]
    return (
        found
        if len(refs) < 2 or not all(one.old and one.new for one in refs)
        else [one for one in found if one not in refs]
    )


def _is_ref(one: Fact) -> bool:
    return bool(
        re.fullmatch(
            r"\W*(?:제|第|art|§|section|paragraph|별표|別表|附|anlage|annex|nummer|nr|abs|part)?.{0,24}",
            (one.old or one.new).lower(),
        )
    )


_NORMATIVE = re.compile(
    r"적용|부과|시행|면제|제외|제출|따른다|한다\.?$|의무|(?:허용|금지|인하|인상|할당|지정|추가|"
    r"삭제)(?:한다|된다|합니다|됩니다)|\b(?:appl(?:y|ies)|subject to|entitled|liable|takes? effect|"
    r"effective|imposed?|required?|exempt|added|removed)\b"
    r"|適用|課(?:す|する|税)|施行|対象|除く|適用|执行|施行|实施|加征|征收|免|须|应|gilt|gelten|"
    r"wird erhoben|unterliegt|unterliegen|anzuwenden|in kraft|tritt|treten|erhoben",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"했다|하였다|됐다|되었다|했습니다|밝혔다|말했다|설명|이었다|였다|\b(?:was|were|had|has been|"
    r"have been|said|accounted|rose|fell|imported|exported|totall?ed|is the (?:largest|second|world)|"
    r"supplies|supplied|used in|uses?|produces?)\b|た。?$|ました|ている|占め|达到|占|增长|下降|同比|去年|"
    r"表示|指出|是.*(?:重要|关键|主要)|wurde|wurden|war|waren|betrug|stieg|sank|entfielen|stammt|wichtig",
    re.IGNORECASE,
)
_STRONG = frozenset({"modality", "hs_code", "procedure"})


def gone_or_come(old: str, new: str, language: str, names: Finder | None = None, *, item: bool = False) -> list[Fact]:
    """A whole sentence or line: material when it binds, counts or lists; background is not."""
    text = (old or new).strip()
    found = _signals(text, language, names)
    values = {one.value for one in found if one.type == "status"}
    for special in ("withdrawal", "correction"):
        if special in values and len(text) < 160:
            return [Fact(special if new else "status", old[:_LIMIT], new[:_LIMIT])]
    side = "item_added" if new else "item_removed"
    if item and not _TOLD.search(text):
        return [Fact(side, old[:_LIMIT], new[:_LIMIT])]
    strong = any(one.type in _STRONG or one.value in ("except", "suspend", "extend", "supersede") for one in found)
    if (strong or _NORMATIVE.search(text)) and not _TOLD.search(text):
        return [Fact(side, old[:_LIMIT], new[:_LIMIT])]
    if any(one.type == "modality" for one in found):
        return [Fact(side, old[:_LIMIT], new[:_LIMIT])]
    return []
