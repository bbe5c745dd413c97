"""What a publication is about and how far the matter has come, in five languages."""

import re
from collections.abc import Iterator
from functools import cache

from rules.story.topic_words import STAGES, TOPICS

_MONTHLY = re.compile(
    r"(?:(?P<y>20\d\d)\s?[年년.]\s?)?(?P<m>1[0-2]|0?[1-9])\s?(?:월|月)(?:분|"
    r"中)?\s?(?:\S{0,8}\s?){0,2}(?:동향|현황|통계|수출입|수출|수입|물가|고용|실적|貿易統計|輸出入|速報|"
    r"统计|进出口|出口|进口|数据|物价)"
    r"|\b(?P<em>january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b(?=.{0,40}(?:exports?|imports?|trade|statistics|data|figures|output|shipments))"
    r"|(?:(?:exports?|imports?|trade|statistics|data|figures|output|"
    r"shipments).{0,30})\bin (?P<em2>january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b"
    r"|\b(?P<dm>januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|"
    r"dezember)\b(?=.{0,40}(?:ausfuhr|einfuhr|export|import|statistik|außenhandel))|(?:ausfuhr|einfuhr|"
    r"export|import|statistik|außenhandel).{0,40}\b(?:im )(?P<dm2>januar|februar|märz|april|mai|juni|juli|"
    r"august|september|oktober|november|dezember)\b"
    r"|(?P<q>[1-4])\s?(?:분기|/4분기|四半期|季度)|第(?P<q2>[一二三四1-4])(?:季度|四半期)|\bq(?P<q3>[1-4])\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"제\s?(?P<a>\d+)\s?[차회기](?!원)|第\s?(?P<b>[\d一二三四五六七八九十]+)\s?(?:次|回|届|轮|轮次)|"
    r"\b(?P<c>\d+)(?:st|nd|rd|th)\b(?!\s(?:century|january|february|march|april|may|june|july|august|"
    r"september|october|november|december))|(?<!\d)(?P<d>\d+)\s?차\s|\b(?P<e>first|second|third|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s(?:half|quarter|largest|biggest))|"
    r"\b(?P<f>\d+)\.\s(?:sitzung|treffen|runde|tagung|dialog|konferenz)|\b(?P<g>erste|zweite|dritte|"
    r"vierte|fünfte|sechste|siebte|achte)[nrs]?\b(?=\s(?:sitzung|treffen|runde|tagung|dialog|konferenz|"
    r"\w*(?:dialog|treffen|runde|konferenz|sitzung)))",
    re.IGNORECASE,
)


def _counted(*lists: str) -> dict[str, int]:
    return {word: at for words in lists for at, word in enumerate(words.split(), 1)}


_ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "erste zweite dritte vierte fünfte sechste siebte achte",
    "一 二 三 四 五 六 七 八 九 十",
)
_MONTHS = _counted(
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
)


@cache
def _topics() -> tuple[dict[str, float], re.Pattern[str]]:
    return _compiled(TOPICS)


@cache
def _stages() -> tuple[dict[str, float], re.Pattern[str]]:
    return _compiled(STAGES)


def _compiled(table: str) -> tuple[dict[str, float], re.Pattern[str]]:
    """The weight of each class, and a pattern whose groups are the classes in order."""
    weights: dict[str, float] = {}
    forms: list[str] = []
    for line in table.strip().replace("\n    ", "").splitlines():
        name, _, pattern = line.partition(": ")
        id_, _, weight = name.partition(" ")
        weights[id_] = float(weight or 1)
        forms.append(f"(?=(?P<x{len(forms)}>{_worded(pattern)}))?")
    return weights, re.compile("".join(forms), re.IGNORECASE)


def _worded(pattern: str) -> str:
    """Short Latin forms begin a word; long ones also stand inside German compounds, others anywhere."""
    if "\\b" in pattern[:2]:
        return f"(?:{pattern})"
    return rf"(?:(?<![a-zäöü])|(?<=[^\x00-\x7f])|(?<=[a-zäöü])(?=[a-zäöü]{{6}}))(?:{pattern})"


def _classes(table: tuple[dict[str, float], re.Pattern[str]], text: str) -> Iterator[str]:
    weights, pattern = table
    ids = list(weights)
    for at in range(len(text)):
        found = pattern.match(text, at)
        if found is not None and found.lastgroup:
            yield from (ids[n] for n, group in enumerate(found.groups()) if group)


def topics(text: str) -> dict[str, float]:
    weights = _topics()[0]
    return {id_: weights[id_] for id_ in _classes(_topics(), text)}


def stages(text: str) -> list[str]:
    """In the order of the text, each once."""
    return list(dict.fromkeys(_classes(_stages(), text)))


def months(text: str) -> set[str]:
    """The months or quarters that statistics are about."""
    found = set()
    for one in _MONTHLY.finditer(text):
        part = {key: value for key, value in one.groupdict().items() if value}
        for key, value in part.items():
            if key == "m":
                found.add(str(int(value)))
            elif key[:2] in ("em", "dm"):
                found.add(str(_MONTHS[value.lower()]))
            elif key[0] == "q":
                found.add(f"q{_ORDINALS.get(value, value)}")
    return found


def ordinals(text: str) -> list[int]:
    """Of meetings, rounds, sessions."""
    return [_ordinal(next(value for value in one.groups() if value)) for one in _ORDINAL.finditer(text)]


def _ordinal(text: str) -> int:
    low = text.lower()
    if low in _ORDINALS:
        return _ORDINALS[low]
    from rules.change.figures import integer

    return integer(text)
