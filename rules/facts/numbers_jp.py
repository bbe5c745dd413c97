"""Japan: 法律, 政令, 省令, 告示, 輸出注意事項, also as Korean texts print them."""

import re
from collections.abc import Iterator

from rules.facts.dates_calendar import HAN, era_year, number
from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, joined, serial, spread

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,7}})"
_YEAR = (
    rf"(?:(?:(?P<era>明治|大正|昭和|平成|令和)\s?(?P<ey>{_N})|(?P<y>(?:19|20)\d\d)"
    rf"|(?P<same>同))\s?年\s?(?:{_N}月{_N}日\s?)?)"
)
_BODY = r"[一-鿿]{2,8}?(?:省|府|庁|委員会|院)"
_ORGS = rf"(?P<org>(?:{_BODY}\s?[・、,]\s?){{0,8}}{_BODY})"
_SEP = r"\s?(?:、|,|及び|並びに|・|から|~|ないし|乃至)\s?"
_LIST = rf"(?P<list>第\s?{_N}\s?号(?:{_SEP}第\s?{_N}\s?号(?!に|関係)){{0,30}})"
_LAW = Form(rf"{_YEAR}(?P<t>法律|政令){_LIST}")
_RULES = Form(rf"{_YEAR}?(?:{_ORGS}(?=令|告示))?(?P<t>令|省令|府令|告示|規則){_LIST}")
_NOTICE = Form(
    rf"(?P<k>輸出|輸入)注意事項\s?(?:(?P<era>平成|令和|昭和)\s?)?(?P<y>\d{{2,4}}"
    rf"|[{HAN}]{{1,3}})\s?年?\s?{_LIST}"
)
_OFFICE = Form(rf"(?<!\d)(?P<y>(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d)\s?(?P<org>[一-鿿]{{1,4}}[局部課])\s?{_LIST}")
_OFFICE_ERA = Form(
    rf"(?P<era>平成|令和|昭和)\s?(?P<ey>\d{{1,2}})[・.](?P<m>\d{{1,2}})[・.](?P<d>\d{{1,2}})\s?(?P<org>["
    rf"一-鿿]{{1,4}}[局部課])\s?{_LIST}"
)
_OFFICE_SHORT = Form(rf"(?<![\d・.])(?P<y>\d{{2}})(?P<org>貿局|貿総|貿管|製局)\s?{_LIST}")
_KOREAN = Form(
    r"(?:(?P<y>(?:19|20)\d\d)년\s?)?(?:일본\s?)?(?P<org>경제산업성|재무성|환경성|농림수산성|국토교통성"
    r"|후생노동성|총무성|외무성)\s?(?P<t>령|고시)\s?(?P<list>제\s?\d{1,4}\s?호)"
)
_KOREAN_ORDER = Form(r"(?:(?P<y>(?:19|20)\d\d)년\s?)?(?<![가-힣])정령\s?(?P<list>제\s?\d{1,4}\s?호)")
_ENGLISH = Form(
    r"\b(?:Cabinet\s+Order|METI\s+(?:Public\s+)?Notice|METI\s+Ministerial\s+(?:Order"
    r"|Ordinance))\s+No\.?\s?(?P<list>\d{1,4})\s+of\s+(?P<y>(?:19|20)\d\d)"
)


def find(text: str) -> Iterator[OfficialNumber]:
    last = ""
    for found in sorted((*_LAW.finditer(text), *_RULES.finditer(text)), key=lambda one: one.start()):
        year = _year(found, last)
        last = year or last
        scheme, authority = _scheme(found)
        if scheme:
            yield from _listed(scheme, authority, year, found)
    for found in _NOTICE.finditer(text):
        yield from _listed("jp-notice", "", _notice_year(found), found)
    for found in _OFFICE.finditer(text):
        yield from _listed("jp-notice", found["org"], found["y"], found)
    for found in _OFFICE_ERA.finditer(text):
        day = f"{era_year(found['era'], number(found['ey']))}{int(found['m']):02}{int(found['d']):02}"
        yield from _listed("jp-notice", found["org"], day, found)
    for found in _OFFICE_SHORT.finditer(text):
        yield from _listed("jp-notice", found["org"], found["y"], found)
    yield from _abroad(text)


def _year(found: re.Match[str], last: str) -> str:
    if found["era"]:
        return str(era_year(found["era"], number(found["ey"])))
    return last if found["same"] else found["y"] or ""


def _scheme(found: re.Match[str]) -> tuple[str, str]:
    kind, org = found["t"], found.groupdict().get("org") or ""
    if kind in {"法律", "政令"}:
        return ("jp-law" if kind == "法律" else "jp-seirei"), ""
    names = joined(re.split(r"\s?[・、,]\s?", org))
    if kind == "告示":
        return ("jp-kokuji", names) if names or found["era"] or found["same"] or found["y"] else ("", "")
    if kind in {"令", "省令", "府令"} and (org.endswith(("省", "府", "庁")) or kind != "令"):
        return "jp-shorei", names
    return "", ""


def _serial(found: re.Match[str]) -> str:
    return next(value for value, _, _ in spread(found["list"], 0))


def _notice_year(found: re.Match[str]) -> str:
    year = number(found["y"])
    if found["era"] or year < 100:
        return str(era_year(found["era"] or "平成", year))
    return str(year)


def _listed(scheme: str, authority: str, year: str, found: re.Match[str]) -> Iterator[OfficialNumber]:
    for at, (value, start, end) in enumerate(spread(found["list"], found.start("list"))):
        yield OfficialNumber(scheme, authority, year, value, found.start() if at == 0 else start, end + 1)


def _abroad(text: str) -> Iterator[OfficialNumber]:
    for found in _KOREAN.finditer(text):
        scheme = "jp-kokuji" if found["t"] == "고시" else "jp-shorei"
        yield OfficialNumber(scheme, found["org"], found["y"] or "", _serial(found), *found.span())
    for found in _KOREAN_ORDER.finditer(text):
        yield OfficialNumber("jp-seirei", "", found["y"] or "", _serial(found), *found.span())
    for found in _ENGLISH.finditer(text):
        scheme = (
            "jp-seirei"
            if found.group().startswith("Cabinet")
            else "jp-kokuji"
            if "Notice" in found.group()
            else "jp-shorei"
        )
        yield OfficialNumber(
            scheme, "" if scheme == "jp-seirei" else "METI", found["y"], serial(found["list"]), *found.span()
        )
