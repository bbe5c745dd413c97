"""Korea: 고시, 공고, 법률, 대통령령, 부령, 훈령, 예규, 의안."""

import re
from collections.abc import Iterator

from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, joined, serial, spread

_BODY = r"[가-힣]{1,16}(?:부|처|청|원|위원회|공단|공사|진흥원|시|도|군|구|재단|센터|은행|실|국|협회|공동|기술원|연구원)"
_SEP = r"\s?(?:,|·|및|와|과|내지|부터|~|또는|ㆍ)\s?"
_ITEM = r"제?\s?(?:\d{4}\s?-\s?)?\d{1,6}\s?호"
_NOTICE = Form(
    rf"(?P<org>(?:{_BODY}\s?[·ㆍ,]\s?){{0,6}}{_BODY})?\s?(?P<t>고시"
    rf"|공고)\s?(?:제\s?)?(?P<list>(?P<y>(?:19|20)\d\d)\s?-\s?\d{{1,6}}\s?호?(?:{_SEP}{_ITEM}){{0,30}})"
)
_NOTICE_ITEM = re.compile(r"(?:(?P<y>(?:19|20)\d\d)\s?-\s?)?(?P<n>\d{1,6})")
_NOTICE_NO_YEAR = Form(
    rf"(?P<org>(?:{_BODY}\s?[·ㆍ,]\s?){{0,6}}{_BODY})\s?(?P<t>고시|공고)\s?제\s?(?P<n>\d{{1,5}})\s?호"
)
_HAN = Form(
    r"(?P<org>[一-鿿]{2,12}(?:部|處|处|廳|厅|院|委员会|署))?(?P<t>公告|告示|公示)\s?第(?P<y>(?:19"
    r"|20)\d\d)-(?P<n>\d{1,5})号"
)
_ENGLISH = Form(
    r"\b(?P<org>MOTIE|MOTIR|MOTI|MOEF|MSIT|MOE|MAFRA|KCS|KATS|MFDS"
    r"|Ministry of Trade, Industry and (?:Energy|Resources))(?:'s)?\s+(?P<t>Public\s+Notice|Notification"
    r"|Notice|Announcement)\s+(?:No\.?\s?)?(?P<y>(?:19|20)\d\d)-(?P<n>\d{1,5})\b"
)
_SERIALS = r"(?P<list>제\s?\d{1,6}\s?호(?:\s?(?:,|·|및|와|과|내지|부터|~)\s?제\s?\d{3,6}\s?호){0,20})"
_LAW = Form(rf"(?<![가-힣])법률\s?{_SERIALS}")
_DECREE = Form(rf"대통령령\s?{_SERIALS}")
_MINISTERIAL = Form(rf"(?P<org>[가-힣]{{1,12}}부|총리|[가-힣]{{2,10}}위원회)령\s?{_SERIALS}")
_RULE = Form(
    rf"(?P<org>(?:{_BODY}\s?[·ㆍ,]\s?){{0,4}}(?:{_BODY}|대통령|국무총리))?\s?(?P<t>훈령"
    rf"|예규)\s?(?P<list>제\s?\d{{1,6}}\s?호(?:\s?(?:,|·|및|와|과)\s?제\s?\d{{1,6}}\s?호){{0,10}})"
)
_BILL = Form(r"의안\s?(?:번호)?\s?:?\s?(?:제\s?)?(?P<n>\d{5,8})\s?호?")
_ADDENDUM_NOTICE = Form(
    r"<\s?(?:[가-힣\s]{0,14}(?:고시|공고)\s?)?제\s?(?P<y>(?:19"
    r"|20)\d\d)\s?-\s?(?P<n>\d{1,5})\s?호\s?,\s?(?:19|20)\d\d"
)
_ADDENDUM = Form(
    r"<\s?(?:(?P<t>법률|대통령령|[가-힣]{2,12}부령|총리령)\s?)?제\s?(?P<n>\d{3,6})\s?호\s?,\s?(?:19"
    r"|20)\d\d"
)


def find(text: str) -> Iterator[OfficialNumber]:
    yield from _notices(text)
    for found in _LAW.finditer(text):
        yield from _listed("kr-law", "", found)
    for found in _DECREE.finditer(text):
        yield from _listed("kr-presidential", "", found)
    for found in _MINISTERIAL.finditer(text):
        yield from _listed("kr-ministerial", found["org"], found)
    for found in _RULE.finditer(text):
        scheme = "kr-hunryeong" if found["t"] == "훈령" else "kr-yegyu"
        yield from _listed(scheme, _bodies(found["org"]), found)
    for found in _BILL.finditer(text):
        yield OfficialNumber("kr-bill", "", "", serial(found["n"]), *found.span())
    yield from _addenda(text)


def _listed(scheme: str, authority: str, found: re.Match[str]) -> Iterator[OfficialNumber]:
    for at, (value, start, end) in enumerate(spread(found["list"], found.start("list"))):
        yield OfficialNumber(scheme, authority, "", value, found.start() if at == 0 else start, end)


def _bodies(text: str | None) -> str:
    return joined(re.split(r"\s?[·ㆍ,]\s?", text)) if text else ""


def _notices(text: str) -> Iterator[OfficialNumber]:
    for found in _NOTICE.finditer(text):
        scheme = "kr-gosi" if found["t"] == "고시" else "kr-gonggo"
        yield from _notice(scheme, _bodies(found["org"]), found)
    for found in _NOTICE_NO_YEAR.finditer(text):
        scheme = "kr-gosi" if found["t"] == "고시" else "kr-gonggo"
        yield OfficialNumber(scheme, _bodies(found["org"]), "", serial(found["n"]), *found.span())
    for pattern in (_HAN, _ENGLISH):
        for found in pattern.finditer(text):
            announced = found["t"] in {"公告", "公示", "Announcement"} or found["t"].startswith("Public")
            yield OfficialNumber(
                "kr-gonggo" if announced else "kr-gosi",
                found["org"] or "",
                found["y"],
                serial(found["n"]),
                *found.span(),
            )


def _notice(scheme: str, authority: str, found: re.Match[str]) -> Iterator[OfficialNumber]:
    year, last, last_end, text, shift = found["y"], None, 0, found["list"], found.start("list")
    for at, item in enumerate(_NOTICE_ITEM.finditer(text)):
        year, value = item["y"] or year, int(item["n"])
        between = text[last_end : item.start()]
        if last is not None and re.search(r"내지|부터|~", between) and 0 < value - last <= 200:
            for number in range(last + 1, value):
                yield OfficialNumber(scheme, authority, year, str(number), shift + item.start(), shift + item.end())
        yield OfficialNumber(
            scheme, authority, year, str(value), found.start() if at == 0 else shift + item.start(), shift + item.end()
        )
        last, last_end = value, item.end()


def _addenda(text: str) -> Iterator[OfficialNumber]:
    """부칙 <제21246호, 2025.12.30.> names no kind: the text around it does."""
    for found in _ADDENDUM_NOTICE.finditer(text):
        announced = "공고" in found.group() or re.search(r"이 공고[는의]", text)
        yield OfficialNumber("kr-gonggo" if announced else "kr-gosi", "", found["y"], serial(found["n"]), *found.span())
    for found in _ADDENDUM.finditer(text):
        kind = found["t"] or ""
        if kind.endswith(("부령", "총리령")) or (not kind and re.search(r"이 규칙[은의]", text)):
            yield OfficialNumber("kr-ministerial", kind[:-1], "", serial(found["n"]), *found.span())
        elif kind == "대통령령" or (not kind and re.search(r"이 영[은의]", text)):
            yield OfficialNumber("kr-presidential", "", "", serial(found["n"]), *found.span())
        else:
            yield OfficialNumber("kr-law", "", "", serial(found["n"]), *found.span())
