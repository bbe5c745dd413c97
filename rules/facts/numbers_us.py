"""United States: Federal Register, dockets, orders, cases, licences."""

import re
from collections.abc import Iterator

from rules.facts.dates_calendar import full_year
from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, serial

_MORE = r"(?:\s?(?:,|;|and|&|or|, and|및|와|과|、|und)\s?(?:E\.?O\.?\s?|No\.\s?)?"
_CITE = Form(
    r"(?<![\d-])(?P<y>\d{2,3})\s(?:FR|F\.R\.|Fed\.\s?Reg\."
    r"|Federal\s+Register)\s(?:at\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d-])"
)
_DOC = Form(
    r"\b[Ff][Rr]\s?[Dd][Oo][Cc][Ssſ]?\.?\s?(?:[Nn][Oo][Ssſ]?\.?\s?)?"
    r"(?P<list>[Ee\d]\d{1,3}-\d{2,6}(?:\s?(?:,|[Aa][Nn][Dd]|, [Aa][Nn][Dd])\s?\d{2,4}-\d{2,6})*)"
)
_DOC_ITEM = re.compile(r"(?P<y>[E\d]\d{1,3})-(?P<n>\d{2,6})")
_DOCKET = Form(
    r"(?<![\w-])(?P<a>[A-Z]{2,8}(?:[-_][A-Z][A-Z0-9]{0,7}){0,3})[-_](?P<y>(?:19"
    r"|20)\d\d)-(?P<n>(?:[A-Z]{1,4}-){0,3}\d{1,6})(?![\w-]*\d/)(?![.\-]?\d)"
)
_DOCKET_OTHER = Form(
    r"\b[Dd]ockets?\s?(?:Nos?\.?|Numbers?|IDs?\.?(?:\s?Nos?\.?)?)\s?:?\s?(?P<n>(?!20\d\d\b)[A-Z]{0,4}\d"
    r"{2,8}[A-Z]?-[\w-]{1,14}\d\w*(?:-[A-Z]{2,4})?)"
)
_RIN = Form(r"\b(?P<n>\d{4}-[A-Z]{2}\d{2})\b")
_NO = r"(?:Nos?\.?\s?|Nr\.?\s?|#)?"
_EO = Form(
    r"(?:\bExecutive\s+Orders?|\bE\.\s?O\.|\bEO|행정명령|大統領令|大统领令|행정\s명령|行政令|行政命令"
    r"|\bExekutivanordnung(?:en)?|\bDekret(?:e|s)?)\s?"
    rf"{_NO}\(?(?P<list>[제第]?\d{{4,5}}[호号]?{_MORE}[제第]?\d{{4,5}}[호号]?(?!\d))*)(?![\d,]*%)"
)
_EO_FIRST = Form(r"第(?P<list>\d{4,5}号?(?:[、和及,]第?\d{4,5}号?)*)(?:总统)?(?:行政令|行政命令|总统令)")
_PROCLAMATION = Form(
    rf"(?:\bPresidential\s+Proclamations?|\bProclamations?|포고문?|대통령\s?포고문?|大統領布告|布告"
    rf"|\bProklamation(?:en)?)\s?{_NO}(?P<list>[제第]?\d{{4,5}}[호号]?{_MORE}[제第]?\d{{4,5}}[호号]?(?!\d"
    rf"))*)"
)
_PROCLAMATION_FIRST = Form(r"第(?P<list>\d{4,5})号(?:总统)?(?:公告|布告|文告)")
_SERIAL = re.compile(r"\d{4,5}")
_LAW = Form(r"\b(?:Pub(?:lic)?\.?\s?L(?:aw)?\.?|P\.\s?L\.)\s?(?:No\.?\s?)?(?P<n>\d{2,3}-\d{1,4})\b")
_LAW_ASIA = Form(r"(?:公法|공법|公共法)\s?제?第?(?P<n>\d{2,3}-\d{1,4})")
_CASE = Form(r"(?<![\w-])(?P<n>[AC]-\d{3}-\d{3})(?![\w-])")
_ITC = Form(
    r"(?<![\w-])(?P<p>337-\s?TA|701-\s?TA|731-\s?TA|TA-\d{3}|332|1205|104-TA|22-TA"
    r"|AA\d{4})-\s?(?P<n>\d{1,4})(?:(?P<to>-\s?)(?P<m>\d{1,4}))?(?![\w]*\d)"
)
_LICENCE = Form(
    r"(?:\b(?:General|Russia|Venezuela|Belarus|Iran"
    r"|Syria)[\s-]+(?:related\s+)?(?:General\s+)?Licen[sc]es?|\bOFAC\s+GLs?|(?<=[\s(])GLs?|일반허가"
    r"|一般許可|通用许可证?|一般许可证?|\bAllgemeine\s+Lizenz(?:en)?)\s?"
    r"(?:Nos?\.?\s?|제|第)?(?P<list>\d{1,3}[A-Z]{0,2}\b(?:호|号)?(?:\s?(?:,|and|, and|및|、"
    r"|und)\s?(?:No\.\s?)?\d{1,3}[A-Z]{0,2}\b(?!\s[A-Z]?[a-z]{3}))*)"
)
_LICENCE_FIRST = Form(
    r"第?(?P<list>\d{1,3}[A-Z]{0,2}号(?:[、和及,]第?\d{1,3}[A-Z]{0,2}号)*)(?:通用许可|一般许可|一般許可)"
)
_GL_ITEM = re.compile(r"\d{1,3}[A-Z]{0,2}")
_OFAC = re.compile(
    r"OFAC|Treasury|sanction|Russia|Iran|Venezuela|Syria|Belarus|General License|제재|制裁|财政部|재무부", re.IGNORECASE
)


def find(text: str) -> Iterator[OfficialNumber]:
    for found in _CITE.finditer(text):
        yield OfficialNumber("us-fr-cite", "", serial(found["y"]), serial(found["n"]), *found.span())
    yield from _register_documents(text)
    yield from _dockets(text)
    yield from _orders(text)
    yield from _cases(text)
    yield from _licences(text)


def _register_documents(text: str) -> Iterator[OfficialNumber]:
    for found in _DOC.finditer(text):
        for item in _DOC_ITEM.finditer(found["list"]):
            start = found.start("list") + item.start() if item.start() else found.start()
            year = item["y"] if item["y"][0] == "E" else str(full_year(int(item["y"])))
            yield OfficialNumber("us-fr-doc", "", year, serial(item["n"]), start, found.start("list") + item.end())
    for found in _RIN.finditer(text):
        yield OfficialNumber("us-rin", "", "", found["n"], *found.span())
    for pattern in (_LAW, _LAW_ASIA):
        for found in pattern.finditer(text):
            yield OfficialNumber("us-publaw", "", "", found["n"], *found.span())


_NOT_DOCKETS = ("COM", "SWD", "JOIN", "CVE", "ISO", "IEC", "HT", "FRL", "ICC", "PO", "GSA", "ISBN", "RFP", "TEL")


def _dockets(text: str) -> Iterator[OfficialNumber]:
    for found in _DOCKET.finditer(text):
        if found["a"] not in _NOT_DOCKETS:
            yield OfficialNumber(
                "us-docket", found["a"].replace("_", "-"), found["y"], serial(found["n"]), *found.span()
            )
    for found in _DOCKET_OTHER.finditer(text):
        yield OfficialNumber("us-docket", "", "", found["n"], *found.span())


def _orders(text: str) -> Iterator[OfficialNumber]:
    rows = (
        ("us-eo", _EO),
        ("us-eo", _EO_FIRST),
        ("us-proclamation", _PROCLAMATION),
        ("us-proclamation", _PROCLAMATION_FIRST),
    )
    for scheme, pattern in rows:
        for found in pattern.finditer(text):
            for item in _SERIAL.finditer(found["list"]):
                start = found.start("list") + item.start()
                first = found.start() if item.start() <= 1 else start
                yield OfficialNumber(scheme, "", "", item.group(), first, start + len(item.group()))


def _cases(text: str) -> Iterator[OfficialNumber]:
    for found in _CASE.finditer(text):
        yield OfficialNumber("us-adcvd-case", "", "", found["n"], *found.span())
    for found in _ITC.finditer(text):
        first, last = int(found["n"]), int(found["m"] or found["n"])
        if not 0 <= last - first <= 60:
            first = last = int(found["n"])
        for value in range(first, last + 1):
            printed = found["n"] if value == first else str(value)
            yield OfficialNumber("us-itc-case", "", "", f"{found['p'].replace(' ', '')}-{printed}", *found.span())


def _licences(text: str) -> Iterator[OfficialNumber]:
    licences = (*_LICENCE.finditer(text), *_LICENCE_FIRST.finditer(text))
    if not licences or not _OFAC.search(text):
        return
    for found in licences:
        if text[max(0, found.start() - 5) : found.start()].endswith(("Open ", "Union")):
            continue
        for item in _GL_ITEM.finditer(found["list"]):
            start = found.start("list") + item.start()
            yield OfficialNumber(
                "us-gl",
                "OFAC",
                "",
                item.group(),
                found.start() if item.start() == 0 else start,
                start + len(item.group()),
            )
