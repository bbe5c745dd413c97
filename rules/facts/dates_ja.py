"""Japanese: eras, Han numerals, and the verb at the end."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import HAN, later, number
from rules.facts.dates_grammar import Cue, Grammar, Period, Written, apply, back, comment, in_force, lapse, measure, nothing, pause, template, templates

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_ERA = rf"(?P<era>明治|大正|昭和|平成|令和)\s?(?P<ey>{_N})\s?年"
_LETTER = r"(?<![A-Za-z0-9])(?P<era>[RHS])\s?(?P<ey>\d{1,2})[.年]\s?"
_YEAR = rf"(?<!\d)(?P<y>(?:19|20)\d\d|二〇[〇一二三四五六七八九]{{2}})\s?[年./\-]\s?"
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
        rf"(?<![\d{HAN}])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}|[一二三]?十?[一二三四五六七八九]?)日(?!間){_TAIL}",
        rf"(?<=から)\s?(?P<d>\d{{1,2}})日(?!間|以内){_TAIL}",
        rf"(?<=[~\-])\s?(?P<d>\d{{1,2}})日(?!間){_TAIL}",
        rf"(?<![\d./])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/]){_WEEKDAY}(?=\s?(?:から|まで|~|-|必着|締切|\)|以降))",
        rf"(?<![\d{HAN}])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月{_LAST}(?=(?:から|まで|より))",
    )
)
WORDS = {
    "来年": "year+1", "翌年": "year+1", "本年": "year0", "今年": "year0", "同年": "same", "昨年": "year-1", "去年": "year-1", "前年": "year-1",
    "来月": "month+1", "翌月": "month+1", "今月": "month0", "本月": "month0", "同月": "same", "先月": "month-1",
}  # fmt: skip
_UNIT = {"日": "day", "週": "week", "月": "month", "年": "year"}
_PERIOD = rf"(?P<n>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u>日|週|月|年)間?"
_ISSUED = r"(?:(?:この|本|当該)?(?:公布|告示|公示|公表|発出|公告|掲載|発令|通知|発表|通達|公報掲載|官報掲載|官報公示|決定)(?:された|した|の|する)?日|公布日|告示日|公示日|公告日|掲載日|通知日|発出日)"
_SINCE = rf"{_ISSUED}(?:の翌日)?(?:から|より|後)(?:起算して)?"
_ELAPSED = re.compile(rf"(?:{_SINCE}|公布後|告示後)\s?{_PERIOD}を?(?:経過した|経過する|過ぎた)日|(?:公布後|告示後|公布から|{_SINCE})\s?(?P<n2>{_N})\s?(?:[かカヶケ箇個ヵ]\s?)?(?P<u2>日|週間|月|年)後")
_WITHIN = re.compile(rf"{_SINCE}\s?{_PERIOD}(?:以内|内|間|後まで)")
_NULL = re.compile(
    rf"(?:{_SINCE}\s?{_PERIOD}(?P<h>[六6]\s?(?:[かカヶケ箇個ヵ]\s?)?月)?を?(?:超えない|こえない|越えない)範囲内?(?:において|で|の)?\s?(?:それぞれ)?)?(?:別に)?(?:政令|省令|経済産業省令|内閣府令|[\w]{{1,8}}省令|告示|[\w]{{1,8}}大臣が?)で?(?:別に)?(?:定める|指定する)日"
)
_AFTER_START = re.compile(rf"(?:施行の?日|適用の?日|施行期日|この(?:法律|政令|省令|告示)の施行の日)(?:の翌日)?(?:から|より)(?:起算して)?\s?{_PERIOD}(?P<o>を経過する日|を経過した日|以内|の間|に限り|後)?")
_AT_ISSUE = re.compile(rf"(?:{_ISSUED}(?!\s?\()|即日|本日|同日付け?|直ちに)(?=[^。§]{{0,20}}?(?:施行|適用|実施|効力|発効))")


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        limit = later(published, number(found["n"]), _UNIT[found["u"]]) if published and found["n"] else None
        yield Written(*found.span(), role="from", computed=True, means="effective", not_after=later(limit, 6, "month") if limit and found["h"] else limit)
    for found in _AFTER_START.finditer(text):
        period = Period("start", number(found["n"]), _UNIT[found["u"]])
        yield Written(*found.span(), role="from" if found["o"] == "を経過した日" else "until", computed=True, period=period)
    if published is None:
        return
    for found in _ELAPSED.finditer(text):
        day = later(published, number(found["n"] or found["n2"]), _UNIT[(found["u"] or found["u2"])[0]])
        inclusive = "起算" in found.group() or found["n2"]
        yield Written(*found.span(), role="from", computed=True, value=day if inclusive or day == date.max else day + timedelta(days=1))
    for found in _WITHIN.finditer(text):
        yield Written(*found.span(), role="until", computed=True, value=later(published, number(found["n"]), _UNIT[found["u"]]))
    for found in _AT_ISSUE.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=published)


FIRST = templates(
    ("", r"(?:毎年|毎月|毎年度|毎四半期)の?«X»"),
    ("", r"«X»(?:時点|現在|付け?(?!け?で))"),
    ("", r"(?:調査|事業|実施|対象|研究|契約|予算|計画|会期|任期|開催|審査|統計)(?:対象)?期間[^。]{0,14}«[WU]»".replace("«[WU]»", "(?:«W»|«U»)")),
    ("", r"(?:事業|工事|履行|納入)(?:完了|実施)?(?:期限|期間|期日)[^。]{0,10}«X»"),
    ("", r"«W»[^。]{0,40}(?:調査|輸入量|輸出額|実績|開催|会期|事業期間)"),
    ("", r"«X»[^。]{0,30}(?:目指す|目標|目途|めど|見込み|見通し|計画である|検討)"),
    ("", r"«X»[^。]{0,6}(?:に|で)?(?:施行|適用|発効)(?:された|され、|以後|後の|から)"),
    ("retroactive_from", r"«[FD]»[^。\ue000]{0,16}?(?:に|まで)?(?:遡|さかのぼ|そ及)".replace("«[FD]»", "(?:«F»|«D»)")),
    ("retroactive_from", r"(?:遡及|遡って|さかのぼって)[^。]{0,30}(?:«F»|«D»)"),
    ("suspension_until", r"(?:停止|猶予|凍結|延期|見合わせ)(?:期間|措置)[^。]{0,20}«U»"),
    ("effective>suspension_until", r"«W»[^。]{0,60}(?:停止|猶予|凍結|見合わせ|適用しない|課さない)"),
    ("suspension_until", r"«U»[^。]{0,60}?(?:停止|猶予|凍結|延期|見合わせ|適用しない|課さない)"),
    ("expiry", r"«[UD]»(?:を?もって|限りで?|をもちまして|付けで|付で|に)?[^。、]{0,16}(?:失効|効力を失|廃止|終了(?!後)|満了)".replace("«[UD]»", "(?:«U»|«D»)")),
    ("", r"(?:本|当該)?(?:事業|プロジェクト|工事|調査)は[^。]{0,10}«W»"),
    ("suspension_until", r"(?:停止|猶予|凍結)[^。]{0,10}«U»(?:まで)?[^。]{0,8}(?:延長|継続)"),
    ("expiry", r"«U»(?:まで)?[^。]{0,6}有効"),
    ("effective>expiry", r"(?:適用|有効|存続|実施)期間[^。]{0,8}«W»"),
    ("expiry", r"(?:特例|措置|期間|有効|適用|特別)[^。]{0,24}«U»(?:まで)?と(?:する|し)"),
    ("expiry", r"(?:適用|有効|存続|措置|関税|暫定|税率)[^。]{0,24}«U»[^。]{0,14}延長"),
    ("with_effect", r"«F»(?:から|より)?適用(?:する|し)"),
    ("comment_deadline", r"(?:意見|パブリック・?コメント|パブコメ)[^。]{0,40}(?:«U»|«W»|(?:締切|期限|締め切り|期日)[^。]{0,12}«D»)"),
    ("comment_deadline", r"(?:«U»|«W»)[^。]{0,50}?(?:意見(?:を|の|募集|公募|書|提出)|パブリック・?コメント)"),
)
LABELS = (
    comment(r"(?:意見|パブリックコメント)[^。、]{0,14}(?:締切|期限|期間|期日|締め切り)日?(?:は|:|\s)*", day=True),
    Cue(r"(?:受付締切|締切|締め切り|受付期限)日?(?:は|:|、|\s)*", "", "deadline", "deadline", "deadline"),
    apply(r"(?:提出期限|申請期限|応募期限|受付期限|受付期間|申込期限|公募期間|申請期間|募集期間|届出期限|納期限|提出期日|受付締切|応募締切|期限)日?(?:は|:|、|\s)*", day=True),
    in_force(r"(?:施行|適用|発効|実施)(?:期日|予定日|日|開始日|時期)(?:は|を|:|\s|の)*"),
    lapse(r"(?:有効|適用|存続)(?:期限|期間)(?:は|:|\s)*"),
)
_FORCE = r"施行(?!令|規則|後|前|状況|細則|に向け)|適用|発効|実施(?!分|状況|計画|要領|結果|期間)"
_WEAK = r"使用|用いる|なければならない|できない|こととする|ものとする|開始|義務付け|義務化|引き?上げ|引き?下げ|課す|課税|徴収|禁止|規制|強化|必要と(?:なる|なり)|変更|改正|導入|運用|効力を生|有効|追加|指定す|切り替え|受け付けない|不要|廃止"
AFTER = (
    back(r"遡及|遡って|さかのぼ"),
    pause(r"停止|猶予|凍結|延期"),
    comment(r"意見|パブリックコメント"),
    nothing(r"受け付けた|提出された|申請された"),
    apply(r"申請|応募|提出|届け?出|公募|申し?込|登録|受け?付|納付|募集|報告|必着|締切|締め切|届く|申告|返納|使い切|異議|申立|申し立て|手続(?!の変更|を変更)"),
    lapse(r"失効|効力を失|満了|終了|限り"),
    nothing(r"開催|開か|開き|開く|署名|会談|訪問|公布|制定|発表|公表|閣議|決定|採択|締結|調査|掲載|行われ|行う|設置|成立|策定|公開|会合|改定|大雨|災害|発生|法律第|時点|現在"),
    in_force(_FORCE),
    measure(_WEAK),
)
BEFORE_CUES = (
    in_force(r"施行期日|施行日|適用日|施行は|施行:"),
    comment(r"意見募集|パブリックコメント|意見"),
    apply(r"異議|申立|申請|応募|提出|公募|申込|受付|募集|届出|締切"),
    lapse(r"有効期限|有効期間"),
    nothing(r"[。]|開催|調査"),
)
GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(r"\s?(?:付け?で)?(?:から|より|以降|以後|に遡)|\s?付け?で"),
    ends=template(r"\s?(?:\([^)]{1,12}\))?\s?(?:まで|迄|必着|消印|締切|締め切|限り|以前|中に|までに)"),
    joins=template(r"§\s?(?:から|より|~|-|、?ないし)\s?$"),
    cut=template(r"。|\n|[!?]\s"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"施行する|適用する|実施する|施行し|適用し"),
    past=template(r"(?:施行|適用|発効|実施|開始)(?:された|されて|した|済み|しており|以来)"),
    gives_way=template(r"(?:当初|従来|これまで)[^。]{0,14}(?:«D»|«U»)|«[DW]»(?:を|から)?[^。]{0,14}(?:変更|延長|延期)(?=[^。]{0,4}«)".replace("«[DW]»", "«D»") + r"|«D»から§(?:に|へ|まで)|«W»(?:に|へ|まで)[^。]{0,8}(?:変更|延長|延期)"),
    extends=re.compile(r"延長|延期"),
    topics=re.compile(r"(?P<comment>意見|パブリックコメント)|(?P<apply>申請|応募|届出|公募)"),
)
