"""Chinese: 自…起 opens, 至…止 closes, 前 is a deadline."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import HAN, later, number
from rules.facts.dates_grammar import Grammar, Period, Written, template, words_of
from rules.facts.dates_zh_words import AFTER, BEFORE_CUES, FIRST, LABELS

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d|二〇[〇○零一二三四五六七八九]{2}|二[零○〇][零○〇一二三四五六七八九]{2})"
_WORD = r"(?P<w>明年|今年|本年|次年|同年|当年|去年|上年|下月|次月|本月|当月|同月|上月)"
_HOUR = (
    r"(?:下班)?(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s?(?:上午|下午|中午"
    r"|晚)?\s?(?:\d{1,2}[时點点:]\d{0,2}分?|零时|二十四时|24时))?"
)
_LAST = r"(?P<last>底|末)?"
FORMS = tuple(
    re.compile(text)
    for text in (
        rf"{_YEAR}\s?年\s?(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?[日号]{_HOUR}",
        rf"{_YEAR}[./\-](?P<m>\d{{1,2}})[./\-](?P<d>\d{{1,2}})(?![\d.]){_HOUR}",
        rf"{_YEAR}\s?年\s?(?P<m>{_N})\s?月(?:份)?{_LAST}(?!\s?\d)",
        rf"{_WORD}\s?(?P<m>{_N})月(?P<d>{_N})[日号]{_HOUR}",
        rf"{_WORD}\s?(?P<m>{_N})月{_LAST}(?=[起前]|开始)",
        rf"{_WORD}\s?(?P<d>{_N})[日号]{_HOUR}",
        (
            rf"(?<![\d{HAN}年至])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}"
            rf"|[一二三]?十?[一二三四五六七八九]?)[日号]{_HOUR}"
        ),
        (
            rf"(?<=[至到])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}"
            rf"|[一二三]?十?[一二三四五六七八九]?)[日号]{_HOUR}"
        ),
        rf"(?<=[~\-至到])(?P<d>\d{{1,2}})[日号]{_HOUR}",
        rf"(?<![\d{HAN}年至])(?P<m>\d{{1,2}})月{_LAST}(?=起|前|开始)",
    )
)
WORDS = words_of(
    {
        "year+1": "明年|次年",
        "year0": "今年|本年",
        "same": "同年|当年|同月",
        "year-1": "去年|上年",
        "month+1": "下月|次月",
        "month0": "本月|当月",
        "month-1": "上月",
    }
)
_UNIT = {"日": "day", "天": "day", "工作日": "day", "周": "week", "月": "month", "年": "year"}
_PERIOD = rf"(?P<n>{_N})\s?个?(?P<u>日|天|周|月|年)"
_ISSUED = (
    r"自?(?:本|该|上述)?(?:公告|办法|通知|规定|决定|条例|目录|细则|令|裁定|文件|公示|意见|标准)?(?:公布"
    r"|发布|公告|印发|颁布|下发|刊登|公示|立案|签署)(?:立案)?(?:之)?日"
)
_WITHIN = re.compile(
    rf"{_ISSUED}起?\s?(?P<f>满)?{_PERIOD}(?P<o>以?内|之内|后|之后|届满后|(?=[,。;施实生执]))"
    r"(?!,?[^。,]{0,6}(?:暂停|停止|免征|停征|暂不))"
)
_WITHIN_FIRST = re.compile(rf"{_PERIOD}(?:以?内|之内)\(?自?{_ISSUED}起算?\)?")
_AT_ISSUE = re.compile(rf"{_ISSUED}(?=起(?!算)|开始|即|生效|施行|实施)|自?即日(?=起|生效|施行|实施)|即日")
_NEXT_DAY = re.compile(r"自?(?:公布|发布|公告)(?:之日)?(?:的)?次日(?=起)")
_FROM_DATE = re.compile(rf"(?<=起)(?:,[^,。]{{0,20}}?(?:可|应|须)?(?:在|于)|,?\s?在?)\s?{_PERIOD}(?:以?内|之内|期间)")
_AT_MOST = re.compile(rf"(?<=起)(?:不超过|最长)\s?{_PERIOD}")
_LASTS = re.compile(
    rf"(?:期限(?:均?为|共)?|有效期(?:限)?(?:为)?|为期|期间为|期限自[^。]{{0,30}}起)\s?{_PERIOD}(?!\d|前"
    rf"|后)"
)
_PAUSED = re.compile(
    rf"(?:(?<=措施)|(?<=关税)|(?<=征收)|(?<=实施)|(?<=适用)|(?<=执行)|(?<=公告)"
    rf"|(?<=规定))\s?{_PERIOD}(?=[。;,])"
)
_PAUSED_FOR = re.compile(rf"(?:暂停|停止|中止|暂缓)[^。,;]{{0,30}}?(?<![\d年月{HAN}]){_PERIOD}(?=[。;,])")
_NULL = re.compile(r"(?:施行|实施|生效)(?:的)?(?:日期|时间)由[^。,]{2,20}(?:规定|确定|决定)")
_AFTER_START = re.compile(rf"自?(?:施行|生效|实施|执行)(?:之)?日起\s?{_PERIOD}(?P<o>内|后|届满)?")


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(found.start(), found.end() - 2, role="from", computed=True, means="effective")
    for found in _AFTER_START.finditer(text):
        yield Written(
            *found.span(),
            role="from" if found["o"] in {"后", "届满"} else "until",
            computed=True,
            period=_period("start", found),
        )
    if published is not None:
        for found in _WITHIN.finditer(text):
            role = "from" if "后" in found["o"] or found["f"] else "until"
            yield Written(
                *found.span(), role=role, computed=True, value=later(published, number(found["n"]), _UNIT[found["u"]])
            )
        for found in _WITHIN_FIRST.finditer(text):
            day = later(published, number(found["n"]), _UNIT[found["u"]])
            yield Written(*found.span(), role="until", computed=True, value=day)
        for found in _NEXT_DAY.finditer(text):
            yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=1))
        for found in _AT_ISSUE.finditer(text):
            yield Written(*found.span(), role="from", computed=True, value=published)
    for pattern, anchor in (
        (_FROM_DATE, "previous"),
        (_AT_MOST, "previous"),
        (_LASTS, "start"),
        (_PAUSED, "start"),
        (_PAUSED_FOR, "start"),
    ):
        for found in pattern.finditer(text):
            yield Written(found.start("n"), found.end("u"), role="until", computed=True, period=_period(anchor, found))


def _period(anchor: str, found: re.Match[str]) -> Period:
    return Period(anchor, number(found["n"]), _UNIT[found["u"]])


GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(r"\s?(?:\(含[^)]{0,4}\))?(?:起|之后|以后|后|开始|始|及以后)"),
    ends=template(r"\s?(?:\([^)]{1,8}\))?(?:之?以?前|止|截止|为止)"),
    starts_before=template(r"(?:自|从)\s?$"),
    ends_before=template(r"(?:至|截至|到|截止(?:时间|日期)?(?:为|至|到|:)?|不晚于|最迟于?|不迟于)\s?$"),
    joins=template(r"§\s?(?:起)?[,]?\s?(?:至|到|-|~|截至)\s?$"),
    cut=template(r"[。！？\n]|[!?]\s|;"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"起(?:正式|开始|同时|全面)?(?:施行|执行|实施|生效|实行)"),
    past=template(r"(?:已|已经|曾)[^。]{0,12}«X»|(?:«X»)(?:起)?已|以来"),
    gives_way=template(
        r"(?:原定|原为|原计划|原截止|原应|此前)[^。\ue000]{0,14}«DU»|由«D»(?:延长|调整|推迟|变更|顺延)|(?:由|从|自)«W»(?=不适用)"
    ),
    background=template(r"«X»起?(?:施行|实施|生效|执行|征收)的"),
    extends=re.compile(r"延长|延期|顺延|推迟"),
    gone_before=re.compile(r"(?:已|曾|已经)(?:于|在|自)\s?$"),
    gone_after=re.compile(r"(?:起)?(?:已|已经)|(?:起)?(?:施行|实施|生效|发布|公布|出台)的"),
    due=template(r"«U»(?:之?以?前)"),
    measures=re.compile(
        r"许可|关税|禁止|限制|措施|义务|规定|税率|管制|证书|配额|费率|收费|公告|办法|政策|资质|标准|豁免"
    ),
    happens=template(
        r"有效期|会议|会展|展会|论坛|访问|举办|举行|召开|调查|复审|谈判|磋商|培训|项目|工程|建设|投产|任期|增长|下降"
        r"|上涨|受理|报名|征集|比赛|活动|期间|累计"
    ),
    topics=re.compile(r"(?P<comment>意见|评论)|(?P<apply>申请|申报|登记)"),
)
