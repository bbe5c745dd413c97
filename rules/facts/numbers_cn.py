"""China: 公告, 令, 文号, also as Japanese, Korean, English and German texts print them."""

import re
from collections.abc import Iterator

from rules.facts.dates_calendar import HAN
from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, joined, serial, spread

_HAN = "一-鿿"
_SEP = r"\s?(?:、|,|和|与|及|以及|至|到|~|-|から|及び)\s?"
_ONE = rf"(?:第\s?)?(?:\d{{1,4}}|[{HAN}]{{1,5}})\s?号?"
_LIST = rf"(?P<list>{_ONE}(?:{_SEP}{_ONE}){{0,30}}(?<=号))"
_YEAR = r"[〔\[(【]?\s?(?P<y>(?:19|20)\d\d)\s?年?\s?[〕\])】]?"
_NOTICE = Form(rf"(?:联合|聯合)?(?:公告|通告)\s?{_YEAR}\s?,?{_LIST}")
_NOTICE_YEAR_FIRST = Form(
    rf"(?P<y>(?:19|20)\d\d)\s?年\s?{_LIST}\s?(?P<org>[{_HAN}]{{2,10}})??(?:联合)?(?P<t>公告|通告|令|政令"
    rf"|省令|法律|告示)"
)
_NOTICE_BARE = Form(rf"(?<=[部署局委会院办行])(?:联合)?(?:公告|通告)\s?{_LIST}(?:\s?\((?P<y>(?:19|20)\d\d)年?\))?")
_ORDER = Form(rf"(?<=[部院署局会席委行府])令\s?(?:{_YEAR})?\s?\(?{_LIST}(?:\s?\((?P<y2>(?:19|20)\d\d)年?\))?")
_ORDER_LAST = Form(rf"(?<=[部院署局会席委行府])(?P<list>第\s?(?:\d{{1,4}}|[{HAN}]{{1,5}})\s?号)令")
_DOC = Form(
    rf"(?P<p>[{_HAN}]{{1,12}})\s?[〔\[【(]\s?(?P<y>(?:19"
    rf"|20)\d\d)\s?年?\s?[〕\]】)]\s?第?(?P<list>\d{{1,4}}\s?号(?:{_SEP}\d{{1,4}}\s?号){{0,20}})"
)
_KOREAN = Form(
    r"(?P<org>[가-힣]{2,12}(?:\s?[·ㆍ,]\s?[가-힣]{2,12}){0,3})?\s?(?:공동\s?)?공고\s?(?P<y>(?:19"
    r"|20)\d\d)\s?년\s?(?P<list>제?\s?\d{1,4}\s?호?(?:\s?(?:,|·|및|와|과|부터|~"
    r"|내지)\s?제?\s?\d{1,4}\s?호?){0,20}(?<=호))"
)
_KOREAN_LAST = Form(
    r"(?P<y>(?:19|20)\d\d)\s?년\s?(?P<list>제\s?\d{1,4}\s?호(?:\s?(?:,|·|및|와|과|부터|~"
    r"|내지)\s?제?\s?\d{1,4}\s?호){0,20})\s?(?:공동\s?)?공고"
)
_NO = r"(?:Nos?\.?|Number|Nr\.?)"
_NUMBERS = r"(?P<list>\d{1,4}(?:\s?(?:,|and|to|through|-|und|bis|, and)\s?(?:No\.\s?)?\d{1,4}){0,20})"
_ENGLISH = (
    Form(
        rf"\b(?:Announcements?|Public\s+Notices?|Notices?|Circulars?|Bekanntmachung(?:en)?"
        rf"|Ankündigung(?:en)?)\s+{_NO}\s?{_NUMBERS}\s?(?:\s+of\s+|/|\s*[\[(]|\s+von\s+|\s+aus\s+"
        rf"|,\s+)(?P<y>(?:19|20)\d\d)\b"
    ),
    Form(
        rf"\b(?:Announcements?|Public\s+Notices?|Notices?|Bekanntmachung(?:en)?)\s+[\[(]?(?P<y>(?:19"
        rf"|20)\d\d)[\])]?,?\s+{_NO}\s?{_NUMBERS}"
    ),
)
_CHINESE = Form(
    r"MOFCOM|GACC?\b|Ministry of Commerce|Chin|SAMR|MIIT|NDRC|State Council|Handelsministerium"
    r"|Customs Tariff Commission"
)
_ENGLISH_ORGS = re.compile(
    r"((?:MOFCOM|GACC?|MIIT|NDRC|SAMR|Ministry of Commerce|General Administration of Customs"
    r"|Customs Tariff Commission|State Council)(?:\s+of\s+China)?(?:\s?(?:,|and|&|/"
    r"|und)\s?(?:the\s+)?(?:MOFCOM|GACC?|MIIT|NDRC|SAMR|Ministry of Commerce"
    r"|General Administration of Customs|[A-Z]{3,6}))*)(?:'s)?\s+(?:Joint\s+)?$"
)
_STATE_ORDER = Form(
    r"\b(?:State\s+Council\s+(?:Decree|Order)\s+No\.?\s?(\d{1,4})|(?:Decree"
    r"|Order)\s+No\.?\s?(\d{1,4})\s+of\s+the\s+(?:Chinese\s+)?State\s+Council)\b"
)

_ORG_WORD = rf"[{_HAN}]{{1,16}}?(?:委员会|委員会|总局|总署|署|局|办公室|银行|部|院|委|办|会|省|席|庁|厅|府|行)"
_ORGS = Form(rf"(?:{_ORG_WORD}(?:\s?[、,·・]\s?|\s|和|与|及))*{_ORG_WORD}\s?$")
_NAME = re.compile(r"(?:(?![和与及](?<=[部署局委会院行].))[^\s、,·・])+")
_LEADING = re.compile(
    r"^.*(?:根据|依据|按照|依照|关于|废止|修改|修订|执行|印发|以及|参照|落实|实施|其中|基づき|对|将"
    r"|更正|勘误|订正|暂缓|中止|撤销|取消|调整|延长|补充|代替|替代|恢复|公布|发布|转发|贯彻|废除|终止|停止|推迟|细化|在|遵照|参见|详见|对照|针对"
    r"|经(?!济|贸|营)|由|见|的|据|同时|有关|关联|暂停|取代|被|当日|同日|日|年|号|本|现|即|原)(?=.{2})"
)
_NO_BANK = re.compile(r"[施执发实进试]行$")
_COUNTRY = re.compile(r"^(?:中华人民共和国|中国|我国|日本)(?=.)")
_JAPANESE = (
    "经济产业省",
    "财务省",
    "外务省",
    "农林水产省",
    "国土交通省",
    "环境省",
    "厚生劳动省",
    "总务省",
    "防卫省",
    "法务省",
    "文部科学省",
)


def find(text: str) -> Iterator[OfficialNumber]:
    yield from _announcements(text)
    yield from _orders(text)
    yield from _documents(text)
    yield from _abroad(text)


def _issuers(text: str, end: int) -> tuple[str, int]:
    """The bodies printed right before, and where the first of them begins."""
    found = _ORGS.search(text[max(0, end - 70) : end])
    if not found:
        return "", end
    names: list[str] = []
    begin = end
    for name in _NAME.finditer(found.group()):
        if _NO_BANK.search(name.group()):
            names, begin = [], end
            continue
        body = _body(name.group())
        trimmed = len(name.group()) - len(body)
        if trimmed and not _COUNTRY.match(name.group()):
            names, begin = [], end
        begin = min(begin, max(0, end - 70) + found.start() + name.start() + trimmed) if body else begin
        names.append(body)
    return joined(names), begin


def _body(name: str) -> str:
    return _COUNTRY.sub("", _LEADING.sub("", name.strip()))


def _many(scheme: str, authority: str, year: str, found: re.Match[str], begin: int) -> Iterator[OfficialNumber]:
    items = list(spread(found["list"], found.start("list")))
    for at, (value, start, end) in enumerate(items):
        yield OfficialNumber(
            scheme, authority, year, value, begin if at == 0 else start, found.end() if len(items) == 1 else end
        )


def _announcements(text: str) -> Iterator[OfficialNumber]:
    for found in _NOTICE.finditer(text):
        authority, begin = _issuers(text, found.start())
        yield from _many("cn-announcement", authority, found["y"], found, begin)
    for found in _NOTICE_YEAR_FIRST.finditer(text):
        if found["t"] == "公告" or found["t"] == "通告":
            authority, begin = _issuers(text, found.start())
            authority = authority or _body(found["org"] or "")
            scheme = "jp-kokuji" if authority.endswith(_JAPANESE) else "cn-announcement"
            yield from _many(scheme, authority, found["y"], found, begin)
        elif not found["org"] or found["t"] != "令":
            yield from _foreign(text, found)
        else:
            yield from _many("cn-order", _body(found["org"]), found["y"], found, found.start())
    for found in _NOTICE_BARE.finditer(text):
        authority, begin = _issuers(text, found.start())
        yield from _many("cn-announcement", authority, found["y"] or "", found, begin)


def _foreign(text: str, found: re.Match[str]) -> Iterator[OfficialNumber]:
    scheme = {"政令": "jp-seirei", "省令": "jp-shorei", "法律": "jp-law", "告示": "jp-kokuji", "令": "cn-order"}[
        found["t"]
    ]
    authority, begin = _issuers(text, found.start()) if found["t"] in {"省令", "告示", "令"} else ("", found.start())
    yield from _many(scheme, authority or _body(found["org"] or ""), found["y"], found, begin)


def _orders(text: str) -> Iterator[OfficialNumber]:
    for pattern in (_ORDER, _ORDER_LAST):
        for found in pattern.finditer(text):
            authority, begin = _issuers(text, found.start())
            if authority.endswith(("内閣府", "省", "閣府")):
                continue
            groups = found.groupdict()
            yield from _many("cn-order", authority, groups.get("y") or groups.get("y2") or "", found, begin)


def _documents(text: str) -> Iterator[OfficialNumber]:
    for found in _DOC.finditer(text):
        prefix = _prefix(found["p"])
        if not prefix or prefix.endswith(("令", "第")):
            continue
        if prefix.endswith(("公告", "通告")):
            authority, begin = _issuers(text, found.end("p") - 2)
            yield from _many("cn-announcement", authority, found["y"], found, begin)
        else:
            yield from _many("cn-doc", prefix, found["y"], found, found.end("p") - len(prefix))


_PREFIX = re.compile(
    r"^.*(?:暂停|实施|贯彻|被|废除|撤销|更正|取代|代替|停止|推迟|延长|调整|转发)(?=.)|"
    r"^.*(?:根据|依据|按照|依照|关于|废止|修改|修订|执行|印发|通知|以及|参照|落实|文件|批复|其中|见|对"
    r"|将|以|和|及|与|的)(?=.)|^(?:经|由|按|即|为|据|原)(?=..)"
)


def _prefix(text: str) -> str:
    return _PREFIX.sub("", text)


def _abroad(text: str) -> Iterator[OfficialNumber]:
    for pattern in (_KOREAN, _KOREAN_LAST):
        for found in pattern.finditer(text):
            names = re.split(r"\s?[·ㆍ,]\s?", found.groupdict().get("org") or "")
            for value, start, end in spread(found["list"], found.start("list")):
                yield OfficialNumber("cn-announcement", joined(names), found["y"], value, start, end)
    if _CHINESE.search(text):
        for pattern in _ENGLISH:
            for found in pattern.finditer(text):
                orgs = _ENGLISH_ORGS.search(text[max(0, found.start() - 120) : found.start()])
                names = re.split(r"\s?(?:,|\band\b|&|/|\bund\b)\s?", orgs.group(1)) if orgs else []
                for value, start, end in spread(found["list"], found.start("list")):
                    first = found.start() if start == found.start("list") else start
                    yield OfficialNumber("cn-announcement", joined(names), found["y"], value, first, end)
    for found in _STATE_ORDER.finditer(text):
        yield OfficialNumber("cn-order", "State Council", "", serial(found[1] or found[2]), *found.span())
