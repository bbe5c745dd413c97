"""Which month a table is about, which meeting of a row a report tells of."""

import re

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
