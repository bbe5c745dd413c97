"""Korean: the verb comes last, so what binds a date stands behind it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_grammar import Grammar, Period, Written, template, words_of
from rules.facts.dates_ko_words import AFTER, BEFORE_CUES, FIRST, LABELS

_TAIL = (
    r"(?:\s?\([월화수목금토일](?:요일)?(?:[,.]\s?[^)\d]{1,8})?\))?(?:\s?(?:오전|오후|낮"
    r"|밤)?\s?(?:\d{1,2}:\d{2}|\d{1,2}시(?:\s?\d{1,2}분)?|자정|정오))?"
)
_WEEKDAY = r"\s?\([월화수목금토일](?:요일)?\)"
_WORD = (
    r"(?P<w>내년|올해|금년|작년|지난해|전년|이듬해|다음\s?해|같은\s?해|동년|당해\s?연도|오는|지난|내달"
    r"|다음\s?달|이달|이번\s?달|지난달|같은\s?달|당월)"
)
_LAST = r"(?P<last>\s?말일?)?"
FORMS = tuple(
    re.compile(text)
    for text in (
        (
            rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:년|[.\-/])\s{{0,2}}(?P<m>\d{{1,2}})\s?(?:월"
            rf"|[.\-/])\s{{0,2}}(?P<d>\d{{1,2}})(?:일(?!간)|\.(?!\d)|(?![\d%])){_TAIL}"
        ),
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d){_TAIL}",
        rf"'(?P<y>\d\d)\s?[.년/\-]\s?(?P<m>\d{{1,2}})\s?[.월/\-]\s?(?P<d>\d{{1,2}})(?:일|\.(?!\d)|(?!\d)){_TAIL}",
        (
            rf"(?<![\d.'])(?P<y>2\d)\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일|\.(?!\d)"
            rf"|(?![\d.%])){_TAIL}"
        ),
        (
            rf"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s?년\s?|\.\s?)(?P<m>1[0-2]|0?[1-9])(?:월"
            rf"|\.(?=\s?[~)부까]))(?!\s?\d{{1,2}}일){_LAST}"
        ),
        rf"'(?P<y>\d\d)\s?[.년]\s?(?P<m>1[0-2]|0?[1-9])(?:월|\.(?!\d)|(?=부터|까지)){_LAST}",
        rf"{_WORD}\s*(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일{_TAIL}",
        rf"(?<!\d)(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일(?!간){_TAIL}",
        rf"{_WORD}\s*(?P<m>\d{{1,2}})\.\s?(?P<d>\d{{1,2}})(?:일|\.(?!\d)|(?!\d)){_TAIL}",
        rf"{_WORD}\s*(?P<d>\d{{1,2}})일(?!간){_TAIL}",
        rf"(?:{_WORD}\s*)?(?<!\d)(?P<m>\d{{1,2}})월(?:{_LAST}(?=부터|까지)|(?P<last2>\s말)(?=\s?(?:부터|까지)))",
        (
            rf"(?<![\d.,'/])(?P<m>1[0-2]|0?[1-9])[./]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일(?!간)|\.(?=\s?(?:\(|부터"
            rf"|까지|~|-|\)|자|시행|이후|한\)|\s한\)))|(?=부터|까지|\s?[~\-]\s?(?:1[0-2]|0?[1-9])[./]\s?\d|자로|이후|\s시행|\s발효|\s공포"
            rf"|{_WEEKDAY}|\))){_TAIL}"
        ),
        rf"(?<=[~\-])\s?(?P<m>1[0-2]|0?[1-9])[./]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일|\.(?!\d)|(?![\d.%])){_TAIL}",
        rf"(?<=부터)\s?(?P<d>\d{{1,2}})일(?!간|\s?이내){_TAIL}",
        (
            rf"(?<![\d월.~\-제])(?<!월\s)(?P<d>3[01]|[12]\d|[1-9])(?P<alone>일)(?:{_WEEKDAY})?(?=부터|까지|자로"
            rf"|부로|\s\d{{1,2}}시부|\s0시|\s자정|\s(?:관보|공포|발효))"
        ),
        rf"(?<=[~])\s?(?P<d>\d{{1,2}})일{_TAIL}",
        r"(?P<y>(?:19|20)\d\d)년\s?(?P<m>\d{1,2})월(?!\s?\d)",
    )
)
WORDS = words_of(
    {
        "year+1": "내년|이듬해|다음 해|다음해",
        "year0": "올해|금년|당해 연도",
        "year-1": "작년|지난해|전년",
        "same": "같은 해|같은해|동년|같은 달|같은달",
        "next": "오는",
        "past": "지난",
        "month+1": "내달|다음 달|다음달",
        "month0": "이달|이번 달|이번달|당월",
        "month-1": "지난달",
    }
)

_UNIT = {"일": "day", "주": "week", "주일": "week", "개월": "month", "월": "month", "년": "year"}
_PERIOD = r"(?P<n>\d{1,3})\s?(?P<u>일|주일?|개월|월|년)"
_ISSUED = r"(?:공포|고시|공고|발령|게재|관보\s?게재|예고|발표|공시|통지|게시|시행\s?공고|관보에\s?게재|관보에\s?고시)"
_SINCE_ISSUE = (
    rf"{_ISSUED}(?:한|된|하는|되는)?\s?(?:날|일)?\s?(?:\([^)]{{1,12}}\)\s?)?(?:로부터|부터|후|이후"
    rf"|의\s?날부터)?"
)
_AT_ISSUE = (
    rf"(?:{_ISSUED}(?:한|된|하는|되는)?\s?(?:날|일|즉시|와\s?동시)(?:로?부터|에)?|(?<!부터\s)즉시|금일부터|오늘부터"
    rf"|이날\s?(?:곧바로|바로|즉시)|이날부터|당일부터|오늘|금일)"
)
_RELATIVES = (
    (
        re.compile(
            (
                rf"{_SINCE_ISSUE}\s?{_PERIOD}(?:이|을|를)?\s?(?:경과|지난|도래|지나)(?:한|하는|되는|된)?\s?(?:날|시점"
                rf"|때|후)?"
            )
        ),
        "from",
        1,
    ),
    (re.compile(rf"{_SINCE_ISSUE}\s?{_PERIOD}\s?(?:후|뒤)"), "from", 1),
    (re.compile(rf"{_SINCE_ISSUE}\s?{_PERIOD}\s?(?:이내|내|간|동안|까지)"), "until", 0),
)
_NULL = re.compile(
    rf"(?:(?:{_SINCE_ISSUE}|{_ISSUED}\s?후)\s?{_PERIOD}(?:을|를|의)?\s?(?:넘지|초과하지|이내의?|범위)[^.]{{0,24}}?)?"
    r"(?:대통령령|총리령|\S{2,12}부령|\S{2,10}장관)(?:으로|이)?\s?(?:따로\s?)?(?:정하는"
    r"|정하여\s?고시하는|고시하는)\s?날"
)
_AFTER_START = re.compile(
    rf"(?:시행일|시행한\s?날|시행하는\s?날|적용일|발효일|이날)\s?(?:로부터|부터|이후"
    rf"|후)\s?{_PERIOD}\s?(?P<o>간|동안|까지|이내|이\s?되는\s?날|이\s?경과한\s?날|이\s?지난\s?날|후"
    rf"|이\s?되는\s?때)"
)
_FROM_DATE = re.compile(
    rf"(?:(?<=\d일부터)|(?<=\d월부터)|(?<=\)부터)|(?<=\d일로부터))\s?(?:향후\s?|총\s?)?{_PERIOD}\s?(?:간|동안|이내)"
)
_DATED = re.compile(r"\d일\s?(?:자\s?)?(?:관보에?\s?)?(?:(?:게재|공포|고시|공고)(?:되어|돼|하고|되고|하여|해)\s)?$")
_CARRIES = re.compile(r"각\s?호의?[^.]{0,24}(?:날|구분)[^.]{0,16}시행")
_TODAY = re.compile(r"(?:금일|오늘|이날|당일)\s?(?:\([^)]{1,12}\)\s?)?(?:0시\s?)?(?=부터|를\s?기[해하]|자로|부로)")
_TOMORROW = re.compile(r"내일(?:\s?\([^)]{1,12}\))?(?=부터|까지|\s)")


def relatives(text: str, published: date | None) -> Iterator[Written]:
    yield from _undetermined(text, published)
    yield from _periods(text)
    if published is None:
        return
    for pattern, role, more in _RELATIVES:
        for found in pattern.finditer(text):
            day = later(published, int(found["n"]), _UNIT[found["u"]])
            if more and day != date.max:
                day += timedelta(days=more)
            yield Written(*found.span(), role=role, value=day, computed=True)
    if _CARRIES.search(text):
        for found in re.finditer(rf"{_ISSUED}한\s?날(?=\s*(?:$|\n|\d\.|[.,]))", text):
            yield Written(*found.span(), role="from", value=published, computed=True)
    yield from _today_and_tomorrow(text, published)
    for found in re.finditer(rf"{_AT_ISSUE}(?=[^.§]{{0,20}}?(?:시행|적용|발효|효력))", text):
        if not _DATED.search(text[max(0, found.start() - 20) : found.start()]):
            yield Written(*found.span(), role="from", value=published, computed=True)
    for found in re.finditer(rf"시행(?:일자?|시기)?\s?[:(]\s?(?P<at>{_AT_ISSUE}(?!\s?\d))", text):
        yield Written(*found.span("at"), role="from", value=published, computed=True)


def _today_and_tomorrow(text: str, published: date) -> Iterator[Written]:
    for found in _TOMORROW.finditer(text):
        yield Written(*found.span(), value=published + timedelta(days=1), computed=True)
    for found in _TODAY.finditer(text):
        yield Written(*found.span(), role="from", value=published, computed=True)


def _periods(text: str) -> Iterator[Written]:
    for found in _FROM_DATE.finditer(text):
        period = Period("previous", int(found["n"]), _UNIT[found["u"]])
        yield Written(found.start("n"), found.end(), role="until", computed=True, period=period)
    for found in _AFTER_START.finditer(text):
        period = Period("start", int(found["n"]), _UNIT[found["u"]])
        role = "until" if found["o"] in {"간", "동안", "까지", "이내"} else "from"
        yield Written(*found.span(), role=role, computed=True, period=period)


def _undetermined(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        limit = later(published, int(found["n"]), _UNIT[found["u"]]) if published and found["n"] else None
        yield Written(*found.span(), role="from", computed=True, means="effective", not_after=limit)


GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(
        r"\s?(?:\([^)]{1,10}\))?\s?(?:자|일)?(?:로)?(?:부터|이후|\s?이후|이래)|\s?(?:\d{1,2}시\s?)?(?:자로|부로|부\s)"
        r"|\s?[가-힣]{2,6}분부터|~\)|[을를]?\s?기(?:해|점으로)|\s0시를\s기해"
    ),
    ends=template(
        r"\s?(?:\([^)]{0,14}\))?\s?(?:자정|정오|24시)?\s?(?:까지|한$|[을를]\s(?:끝|마지막|시한|기한)으로|限|이전까지|내에|한\)|限\))"
    ),
    ends_before=re.compile(r"\(\s?~\s?$"),
    joins=template(r"§\s?(?:\([^)]{1,8}\))?\s?(?:0시|자정)?\s?(?:부터|~|-|에서)\s?(?:[가-힣]{1,4}\s)?$"),
    cut=template(r"[다음임함됨요]\.\s|[!?]\s|\n|※|▷|▶|□|○|◇|[<>]|;|\s-\s"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"시행(?:한다|함|하며|하고|일|예정|할|될)|적용(?:한다|함)"),
    past=template(
        r"(?:시행|적용|발효|개정|도입)(?:했|하였|됐|되었|된|돼|한\s?(?:이후|지)|\s?중|되고|하고\s?있)"
        r"|\)\s?\d+\s?년간|\d+주년"
    ),
    gives_way=template(
        (
            r"(?:(?:당초|애초)[^.\ue000]{0,20}|(?:종전|기존)[^.]{0,12}(?:기한|마감|시한|시행일|종료일"
            r"|기간)[^.]{0,8})«DU»(?:에서|까지(?:였|이었|로\s?(?:예정|정))|이었|였|로\s?(?:예정|계획|정해|잡))"
        )
        + (
            r"|«D»\s?에서\s?(?:오는\s?)?§|«W»(?:로|으로)[^.]{0,24}(?:연장|변경|조정|연기|미루|늦|앞당)"
            r"|«W»[^.]{0,24}(?:로|으로)\s?[^.]{0,12}(?:연장|연기)"
        )
    ),
    background=template(
        r"«X»(?:부터|에|자로)?\s?(?:[가-힣]{1,8}\s){0,2}(?:시행|적용|발효|도입|부과|개정|신설|공포|고시)"
        r"(?:된|한|되었던|했던|됐던|되어|돼|되고\s있는|하고\s있는|\s?중인)\s"
    ),
    extends=re.compile(r"연장|연기"),
    carries=_CARRIES,
    topics=re.compile(r"(?P<comment>의견|입법예고|행정예고)|(?P<apply>신청|접수|모집|공모(?!\s?착수)|제출)"),
    gone_after=re.compile(
        r"(?:부터|에|자로|자|부로)?\s?(?:[가-힣]{1,6}\s)?(?:시행|발효|적용|도입|발표|체결|개정|공포|고시|개시|출범|부과|발동)"
        r"(?:된(?!다)|한(?!다)|했|됐|되었|하였|하고\s있|되고\s있|\s?중)"
    ),
    due=template(r"«U»(?:까지)?[^.]{0,80}?(?:제출|신청|보내|내면|하면\s?된다|바람|바랍니다|해야|하여야|마쳐야|받아야)"),
    measures=re.compile(
        r"허가|관세|금지|제한|조치|의무|특례|고시|규정|제도|세율|면제|감면|통제|인증|증명서|서식|쿼터|할당|승인|요건|규제|과태료"
    ),
    happens=template(
        r"가동|행사|적발|부재|휴관|재검토|전시|박람회|포럼|교육|훈련|공사|사업|융자|조사|진행|개최|열리|운영|방문|출장|근무|임기|기간|회의|협상"
        r"|공연|축제|캠페인|순차|판매|발굴|촬영|활동|연구|과제|실증|시범|점검반|선발|채용|상승|하락|기록|수요|가격"
    ),
)
