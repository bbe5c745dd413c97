"""Dates, times and numbers of a text in one form each, whatever their notation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind` is date, time, share, span (a duration), money, quantity or number; equal values mean the same."""

    kind: str
    value: str
    start: int
    end: int


_MONTHS = {
    name: at
    for at, names in enumerate(
        ("january jan januar jänner", "february feb februar", "march mar märz mär", "april apr", "may mai",
         "june jun juni", "july jul juli", "august aug", "september sep sept", "october oct oktober okt",
         "november nov", "december dec dezember dez"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988}
_CJK_DIGITS = "〇零一二三四五六七八九十百千两"
_N = rf"(?:\d+|元|[{_CJK_DIGITS}]+)"
_DATES = [
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?P<era>令和|平成|昭和)\s*(?P<y>{_N})\s*年\s*(?P<m>{_N})\s*月(?:\s*(?P<d>{_N})\s*日)?",
        rf"(?<!\d)(?P<y>\d{{4}}|'?\d\d|[{_CJK_DIGITS}]{{4}})\s*[年년]\s*(?P<m>{_N})\s*[月월](?:\s*(?P<d>{_N})\s*[日일号](?!제))?",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d|['’]\d\d)\s?[./-]\s?(?P<m>0?[1-9]|1[0-2])\s?[./-]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?![\d%])\.?",
        r"(?<![\d.,])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?<![\d.,])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?\s+(?:day of\s+)?{_MONTH.format('m')},?\s*(?P<y>(?:19|20)\d\d)?(?!\d)",
        rf"\b{_MONTH.format('m')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d])(?:,?\s*(?P<y>(?:19|20)\d\d))?",
        rf"\b{_MONTH.format('m')}\s+(?P<y>(?:19|20)\d\d)",
        rf"(?P<m>\d{{1,2}}|[{_CJK_DIGITS}]{{1,3}})\s*[月월]\s*(?P<d>\d{{1,2}}|[{_CJK_DIGITS}]{{1,3}})\s*[日일号]",
        r"(?<![\d.,])(?P<m>0?[1-9]|1[0-2])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])\.?\s?(?=\([월화수목금토일]\)|부터|까지|~|시행)",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d)\s?\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d)",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d)\s?[年년](?!간|度)",
    )
]
_TIMES = re.compile(
    r"(?P<noon>오전|오후|午前|午後|上午|下午)?\s*(?<![\d:.])(?P<h>[012]?\d)(?::|[時时시점](?!\s*간)\s?)(?P<min>[0-5]\d)?[分분]?(?::\d\d)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?|(?<![\d:.])(?P<h2>[012]?\d)(?::(?P<min2>[0-5]\d))?\s*(?P<half2>[ap]\.?\s?m\b\.?|uhr)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?P<b>\d+|[{_CJK_DIGITS}]+)\s?분의\s?(?P<a>\d+|[{_CJK_DIGITS}]+)|(?P<b2>\d+|[{_CJK_DIGITS}]+)分[のの之](?P<a2>\d+|[{_CJK_DIGITS}]+)"
    r"|\b(?P<word>half|one[- ]half|one[- ]third|two[- ]thirds|one[- ]quarter|three[- ]quarters|a third|a quarter|die hälfte|ein drittel|zwei drittel|ein viertel|drei viertel)\b|절반|半数|一半",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"[(（]\s*(?:[월화수목금토일月火水木金土日]|周[一二三四五六日]|星期[一二三四五六日天])(?:요일|曜日?)?\s*[)）]"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?\s(?:den\s)?",
    re.IGNORECASE,
)
_WORDS = {
    word: value
    for value, words in {
        1: "one einen eine einem einer ein", 2: "two zwei beide", 3: "three drei", 4: "four vier", 5: "five fünf",
        6: "six sechs", 7: "seven sieben", 8: "eight acht", 9: "nine neun", 10: "ten zehn", 11: "eleven elf",
        12: "twelve zwölf", 13: "thirteen dreizehn", 14: "fourteen vierzehn", 15: "fifteen fünfzehn", 18: "eighteen achtzehn",
        20: "twenty zwanzig", 24: "twenty-four vierundzwanzig", 30: "thirty dreißig", 36: "thirty-six", 40: "forty vierzig",
        45: "forty-five fünfundvierzig", 50: "fifty fünfzig", 60: "sixty sechzig", 90: "ninety neunzig",
        100: "hundred hundert",
    }.items()
    for word in words.split(" ")
}  # fmt: skip
_TENS = {20: "zwanzig twenty", 30: "dreißig thirty", 40: "vierzig forty", 50: "fünfzig fifty", 60: "sechzig sixty", 70: "siebzig seventy", 80: "achtzig eighty", 90: "neunzig ninety"}  # fmt: skip
_ONES = {1: "ein one", 2: "zwei two", 3: "drei three", 4: "vier four", 5: "fünf five", 6: "sechs six", 7: "sieben seven", 8: "acht eight", 9: "neun nine"}  # fmt: skip
for _ten, _names in _TENS.items():
    _german, _english = _names.split()
    _WORDS |= {_german: _ten, _english: _ten}
    for _one, _both in _ONES.items():
        _WORDS |= {f"{_both.split()[0]}und{_german}": _ten + _one, f"{_english}-{_both.split()[1]}": _ten + _one}
for _word, _value in [
    (w, v) for w, v in _WORDS.items() if v < 100 and w not in ("eine", "einen", "einem", "einer", "beide")
]:
    _WORDS |= {f"{_word}hundert": _value * 100, f"{_word}tausend": _value * 1000}
_KOREAN = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_SCALE = {
    "천": 10**3, "千": 10**3, "thousand": 10**3, "tausend": 10**3, "tsd": 10**3,
    "만": 10**4, "万": 10**4, "萬": 10**4, "백만": 10**6, "百万": 10**6, "million": 10**6, "mio": 10**6, "millionen": 10**6, "mn": 10**6,
    "천만": 10**7, "千万": 10**7, "억": 10**8, "亿": 10**8, "億": 10**8, "billion": 10**9, "bn": 10**9, "mrd": 10**9,
    "milliarde": 10**9, "milliarden": 10**9, "조": 10**12, "兆": 10**12, "trillion": 10**12,
}  # fmt: skip
_SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
_UNITS: dict[str, tuple[str, str]] = {
    form: (kind, unit)
    for kind, unit, forms in (
        ("share", "%", "% percent per_cent 퍼센트 프로 パーセント prozent v.h."),
        ("share", "pp", "%p 퍼센트포인트 percentage_points 百分点 个百分点"),
        ("span", "y", "년간 년 개년 years year 年間 年间 年 か年 jahre jahren jahr jahres yr"),
        ("span", "mo", "개월간 개월 달 months month か月間 か月 ヶ月 カ月 箇月 月間 个月 個月 monate monaten monat monats"),
        ("span", "w", "주간 주 weeks week 週間 周 wochen woche"),
        ("span", "bd", "영업일 근무일 business_days business_day working_days working_day 営業日 工作日 个工作日 werktage werktagen werktag arbeitstage arbeitstagen"),
        ("span", "d", "일간 일 days day 日間 日 天 个自然日 自然日 tage tagen tag tages"),
        ("span", "h", "시간 hours hour 時間 小时 stunden stunde"),
        ("money", "USD", "달러 dollars dollar ドル 美元 us-dollar 불"), ("money", "KRW", "원 won 韓国ウォン 韩元"),
        ("money", "EUR", "유로 euros euro ユーロ 欧元 eur €"), ("money", "JPY", "엔 yen 円 日元"),
        ("money", "CNY", "위안 yuan 元人民币 人民币 元 renminbi rmb"), ("money", "GBP", "파운드 pounds_sterling 英镑"),
        ("quantity", "t", "톤 tonnes tonne tons ton トン 吨 t tonnen metric_tons metric_tonnes"),
        ("quantity", "kg", "kg 킬로그램 kilograms kilogram キログラム 千克 公斤 kilogramm"),
        ("quantity", "g", "g 그램 grams gramm グラム 克"),
        ("quantity", "kWh", "kwh"), ("quantity", "MW", "mw"), ("quantity", "nm", "nm 나노미터 ナノメートル 纳米"),
        ("quantity", "ppm", "ppm"), ("quantity", "mm", "mm 밀리미터"), ("quantity", "x", "배 倍 fold -fache"),
    )
    for form in (f.replace("_", " ") for f in forms.split())
}  # fmt: skip
_UNIT = "|".join(
    re.escape(u) + (r"\b" if u[-1].isascii() and u[-1].isalpha() else "") for u in sorted(_UNITS, key=len, reverse=True)
)
_SIGN = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "¥": "JPY",
    "￦": "KRW",
    "₩": "KRW",
    "£": "GBP",
    "usd": "USD",
    "eur": "EUR",
    "krw": "KRW",
    "jpy": "JPY",
    "cny": "CNY",
    "rmb": "CNY",
}
_HAN = rf"[{_CJK_DIGITS}]+(?=\s?(?:万|億|亿|円|元|年|か|ヶ|カ|箇|个|個|月|日|天|時|社|件|名|人|回|次|種|种|类|項|吨|トン|割|倍|周|週|小时|％|%|工作日))"
_NUMBER = re.compile(
    rf"(?P<sign>(?:US)?\$|[€¥￦₩£]|\b(?:USD|EUR|KRW|JPY|CNY|RMB)\b)?\s?"
    rf"(?:百分之(?P<pct>\d+(?:\.\d+)?|[{_CJK_DIGITS}]+)"
    rf"|(?P<n>(?<![\w.])\d+(?:[.,]\d+)*|(?<![A-Za-z\d.])\d+(?:[.,]\d+)*|(?<![第{_CJK_DIGITS}進统統唯单]){_HAN}|\b(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b"
    rf"|(?<![가-힣])(?:{'|'.join(_KOREAN)})(?=\s?(?:개|가지|명|곳|차례|달|건|종|번|회)))"
    rf"(?:\s?(?P<scale>{_SCALES})(?![a-z])\.?)?(?P<more>(?:\s?\d[\d,]*\s?(?:{_SCALES})?)*(?<=\d|[만천억万千億亿]))?)"
    rf"(?:[ -]?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_CN = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han(text: str) -> int:
    """The value of 百二十 or 二〇二六."""
    if not any(c in "十百千" for c in text):
        return int("".join(str(_CN[c]) for c in text))
    total, digit = 0, 1
    pending = False
    for char in text:
        if char in "十百千":
            total += digit * {"十": 10, "百": 100, "千": 1000}[char]
            digit, pending = 1, False
        else:
            digit, pending = _CN[char], char not in "零〇"
    return total + (digit if pending else 0)


def integer(text: str) -> int:
    return 1 if text == "元" else int(text.strip("'’")) if text.strip("'’").isdigit() else han(text)


def figures(text: str, language: str = "") -> list[Figure]:
    """In order, never overlapping."""
    taken = bytearray(len(text) + 1)
    found: list[Figure] = []
    for one in _all(text, language):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(text: str, language: str) -> Iterator[Figure]:
    for weekday in _WEEKDAY.finditer(text):
        yield Figure("weekday", "", *weekday.span())
    for form in _DATES:
        for found in form.finditer(text):
            yield from _date(found)
    for found in _FRACTION.finditer(text):
        if not found[0].startswith("百"):
            yield _fraction(found)
    for found in _TIMES.finditer(text):
        yield from _time(found)
    for found in _NUMBER.finditer(text):
        yield from _number(found, language)


def _date(found: re.Match[str]) -> Iterator[Figure]:
    part = {k: v for k, v in found.groupdict().items() if v}
    month = _MONTHS.get(part["m"].lower()) or integer(part["m"]) if "m" in part else 0
    year = integer(part["y"]) if "y" in part else 0
    year = _ERAS[part["era"]] + year if "era" in part else year + 2000 * (0 < year < 100)
    day = integer(part["d"]) if "d" in part else 0
    if month <= 12 and day <= 31:
        yield Figure("date", f"{year or '?'}-{month or '?'}-{day or '?'}", *found.span())


def _fraction(found: re.Match[str]) -> Figure:
    top, bottom = found["a"] or found["a2"], found["b"] or found["b2"]
    value = (
        f"{integer(top)}/{integer(bottom)}" if top and bottom else _PARTS.get(found[0].lower().replace("-", " "), "1/2")
    )
    return Figure("share", value, *found.span())


_PARTS = {
    "one third": "1/3", "a third": "1/3", "two thirds": "2/3", "one quarter": "1/4", "a quarter": "1/4", "three quarters": "3/4",
    "ein drittel": "1/3", "zwei drittel": "2/3", "ein viertel": "1/4", "drei viertel": "3/4",
}  # fmt: skip


def _time(found: re.Match[str]) -> Iterator[Figure]:
    part = {k.rstrip("2"): v for k, v in found.groupdict().items() if v}
    hour, half = int(part["h"]), (part.get("half") or part.get("noon") or "").lower()
    if (half[:1] == "p" or half in ("오후", "午後", "下午")) and hour < 12:
        hour += 12
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    yield Figure("time", f"{hour}:{int(part.get('min', 0)):02}", start, found.start() + len(found[0].rstrip()))


def _number(found: re.Match[str], language: str) -> Iterator[Figure]:
    part = {k: v for k, v in found.groupdict().items() if v}
    try:
        value = _value(part, language)
    except (InvalidOperation, KeyError, ValueError):
        return
    kind, unit = _UNITS.get(part.get("unit", "").lower(), ("number", ""))
    if "pct" in part:
        kind, unit = "share", "%"
    if "sign" in part:
        kind, unit = "money", _SIGN[part["sign"].lower()]
    written = part.get("n", "")
    if written.lower() in _WORDS and _WORDS[written.lower()] == 1 and kind == "number" and "scale" not in part:
        return
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    yield Figure(kind, f"{value.normalize():f}{unit}", start, found.start() + len(found[0].rstrip()))


def _value(part: dict[str, str], language: str) -> Decimal:
    value = _plain(part.get("pct") or part["n"], language)
    value *= _SCALE.get(part.get("scale", "").lower(), 1)
    for digits, scale in re.findall(rf"(\d[\d,]*)\s?({_SCALES})?", part.get("more", ""), re.IGNORECASE):
        value += _plain(digits, "en") * _SCALE.get(scale.lower(), 1)
    return value


def _plain(text: str, language: str) -> Decimal:
    low = text.lower()
    if low in _WORDS:
        return Decimal(_WORDS[low])
    if text in _KOREAN:
        return Decimal(_KOREAN[text])
    if not text[0].isdigit():
        return Decimal(han(text))
    if language == "de":
        text = re.sub(r"\.(?=\d{3}(?!\d))", "", text).replace(",", ".")
    else:
        text = re.sub(r",(?=\d{3}(?!\d))", "", text).replace(",", ".")
    return Decimal(text) if text.count(".") < 2 else Decimal(text.replace(".", ""))
