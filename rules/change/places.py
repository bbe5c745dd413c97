"""Countries by their names in five languages; former names count as the same country."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from rules.change.place_names import NAMES

_BOUND = frozenset("美中日英러米")
#: Korean names that also end or begin other words
_AMBIGUOUS = frozenset({"이란", "가나", "오만", "말리"})
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


_SHORT = {
    **dict(zip("한미중일러영독불호", ["KR", "US", "CN", "JP", "RU", "GB", "DE", "FR", "AU"], strict=True)),
    **dict(zip("中美韩日欧英俄澳印德法加越",
      ["CN", "US", "KR", "JP", "EU", "GB", "RU", "AU", "IN", "DE", "FR", "CA", "VN"], strict=True)),
    **dict(zip("米韓豪独仏露", ["US", "KR", "AU", "DE", "FR", "RU"], strict=True)),
}  # fmt: skip
_ASIAN = "EU|ASEAN|아세안|유럽|인도|베트남|캐나다|호주|멕시코|몽골|칠레|영국|독일"
_PAIR = re.compile(
    rf"(?<![가-힣])[한미중일러영독불호](?:[·ㆍ‧∙-][한미중일러영독불호]){{1,2}}(?![가-힣]{{4}})|"
    rf"(?<![가-힣])(?:한미일|한중일|한미|한중|한일|미중|미일|중일|한러|한영|한독)(?![가-힣]?[로서])|"
    rf"(?<![가-힣])[한미중일](?=[·ㆍ‧∙-]\s?(?:[가-힣]{{2,}}|{_ASIAN}))"
    r"|[中美韩日欧英俄澳印德法加越]{2,3}(?=[出进经贸双关外领首对自峰元战两就签举在海高合能政企工协部])|"
    r"(?:日[米韓中豪印独英仏露]|米[中韓日豪印英独仏加欧露]|中韓|日米韓|日中韓)(?![一-鿿]?[国年月])|日(?=EU|ASEAN|・EU)"
)
#: one sign for a country before an office, a firm or behind a preposition: 米最高裁, 对美, 就欧
_ABROAD = re.compile(
    r"(?<![一-鿿])(?P<ja>[米豪独仏英韓印露加])(?=(?:政府|大統領|大臣|商務|財務|国防|国務|通商|上院|下院|議会|最高裁|企業|子会社|"
    r"首脳|当局|軍|社|系|関税|市場|産|国|企|側|向け))|(?:(?<![一-鿿])|(?<=[对在赴就向涉输访]))(?P<zh>[美韩欧英澳俄印德法加越墨荷])"
    r"(?=(?:国|方|对|就|拟|将|宣|公|发|最高|商务|财|国防|国务|贸易|总统|政府|企|联|参|众|议|关税|船|出|进|加征|"
    r"投资|半导体|稀土|钢|芯片|暂|限|取消))"
)
_ABROAD_NOW = re.compile(r"[对涉在访输]华(?!为|强|尔|西|北|南|东|中)|华企")
_FAR = {**_SHORT, "墨": "MX", "荷": "NL", "印": "IN", "加": "CA"}


def partners(text: str) -> Iterator[tuple[str, int, int]]:
    """The countries of 한-중, 中韩 and 日米."""
    for found in _PAIR.finditer(text):
        for at, sign in enumerate(found[0]):
            if sign in _SHORT:
                yield _SHORT[sign], found.start() + at, found.start() + at + 1
    for found in _ABROAD.finditer(text):
        yield _FAR[found[0]], *found.span()
    for found in _ABROAD_NOW.finditer(text):
        yield "CN", *found.span()


@cache
def _names() -> tuple[dict[str, str], list[re.Pattern[str]], AhoCorasick]:
    """Codes by small name; how each name must stand, and what finds them, both in one order, the longest first."""
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in NAMES.strip().replace("\n    ", " ").splitlines():
        code, _, listed = line.partition(": ")
        for name in (one.replace("_", " ") for one in listed.replace("|", " ").split()):
            codes.setdefault(name.lower(), code)
            names.setdefault(name.lower(), name)
    ordered = sorted(names, key=len, reverse=True)
    forms = [re.compile(_form(names[name]), re.IGNORECASE) for name in ordered]
    return codes, forms, AhoCorasick([name.removeprefix("=") for name in ordered])


def _form(name: str) -> str:
    if name in _AMBIGUOUS:
        return f"(?:(?<![가-힣])|(?<=대)|(?<=미)){name}"
    if name == "中国":
        return "中国(?!家)"
    if re.fullmatch("[ァ-ヴー]+", name):
        return f"(?<![ァ-ヴー]){name}(?![ァ-ヴー])"
    if name == "인도":
        return "인도(?!네시아|보류|적|주의|명령|받|일자|한다|하여|하기|시점|장소|조건|물)"
    if name == "러":
        return r"(?<![가-힣])러(?=[\s,·-])"
    if name in _BOUND:
        return rf"(?<![一-鿿가-힣]){name}(?=[\s,·]|[가-힣]{{2}}|[-]|[A-ZァーヶーA-Z])"
    if name.startswith("="):
        return rf"(?<![A-Za-z0-9-])(?-i:{re.escape(name[1:])})(?![A-Za-z0-9])"
    if not _LATIN.match(name):
        return re.escape(name)
    if name.endswith("-"):
        return rf"(?<!\w){re.escape(name)}"
    return rf"(?<!\w){re.escape(name)}(?:'?s|n|an|ian|ese|e|en|er|es|em)?(?![\w])"


def countries(text: str) -> Iterator[tuple[str, int, int]]:
    """Each (code, start, end) in order; `text` as written."""
    codes, forms, automaton = _names()
    low = text.lower() if len(text.lower()) == len(text) else text
    stand = sorted((at, index) for index, at, _ in automaton.find_matches_as_indexes(low, overlapping=True))
    end = 0
    for at, index in stand:
        inside = at and low[at - 1].isalnum() and low[at] < "\x7f"
        found = forms[index].match(text, at) if at >= end and not inside else None
        if found:
            end = found.end()
            yield _code(codes, found[0].lower()), at, end


def _code(codes: dict[str, str], name: str) -> str:
    for cut in range(4):
        stem = name[: len(name) - cut] if cut else name
        if stem in codes or "=" + stem in codes:
            return codes.get(stem) or codes["=" + stem]
    return name.rstrip("'s")
