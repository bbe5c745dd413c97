"""Korean: the verb comes last, so what binds a date stands behind it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_grammar import Cue, Grammar, Period, Written, apply, back, comment, in_force, lapse, measure, nothing, pause, template, templates

_TAIL = r"(?:\s?\([월화수목금토일](?:요일)?(?:[,.]\s?[^)\d]{1,8})?\))?(?:\s?(?:오전|오후|낮|밤)?\s?(?:\d{1,2}:\d{2}|\d{1,2}시(?:\s?\d{1,2}분)?|자정|정오))?"
_WEEKDAY = r"\s?\([월화수목금토일](?:요일)?\)"
_WORD = r"(?P<w>내년|올해|금년|작년|지난해|전년|이듬해|다음\s?해|같은\s?해|동년|당해\s?연도|오는|지난|내달|다음\s?달|이달|이번\s?달|지난달|같은\s?달|당월)"
_LAST = r"(?P<last>\s?말일?)?"
FORMS = tuple(
    re.compile(text)
    for text in (
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:년|[.\-/])\s{{0,2}}(?P<m>\d{{1,2}})\s?(?:월|[.\-/])\s{{0,2}}(?P<d>\d{{1,2}})(?:일(?!간)|\.(?!\d)|(?![\d%])){_TAIL}",
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d){_TAIL}",
        rf"'(?P<y>\d\d)\s?[.년/\-]\s?(?P<m>\d{{1,2}})\s?[.월/\-]\s?(?P<d>\d{{1,2}})(?:일|\.(?!\d)|(?!\d)){_TAIL}",
        rf"(?<![\d.'])(?P<y>2\d)\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일|\.(?!\d)|(?![\d.%])){_TAIL}",
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:년\s?(?P<m>\d{{1,2}})월|\.\s?(?P<m2>\d{{1,2}})(?:월|\.(?=\s?[~)부까])))(?!\s?\d{{1,2}}일){_LAST}".replace("(?P<m2>", "(?:"),
        rf"'(?P<y>\d\d)\s?[.년]\s?(?P<m>1[0-2]|0?[1-9])(?:월|\.(?!\d)|(?=부터|까지)){_LAST}",
        rf"{_WORD}\s*(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일{_TAIL}",
        rf"(?<!\d)(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일(?!간){_TAIL}",
        rf"{_WORD}\s*(?P<m>\d{{1,2}})\.\s?(?P<d>\d{{1,2}})(?:일|\.(?!\d)|(?!\d)){_TAIL}",
        rf"{_WORD}\s*(?P<d>\d{{1,2}})일(?!간){_TAIL}",
        rf"(?:{_WORD}\s*)?(?<!\d)(?P<m>\d{{1,2}})월(?:{_LAST}(?=부터|까지)|(?P<last2>\s말)(?=\s?(?:부터|까지)))",
        rf"(?<![\d.,'/])(?P<m>1[0-2]|0?[1-9])[./]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일(?!간)|\.(?=\s?(?:\(|부터|까지|~|-|\)|자|시행|이후))|(?=부터|까지|\s?[~\-]\s?(?:1[0-2]|0?[1-9])[./]\s?\d|자로|이후|{_WEEKDAY}|\))){_TAIL}",
        rf"(?<=[~\-])\s?(?P<m>1[0-2]|0?[1-9])[./]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:일|\.(?!\d)|(?![\d.%])){_TAIL}",
        rf"(?<=부터)\s?(?P<d>\d{{1,2}})일(?!간|\s?이내){_TAIL}",
        rf"(?<![\d월.~\-제]|월\s)(?P<d>3[01]|[12]\d|[1-9])일(?:{_WEEKDAY})?(?=부터|까지|자로|부로)".replace("(?<![\\d월.~\\-제]|월\\s)", r"(?<![\d월.~\-제])(?<!월\s)"),
        rf"(?<=[~])\s?(?P<d>\d{{1,2}})일{_TAIL}",
        r"(?P<y>(?:19|20)\d\d)년\s?(?P<m>\d{1,2})월(?!\s?\d)",
    )
)
WORDS = {
    "내년": "year+1", "올해": "year0", "금년": "year0", "작년": "year-1", "지난해": "year-1", "전년": "year-1",
    "이듬해": "year+1", "다음 해": "year+1", "다음해": "year+1", "같은 해": "same", "같은해": "same", "동년": "same", "당해 연도": "year0",
    "오는": "next", "지난": "past", "내달": "month+1", "다음 달": "month+1", "다음달": "month+1", "이달": "month0", "이번 달": "month0",
    "이번달": "month0", "지난달": "month-1", "같은 달": "same", "같은달": "same", "당월": "month0",
}  # fmt: skip

_UNIT = {"일": "day", "주": "week", "주일": "week", "개월": "month", "월": "month", "년": "year"}
_PERIOD = r"(?P<n>\d{1,3})\s?(?P<u>일|주일?|개월|월|년)"
_ISSUED = r"(?:공포|고시|공고|발령|게재|관보\s?게재|예고|발표|공시|통지|게시|시행\s?공고|관보에\s?게재|관보에\s?고시)"
_SINCE_ISSUE = rf"{_ISSUED}(?:한|된|하는|되는)?\s?(?:날|일)?\s?(?:\([^)]{{1,12}}\)\s?)?(?:로부터|부터|후|이후|의\s?날부터)?"
_AT_ISSUE = rf"(?:{_ISSUED}(?:한|된|하는|되는)?\s?(?:날|일|즉시|와\s?동시)(?:로?부터|에)?|즉시|금일부터|오늘부터|이날부터|당일부터|오늘|금일)"
_RELATIVES = (
    (re.compile(rf"{_SINCE_ISSUE}\s?{_PERIOD}(?:이|을|를)?\s?(?:경과|지난|도래|지나)(?:한|하는|되는|된)?\s?(?:날|시점|때|후)?"), "issue", "from", 1),
    (re.compile(rf"{_SINCE_ISSUE}\s?{_PERIOD}\s?(?:후|뒤)"), "issue", "from", 1),
    (re.compile(rf"{_SINCE_ISSUE}\s?{_PERIOD}\s?(?:이내|내|간|동안|까지)"), "issue", "until", 0),
)
_NULL = re.compile(
    rf"(?:(?:{_SINCE_ISSUE}|{_ISSUED}\s?후)\s?{_PERIOD}(?:을|를|의)?\s?(?:넘지|초과하지|이내의?|범위)[^.]{{0,24}}?)?"
    r"(?:대통령령|총리령|\S{2,12}부령|\S{2,10}장관)(?:으로|이)?\s?(?:따로\s?)?(?:정하는|정하여\s?고시하는|고시하는)\s?날"
)
_AFTER_START = re.compile(rf"(?:시행일|시행한\s?날|시행하는\s?날|적용일|발효일|이날)\s?(?:로부터|부터|이후|후)\s?{_PERIOD}\s?(?P<o>간|동안|까지|이내|이\s?되는\s?날|이\s?경과한\s?날|이\s?지난\s?날|후|이\s?되는\s?때)")
_TOMORROW = re.compile(r"내일(?:\s?\([^)]{1,12}\))?(?=부터|까지|\s)")


def relatives(text: str, published: date | None) -> Iterator[Written]:
    yield from _undetermined(text, published)
    yield from _periods(text)
    if published is None:
        return
    for pattern, _, role, more in _RELATIVES:
        for found in pattern.finditer(text):
            day = later(published, int(found["n"]), _UNIT[found["u"]])
            if more and day != date.max:
                day += timedelta(days=more)
            yield Written(*found.span(), role=role, value=day, computed=True)
    for found in _TOMORROW.finditer(text):
        yield Written(*found.span(), value=published + timedelta(days=1), computed=True)
    for found in re.finditer(rf"{_AT_ISSUE}(?=[^.§]{{0,20}}?(?:시행|적용|발효|효력))", text):
        yield Written(*found.span(), role="from", value=published, computed=True)


def _periods(text: str) -> Iterator[Written]:
    for found in _AFTER_START.finditer(text):
        period = Period("start", int(found["n"]), _UNIT[found["u"]])
        role = "until" if found["o"] in {"간", "동안", "까지", "이내"} else "from"
        yield Written(*found.span(), role=role, computed=True, period=period)


def _undetermined(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        limit = later(published, int(found["n"]), _UNIT[found["u"]]) if published and found["n"] else None
        yield Written(*found.span(), role="from", computed=True, means="effective", not_after=limit)


_FORCE = r"시행(?!령|규칙|세칙|계획|방안|방향|착오|사|청|여부|기관|지침|주체|을\s?목표|\s?목표)"
_SOFT = r"[^.;※]{0,60}?"
FIRST = templates(
    ("effective", r"(?:이|본|개정)\s?\S{0,6}\s?(?:의\s?)?시행일인\s?«D»"),
    ("effective", r"(?:시행|적용)\s?(?:일|시기|시점)[^;]{0,40}(?:«U»|«D»)[^;]{0,12}(?:연기|변경|조정|앞당|늦|미루)"),
    ("comment_deadline", r"(?:의견|입법예고|행정예고)(?:(?!하여|거쳐|거친|토대)[^;]){0,26}«U»"),
    ("", r"(?:지난|작년|지난해|전년)\s?«D»"),
    ("", r"«X»[^.;]{0,60}?(?:한|된|은|었던|했던)\s?바\s?(?:있|와)"),
    ("", r"(?:사업|조사|연구|공사|운영|계약|개발|과제|수행|추진|대상|행사|교육|전시|집계|통계|분석|투자|임기|기준|검토|심사|훈련|평가|점검|채용|활동|협약)\s?(?:대상)?\s?기간(?:은|:|이|\s?중)?\s?«W»"),
    ("", r"(?:사업|조사|연구|공사|운영|계약|개발|과제|수행|추진|행사|교육|조사대상|덤핑조사|산업피해)\s?(?:대상)?기간[^.]{0,20}«X»"),
    ("", r"«X»\s?(?:기준|현재|자\s?기준)"),
    ("", r"«X»[^.;]{0,40}(?:목표|계획|방침)(?:로|이다|임|을|으로)?[^가-힣]?"),
    ("", r"기준(?:으로|일)?[^.]{0,12}매\s?\d+\s?년"),
    ("", r"매(?:월|년|분기|주|반기)\s?«X»"),
    ("retroactive_from", r"«F»[^.;]{0,60}?소급"),
    ("retroactive_from", r"«D»[^.;]{0,10}?(?:로|에|까지)?\s?소급"),
    ("retroactive_from", r"소급[^.;]{0,30}?«F»"),
    ("suspension_until", rf"«U»(?!{_SOFT}§){_SOFT}(?:유예|보류|잠정\s?중단|중단|정지(?!처분)|연기(?!금)|미부과|면제하지)"),
    ("effective>suspension_until", rf"«W»{_SOFT}(?:유예|보류|중단|정지|미부과|연기)"),
    ("suspension_until", r"(?:유예|계도|중단|정지)\s?(?:기간|기한)[^.]{0,14}«[U]»".replace("«[U]»", "«U»")),
    ("effective>suspension_until", r"(?:유예|계도|중단|정지)\s?(?:기간|기한)[^.]{0,14}«W»"),
    ("suspension_until", r"(?:유예|중단|정지|보류)[^.]{0,20}«U»로?\s?(?:추가\s?)?(?:연장|재연장)"),
    ("expiry", r"(?:적용|유효|존속|시행|효력|인하|조치|감면|한시|관세|지정|특례|일몰)[^.;]{0,24}?(?:기한|기간|시한|조치)?[^.;]{0,16}«U»(?:로|으로)?[^.;]{0,16}연장"),
    ("expiry", r"(?:유효|존속|일몰|적용)\s?(?:기한|기간|시한)[^.]{0,10}«[UD]»".replace("«[UD]»", "(?:«U»|«D»)")),
    ("effective>expiry", r"(?:유효|존속|적용|시행)\s?(?:기한|기간|시한)[^.]{0,10}«W»"),
    ("expiry", r"«D»\s?(?:로|으로|부로|자로|에|부)?\s?(?:\S{1,14}\s){0,3}?(?:종료|만료|폐지|실효|해제|일몰|끝)"),
    ("application_deadline", r"(?:신청|신고|등록|이의제기|납부|보고|제출)(?:은|는|를|을)?\s[^.;]{0,20}?«U»(?!\s?(?:유예|연장|효력))"),
    ("effective", r"«F»\s?(?:최초로\s?|처음으로\s?|새로\s?)?(?:수입|수출|신고|신청|출원|선적|통관|제조|접수|계약|개시|공고|신규|출고|판매|등록|허가|수입신고|반입)[^.;]{0,30}?(?:분|것|건|경우|물품|물량|품목|자|제품|사업연도|날|상품)\s?부터\s?(?:적용|시행)?"),
)
LABELS = (
    in_force(r"(?:시행|발효|적용|효력\s?발생|개시)\s?(?:예정\s?)?(?:일자?|시기|시점|기일)(?:은|는|이|인|을|를)?\s?[:\(]?\s?"),
    in_force(r"시행\s?[:,]?\s?"),
    comment(r"(?:의견\s?(?:제출|접수|수렴|조회)?|예고|입법예고|행정예고|공람|열람)\s?(?:기한|기간|마감일?|일정|시한)(?:은|는)?\s?[:\(]?\s?", day=True),
    comment(r"(?:입법예고|행정예고|의견\s?수렴|의견\s?조회)\s?[:\(]\s?"),
    apply(r"(?:제출|신청|접수|모집|공모|신고|등록|납부|참가\s?신청|지원|응모|원서|보고|이의신청|사전\s?신청|입찰)\s?(?:기한|마감|마감일|시한|종료일?|만료일)(?:은|는)?\s?[:\(]?\s?", day=True),
    apply(r"(?:제출|신청|접수|모집|공모|신고|등록|납부|참가|지원|응모|원서)\s?(?:서류\s?)?(?:기간|일정|일시)?(?:은|는)?\s?[:\(]\s?"),
    apply(r"(?:제출|신청|접수|모집|공모|신고|등록|납부|참가|지원|응모|원서|공고)\s?(?:서류\s?)?(?:기간)(?:은|는)\s?"),
    lapse(r"(?:만료|종료|폐지|일몰|실효)\s?(?:예정)?일자?(?:은|는)?\s?[:\(]?\s?"),
)
AFTER = (
    back(r"소급"),
    pause(r"(?:적용|시행|부과|집행|효력)?(?:을|를|이)?\s?(?:한시적으로\s?|일시\s?|잠정\s?)?(?:유예|보류)"),
    comment(r"의견|행정예고|입법예고|예고(?:한|하고|기간|를)|공람|열람"),
    nothing(r"접수(?:되|하였|했|됐)|신청(?:을\s?받았|하였)|제출(?:하였|했|되었)|신고(?:되었|됐)"),
    apply(r"(?:신청|접수|모집|공모|응모|제출|신고|등록|납부|지원서|참가|제안서|보고|이의|소진|사용|청구|환급|입찰|원서|교부|예약|구비|이행|갱신|변경허가|회수|처분|처리|완료)(?!\s?(?:하는|된)\s?(?:물품|건|분)|규정|지침|시스템|센터|기간제|일로)"),
    lapse(r"폐지|실효|만료|종료|효력을?\s?(?:잃|상실)|해제"),
    in_force(r"효력을?\s?(?:가지|갖|발생|유지|지속|가진|갖는)|유효"),
    nothing(r"개최|열린|열리|열려|열고|연다|방문|회의|간담회|협의회|설명회|세미나|포럼|브리핑|공청회|서명|체결|발표|배포|공개|발간|출범|착수|면담|만나|만났|점검|의결|통과|결정|심의|선정|선임|집계|수출은|수출이|수출액|생산(?:량|은)|증가|감소|늘|줄|준공|착공|개통|조사개시|조사를\s?개시|판정|공포하(?:고|였)|공포(?:했|됐|된)|제정(?:된|되)|게재(?:된|되)|게시|고시하고|고시(?:했|된|됐|되었)|개정(?:\)|된|되었|됐|·고시)|구성|가입|가동|기록|기준|현재"),
    in_force(rf"(?:공포|고시|개정|발령|전면|본격|단계적|확대|한시|첫|정식)?\s?[·ㆍ,]?\s?(?:공포\s?)?(?:후\s?)?(?:{_FORCE}(?:된|한|되는|하는)?)"),
    in_force(r"적용|발효"),
    Cue(r"낮춘|낮추|인하|감면|면제|금지|제한|허용|부과|징수", "effective", "", "expiry", "effective>expiry"),
    measure(r"간소화|낮춘|낮추|높인|높이|올린|내린|격상|격하|상향|하향|통제|관리하|규제|감면|환급|신설|통합|이관|개편|조정|바뀌|늘린|늘리|줄인|줄이|부과|인상|인하|의무화|금지|강화|완화|가능|허용|면제|제한|도입|전환|실시|확대|개시|시작|축소|폐쇄|편입|추가|인정|지급|징수|필요|받아야|해야|하여야|바뀐|변경|발생|운용|효력"),
)
BEFORE_CUES = (
    in_force(r"시행(?!령|규칙|세칙|계획|방안|착오|일\s?이후|\s?이후|된\s?후|\s?중)|발효|적용"),
    comment(r"의견\s?수렴|의견수렴|의견\s?제출|의견\s?조회|입법예고|행정예고", day=False),
    apply(r"신청|접수|모집|공모|제출|신고|등록"),
    lapse(r"유효|일몰|만료"),
    nothing(r"다\.|개최|통계|누계|최근"),
)
GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(r"\s?(?:자|일)?(?:로)?(?:부터|이후|\s?이후|이래)|\s?(?:0시\s?)?(?:자로|부로)"),
    ends=template(r"\s?(?:\([^)]{0,14}\))?\s?(?:자정|정오|24시)?\s?(?:까지|한$|限|이전까지|내에|한\)|限\))"),
    joins=template(r"§\s?(?:\([^)]{1,8}\))?\s?(?:0시|자정)?\s?(?:부터|~|-|에서)\s?(?:[가-힣]{1,4}\s)?$"),
    cut=template(r"[다음임함됨요]\.\s|[!?]\s|\n|※|▷|▶|□|○|◇|<|;|\s-\s"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"시행(?:한다|함|하며|하고|일|예정|할|될)|적용(?:한다|함)"),
    past=template(r"(?:시행|적용|발효|개정|도입)(?:했|하였|됐|되었|된|돼|한\s?(?:이후|지)|\s?중|되고|하고\s?있)|\)\s?\d+\s?년간|\d+주년"),
    gives_way=template(r"(?:당초|종전|기존|애초)[^.]{0,20}«[DU]»(?:에서|까지|이었|였|로)".replace("«[DU]»", "(?:«D»|«U»)") + r"|«D»\s?에서\s?(?:오는\s?)?§|«W»(?:로|으로)[^.]{0,24}(?:연장|변경|조정|연기|미루|늦|앞당)|«W»[^.]{0,24}(?:로|으로)\s?[^.]{0,12}(?:연장|연기)"),
    extends=re.compile(r"연장|연기"),
)
