"""How the numbers of a passage relate: which act amends, suspends, repeals, implements, corrects or cites which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.facts.numbers_own import is_own, says_something
from rules.facts.numbers_scheme import OfficialNumber
from rules.facts.numbers_sentence import ASIDE, ASIDE_OPEN, UNRELATED, Group, Sentence, sentences
from rules.facts.numbers_verbs import AGENT_AFTER, AGENT_BEFORE, BASIS_AFTER, BASIS_BEFORE, PARTIAL, VERBS, Verb

NEAR = 45
WITHIN = 8  # so many numbers back a verb is heard


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` None is the document being read."""

    relation: str
    source: OfficialNumber | None
    target: OfficialNumber

    def named(self) -> dict[str, object]:
        return {
            "relation": self.relation,
            "source": self.source.named() if self.source else "this",
            "target": self.target.named(),
        }


def relations(text: str, places: list[OfficialNumber]) -> list[Relation]:
    if not places:
        return []
    speaks = says_something(text)
    found: dict[tuple[str, tuple[str, str, str]], Relation] = {}
    own: set[tuple[str, str, str]] = set()
    for sentence in sentences(text, places):
        for relation in _of_sentence(sentence, text, own, speaks=speaks):
            found.setdefault((relation.relation, relation.target.key), relation)
    acted_on = {key for name, key in found if name != "cites"}
    return [one for (name, key), one in found.items() if name != "cites" or (key not in acted_on and key not in own)]


def _of_sentence(sentence: Sentence, text: str, own: set[tuple[str, str, str]], *, speaks: bool) -> list[Relation]:
    for at, group in enumerate(sentence.groups):
        group.basis = _is_basis(sentence, group)
        group.acts = _ENACTED.match(sentence.after(group)) is not None
        place = (sentence.start, group.start, group.end)
        if is_own(text, sentence.text, *place, first=at == sentence.start == 0, speaks=speaks or group.basis):
            own.update(one.key for one in group.numbers)
            group.acts = True
    for verb, found in _verbs(sentence):
        _bind(sentence, verb, found)
    return [relation for group in sentence.groups for relation in _resolved(sentence, group)]


_UNDER_IT = re.compile(
    r"\b(?:measures|listings|restrictions|duties|sanctions|exclusions|quotas?)\s(?:(?:imposed|introduced|laid\s+down|set\s+out)\s)?"
    r"(?:by|under|in|pursuant\s+to)\s(?:\w+\s?){0,2}$"
)
"""What is renewed with the listings under a decision is the decision."""


_ENACTED = re.compile(r"^\s?[을를]\s?(?:새로\s?|다음과\s?같이\s?)?(?:제정|공포|발령|고시|공고)(?:하|한|함|합)")


def _is_basis(sentence: Sentence, group: Group) -> bool:
    before = ASIDE.sub("", sentence.before(group))[-60:]
    return not _UNDER_IT.search(before) and bool(
        BASIS_BEFORE.search(before) or BASIS_AFTER.match(sentence.after(group))
    )


def _resolved(sentence: Sentence, group: Group) -> Iterator[Relation]:
    name = group.relation or ("" if group.acts else "cites")
    source = group.by.numbers[0] if group.by and group.relation else None
    for one in group.numbers:
        if name == "cites" and one.scheme in _IDENTITIES and not group.basis:
            continue
        if name:
            yield Relation(name, source, one)


_IDENTITIES = {"us-rin", "us-adcvd-case", "us-itc-case"}


def _verbs(sentence: Sentence) -> list[tuple[Verb, re.Match[str]]]:
    """Every verb of the sentence, in order; a word belongs to the first row that reads it."""
    taken: list[tuple[Verb, re.Match[str]]] = []
    busy = bytearray(len(sentence.text) + 1)
    for verb in VERBS:
        for found in verb.pattern.finditer(sentence.text):
            if verb.side == "participle" and (found["be"] or "").lower().startswith("as") and not found["by"]:
                continue  # "E.O. 14257, as amended" names no act that amends it
            if not any(busy[found.start() : found.end()]):
                busy[found.start() : found.end()] = b"\1" * len(found.group())
                taken.append((verb, found))
    return sorted(taken, key=lambda pair: pair[1].start())


_NAMES_ITSELF = re.compile(
    r"(?:する|した)?(?:等の)?(?:法律|政令|省令|府令|告示|規則|命令|件|통지|법률안?|령|고시|공고|훈령|규칙|决定|通知|公告|办法)안?\W{0,3}(?:」|》|』)?\W{0,2}"
)


def _bind(sentence: Sentence, verb: Verb, found: re.Match[str]) -> None:
    start, end = found.start() + sentence.start, found.end() + sentence.start
    following = next((group for group in sentence.groups if group.start >= end), None)
    if (
        following is not None
        and any(not group.acts for group in sentence.groups if group.end <= start)
        and _NAMES_ITSELF.fullmatch(sentence.text[found.end() : following.start - sentence.start])
    ):
        following.acts = True  # "the ordinance amending A (B)"
    earlier = [group for group in sentence.groups if group.end <= start][-WITHIN:]
    side = _side(verb, found, sentence, following, bool(earlier))
    if side == "after":
        if following is not None and not _printed_there(sentence, found, following):
            source = next((group for group in reversed(earlier) if not group.basis), None)
            for group in sentence.groups:
                if group.start > following.end and _TOPIC.match(sentence.after(group)):
                    group.acts = True  # "to carry out A, B lays down …"
            _claim(
                sentence,
                verb,
                following,
                source,
                following.start - end,
                sentence.text[end - sentence.start : following.start - sentence.start],
            )
        return
    carried_out = verb.relation in _ON_A_BASIS
    by = bool(found.groupdict().get("by")) and following is not None
    target = next(
        (
            group
            for group in reversed(earlier)
            if (carried_out or not group.basis)
            and (not group.acts or (by and group.gap == UNRELATED))
            and not _agentlike(sentence, group)
        ),
        None,
    )
    if target is None:
        _mark_agents(sentence, earlier)
        return
    _agent(sentence, found, following)
    others = [*earlier, *([following] if following else [])]
    source = next((group for group in others if group is not target and _acting(sentence, group, target)), None)
    gap = sentence.text[target.end - sentence.start : found.start()]
    lead = sentence.text[max(0, target.start - sentence.start - 60) : target.start - sentence.start]
    _claim(sentence, verb, target, source, start - target.end, f"{gap} {lead if _OF_PART.search(lead) else ''}")


_OF_PART = re.compile(
    r"\b(?:of|to|in|der|des)\s+(?:the\s+)?(?:\w+\s*){0,3}$|\b(?:der|des)\s+\w+(?:\s+vom\s+\d+\.\s+\w+\s+\d{4})?\s*\($"
)


def _printed_there(sentence: Sentence, found: re.Match[str], following: Group) -> bool:
    """ "Verordnung zur Änderung … (BGBl. …)": where the amending act itself is printed."""
    gap = sentence.text[found.end() : following.start - sentence.start]
    gazette = following.numbers[0].scheme in {"de-bgbl", "de-banz"}
    return (
        gazette
        and found.group()[:1].isupper()
        and not found.group().startswith("Berichtigung")
        and ASIDE_OPEN.search(gap) is not None
    )


def _side(verb: Verb, found: re.Match[str], sentence: Sentence, following: Group | None, has_earlier: bool) -> str:
    if verb.side == "participle":
        return "before" if found["be"] or found["by"] else "after"
    if verb.side != "both":
        return verb.side
    if following is None:
        return "before"
    gap = sentence.text[found.end() : following.start - sentence.start]
    near = len(gap) <= NEAR and not re.search(r"[,;。]", gap) and not re.search(r"被|由", gap)
    return "after" if near or not has_earlier else "before"


def _agent(sentence: Sentence, found: re.Match[str], following: Group | None) -> None:
    """ "amended by B": B acts."""
    if following is None:
        return
    gap = sentence.text[found.end() : following.start - sentence.start]
    if (found.groupdict().get("by") and len(gap) <= 60) or (found.groupdict().get("be") and _WHEN.fullmatch(gap)):
        following.acts = True


_WHEN = re.compile(r"\s(?:on|in|at)\s[^()]{0,40}\(?")


def _agentlike(sentence: Sentence, group: Group) -> bool:
    return bool(AGENT_AFTER.match(sentence.after(group)) or AGENT_BEFORE.search(sentence.before(group)[-110:]))


_TOPIC = re.compile(
    r"^[^,、。]{0,40}?(?:은|는|이|가|は|が)[\s,、\ue000]|^\W{0,3}(?:在|规定|决定|明确|宣布|公布(?!的)|对|将)"
)


def _acting(sentence: Sentence, group: Group, target: Group) -> bool:
    topic = group.end <= target.start and not group.relation and not group.basis and _TOPIC.match(sentence.after(group))
    return group.acts or bool(topic) or _agentlike(sentence, group)


def _mark_agents(sentence: Sentence, groups: list[Group]) -> None:
    for group in groups:
        if _agentlike(sentence, group) and not group.basis:
            group.acts = True


_ON_A_BASIS = {"implements", "suspends"}
"""What is done to a number also where it is named as a basis: the duty under notice No. 12 is suspended."""


def _claim(sentence: Sentence, verb: Verb, target: Group, source: Group | None, gap: int, around: str) -> None:
    if gap > verb.reach or gap >= target.gap or (target.basis and verb.relation not in _ON_A_BASIS):
        return
    if target.acts and target.gap == UNRELATED and verb.side == "before":
        return
    if verb.relation == "implements" and verb.side == "before" and re.search(r"[,、]|[은는は]", around):
        return
    if source is target:
        source = None
    partial = verb.relation == "repeals" and PARTIAL.search(ASIDE.sub("", around)) is not None
    target.relation, target.gap, target.by = ("amends" if partial else verb.relation), gap, source
    if source is not None and not source.relation:
        source.acts = True
