"""Japanese: eras, Han numerals, and the verb at the end."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import HAN, later, number
from rules.facts.dates_grammar import Grammar, Period, Written, template, words_of
from rules.facts.dates_ja_words import AFTER, BEFORE_CUES, FIRST, LABELS

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_ERA = rf"(?P<era>明治|大正|昭和|平成|令和)\s?(?P<ey>{_N})\s?年"
_LETTER = r"(?<![A-Za-z0-9])(?P<era>[RHS])\s?(?P<ey>\d{1,2})[.年]\s?"
_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d|二〇[〇一二三四五六七八九]{2})\s?[年./\-]\s?"
_WORD = r"(?P<w>来年|翌年|本年|今年|同年|昨年|去年|前年|来月|翌月|今月|本月|同月|先月)の?"
_WEEKDAY = r"(?:\s?\([月火水木金土日](?:曜日?)?(?:・祝)?\))?"
_HOUR = r"(?:\s?(?:午前|午後)?\s?(?:\d{1,2}[:時]\d{0,2}分?|正午|零時|[零〇一二三四五六七八九十]{1,3}時))?"
_TAIL = _WEEKDAY + _HOUR
_LAST = r"(?P<last>末日?)?"
FORMS = tuple(
    re.compile(text)
    for text in (
        rf"{_ERA}\s?(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?日{_TAIL}",
        rf"{_LETTER}(?P<m>\d{{1,2}})[.月]\s?(?P<d>\d{{1,2}})日?{_TAIL}",
        rf"{_YEAR}(?P<m>{_N})\s?[月./\-]\s?(?P<d>{_N})(?:\s?日|(?![\d.])){_TAIL}",
        rf"{_ERA}\s?(?P<m>{_N})\s?月{_LAST}(?!\s?\d)",
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>{_N})\s?月{_LAST}(?!\s?\d)",
        rf"{_WORD}\s?(?P<m>{_N})月(?P<d>{_N})日{_TAIL}",
        rf"{_WORD}\s?(?P<m>{_N})月{_LAST}",
        rf"{_WORD}\s?(?P<d>{_N})日(?!間){_TAIL}",
        (
            rf"(?<![\d{HAN}])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}"
            rf"|[一二三]?十?[一二三四五六七八九]?)日(?!間){_TAIL}"
        ),
        r"(?P<w>同日)(?=から|より|付け|以降|以後)",
        rf"(?<![\d月年{HAN}])(?P<d>\d{{1,2}})(?P<alone>日)(?=、|付け?で)",
        rf"(?<=から)\s?(?P<d>\d{{1,2}})日(?!間|以内){_TAIL}",
        rf"(?<=[~\-])\s?(?P<d>\d{{1,2}})日(?!間){_TAIL}",
        (
            rf"(?<![\d./])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/]){_WEEKDAY}(?=\s?(?:から|まで"
            rf"|~|-|必着|締切|\)|以降))"
        ),
        rf"(?<![\d{HAN}])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月{_LAST}(?=(?:から|まで|より))",
    )
)
WORDS = words_of(
    {
        "year+1": "来年|翌年",
        "year0": "本年|今年",
        "same": "同年|同月",
        "same day": "同日",
        "year-1": "昨年|去年|前年",
        "month+1": "来月|翌月",
        "month0": "今月|本月",
        "month-1": "先月",
    }
)
_UNIT = {"日": "day", "週": "week", "月": "month", "年": "year"}
_PERIOD = rf"(?P<n>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u>日|週|月|年)間?"
_ISSUED = (
    r"(?:(?:この|本|当該)?(?:公布|告示|公示|公表|発出|公告|掲載|発令|通知|発表|通達|公報掲載|官報掲載"
    r"|官報公示|決定)(?:された|した|の|する)?日|公布日|告示日|公示日|公告日|掲載日|通知日|発出日)"
)
_SINCE = rf"{_ISSUED}(?:の翌日)?(?:から|より|後)(?:起算して)?"
_ELAPSED = re.compile(
    rf"(?:{_SINCE}|公布後|告示後)\s?{_PERIOD}を?(?:経過した|経過する|過ぎた)日|(?:公布後|告示後|公布から"
    rf"|{_SINCE})\s?(?P<n2>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u2>日|週間|月|年)後"
)
_WITHIN = re.compile(rf"{_SINCE}\s?{_PERIOD}(?:以内|内|間|後まで|(?=とする|とします|です))")
_NULL = re.compile(
    rf"(?:{_SINCE}\s?{_PERIOD}(?P<h>[六6]\s?(?:[かカヶケ箇個ヵ]\s?)?月)?を?(?:超えない|こえない"
    rf"|越えない)範囲内?(?:において|で|の)?\s?(?:それぞれ)?)?(?:別に)?(?:政令|省令|経済産業省令|内閣府令"
    rf"|[\w]{{1,8}}省令|告示|[\w]{{1,8}}大臣が?)で?(?:別に)?(?:定める|指定する)日"
    rf"|施行(?:期日|日)は、?(?:{_SINCE}\s?(?P<n3>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u3>日|週|月|年)間?を?(?:超えない|こえない|越えない)範囲内?(?:において|で|の)?)?"
    r"(?:別に)?政令で(?:別に)?定める(?!日)"
)
_CARRIES = re.compile(r"各号に(?:定める|掲げる)日から(?:それぞれ)?施行")
_AFTER_START = re.compile(
    rf"(?:施行の?日|適用の?日|施行期日|この(?:法律|政令|省令|告示)の施行の日)(?:の翌日)?(?:から"
    rf"|より)(?:起算して)?\s?{_PERIOD}(?P<o>を経過する日|を経過した日|以内|の間|に限り|後)?"
)
_FROM_DATE = re.compile(
    rf"(?:(?<=[\d一二三四五六七八九十]日から)|(?<=[\d一二三四五六七八九十]日より)|(?<=日\)から))\s?(?P<n>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u>日|週|月|年)(?:間|以内)"
)
_LASTS = re.compile(rf"(?:有効期間|適用期間|存続期間|課税期間|指定期間)は、?{_PERIOD}(?=とする|とし|です|。)")
_AT_ISSUE = re.compile(
    rf"(?:{_ISSUED}(?!\s?[(は:])|即日|本日|同日付け?|直ちに)(?=[^。§]{{0,20}}?(?:施行|適用|実施|効力|発効))"
)


def relatives(text: str, published: date | None) -> Iterator[Written]:
    yield from _periods(text)
    for found in _NULL.finditer(text):
        count, unit = found["n"] or found["n3"], found["u"] or found["u3"]
        limit = later(published, number(count), _UNIT[unit]) if published and count else None
        yield Written(
            *found.span(),
            role="from",
            computed=True,
            means="effective",
            not_after=later(limit, 6, "month") if limit and found["h"] else limit,
        )
    if published is None:
        return
    for found in _ELAPSED.finditer(text):
        day = later(published, number(found["n"] or found["n2"]), _UNIT[(found["u"] or found["u2"])[0]])
        inclusive = "起算" in found.group() or found["n2"]
        yield Written(
            *found.span(),
            role="from",
            computed=True,
            value=day if inclusive or day == date.max else day + timedelta(days=1),
        )
    for found in _WITHIN.finditer(text):
        yield Written(
            *found.span(), role="until", computed=True, value=later(published, number(found["n"]), _UNIT[found["u"]])
        )
    if _CARRIES.search(text):
        for found in re.finditer(rf"{_ISSUED}(?=\s*(?:$|\n|[二三四五六七八九十\d]))", text):
            yield Written(*found.span(), role="from", computed=True, value=published)
    for found in _AT_ISSUE.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=published)


def _periods(text: str) -> Iterator[Written]:
    for found in _FROM_DATE.finditer(text):
        period = Period("previous", number(found["n"]), _UNIT[found["u"]])
        yield Written(found.start("n"), found.end(), role="until", computed=True, period=period)
    for found in _LASTS.finditer(text):
        period = Period("start", number(found["n"]), _UNIT[found["u"]])
        yield Written(found.start("n"), found.end("u"), role="until", computed=True, period=period)
    for found in _AFTER_START.finditer(text):
        period = Period("start", number(found["n"]), _UNIT[found["u"]])
        yield Written(
            *found.span(), role="from" if found["o"] == "を経過した日" else "until", computed=True, period=period
        )


GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(r"\s?(?:付け?で)?(?:から|より|以降|以後|に遡)|\s?付け?で"),
    ends=template(
        r"\s?(?:\([^)]{1,12}\))?\s?(?:を?(?:最終)?(?:期限|締切)と|まで|迄|必着|消印|締切|締め切|限り|以前|中に|までに)"
    ),
    joins=template(r"§\s?(?:から|より|~|-|、?ないし)\s?$"),
    cut=template(r"。|\n|[!?]\s"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"施行する|適用する|実施する|施行し|適用し"),
    past=template(r"(?:施行|適用|発効|実施|開始)(?:された|されて|した|済み|しており|以来)"),
    gives_way=template(
        r"(?:当初|従来|これまで)[^。]{0,14}«DU»|«DW»(?:を|から)?[^。]{0,14}(?:変更|延長|延期)(?=[^。]{0,4}«)"
        + r"|«D»から§(?:に|へ|まで)|«W»(?:に|へ|まで)[^。]{0,8}(?:変更|延長|延期)"
    ),
    carries=_CARRIES,
    background=template(r"«X»(?:に|から|より)?(?:施行|適用|発効|実施)された(?!。)"),
    extends=re.compile(r"延長|延期"),
    gone_after=re.compile(
        r"(?:に|から|より|付けで)?(?:[一-鿿]{0,4})?(?:施行|適用|発効|実施|開始|公布|公表|導入|改正)(?:された|した|され(?:てい|ており)|して(?:いる|おり))"
        r"|(?:に|から|、)[^。]{0,40}(?:した|しました)ところ"
    ),
    due=template(r"«U»(?:まで)?に|«U»[^。]{0,40}(?:ください|なければならない|必要)"),
    measures=re.compile(r"許可|関税|禁止|制限|措置|義務|特例|告示|規定|制度|税率|免除|規制|証明|様式|割当|承認|要件"),
    happens=template(
        r"採掘|操業|試験|期間|開催|会期|始まる|始まり|開幕|事業|工事|調査|会議|会合|交渉|訪問|出張|任期|就任|展示|研修|説明会|稼働"
        r"|生産|販売|上昇|下落|増加|減少|予定されている会|受付|募集"
    ),
    topics=re.compile(r"(?P<comment>意見|パブリックコメント)|(?P<apply>申請|応募|届出|公募)"),
)
