"""Chinese: 自…起 opens, 至…止 closes, 前 is a deadline."""

import re
from collections.abc import Iterator
from datetime import date

from rules.facts.dates_calendar import HAN, later, number
from rules.facts.dates_grammar import Cue, Grammar, Period, Written, apply, back, comment, in_force, lapse, measure, nothing, pause, template, templates

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d|二〇[〇○零一二三四五六七八九]{2}|二[零○〇][零○〇一二三四五六七八九]{2})"
_WORD = r"(?P<w>明年|今年|本年|次年|同年|当年|去年|上年|下月|次月|本月|当月|同月|上月)"
_HOUR = r"(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s?(?:上午|下午|中午|晚)?\s?(?:\d{1,2}[时點点:]\d{0,2}分?|零时|二十四时|24时))?"
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
        rf"(?<![\d{HAN}年至])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}|[一二三]?十?[一二三四五六七八九]?)[日号]{_HOUR}",
        rf"(?<=[至到])(?P<m>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?P<d>\d{{1,2}}|[一二三]?十?[一二三四五六七八九]?)[日号]{_HOUR}",
        rf"(?<=[~\-至到])(?P<d>\d{{1,2}})[日号]{_HOUR}",
        rf"(?<![\d{HAN}年至])(?P<m>\d{{1,2}})月{_LAST}(?=起|前|开始)",
    )
)
WORDS = {
    "明年": "year+1", "次年": "year+1", "今年": "year0", "本年": "year0", "同年": "same", "当年": "same", "去年": "year-1", "上年": "year-1",
    "下月": "month+1", "次月": "month+1", "本月": "month0", "当月": "month0", "同月": "same", "上月": "month-1",
}  # fmt: skip
_UNIT = {"日": "day", "天": "day", "工作日": "day", "周": "week", "月": "month", "年": "year"}
_PERIOD = rf"(?P<n>{_N})\s?个?(?P<u>日|天|周|月|年)"
_ISSUED = r"自?(?:本|该|上述)?(?:公告|办法|通知|规定|决定|条例|目录|细则|令|裁定|文件|公示|意见|标准)?(?:公布|发布|公告|印发|颁布|下发|刊登|公示|立案|签署)(?:立案)?(?:之)?日"
_WITHIN = re.compile(rf"{_ISSUED}起?\s?{_PERIOD}(?P<o>以?内|之内|后|之后|届满后|(?=[,。;]))")
_AT_ISSUE = re.compile(rf"{_ISSUED}(?=起|开始|即|生效|施行|实施)|自?即日(?=起|生效|施行|实施)|即日")
_FROM_DATE = re.compile(rf"(?<=起),?\s?在?\s?{_PERIOD}(?:以?内|之内|期间)")
_LASTS = re.compile(rf"(?:期限(?:均?为|共)?|有效期(?:限)?(?:为)?|为期|期间为|期限自[^。]{{0,30}}起)\s?{_PERIOD}(?!\d|前|后)")
_PAUSED = re.compile(rf"(?<=措施|关税|征收|实施|适用|执行)\s?{_PERIOD}(?=[。；])".replace("(?<=措施|关税|征收|实施|适用|执行)", "(?:(?<=措施)|(?<=关税)|(?<=征收)|(?<=实施)|(?<=适用)|(?<=执行)|(?<=公告)|(?<=规定))"))
_NULL = re.compile(r"(?:施行|实施|生效)(?:的)?(?:日期|时间)由[^。,]{2,20}(?:规定|确定|决定)")
_AFTER_START = re.compile(rf"自?(?:施行|生效|实施|执行)(?:之)?日起\s?{_PERIOD}(?P<o>内|后|届满)?")


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(found.start(), found.end() - 2, role="from", computed=True, means="effective")
    for found in _AFTER_START.finditer(text):
        yield Written(*found.span(), role="from" if found["o"] in {"后", "届满"} else "until", computed=True, period=_period("start", found))
    if published is not None:
        for found in _WITHIN.finditer(text):
            role = "from" if "后" in found["o"] else "until"
            yield Written(*found.span(), role=role, computed=True, value=later(published, number(found["n"]), _UNIT[found["u"]]))
        for found in _AT_ISSUE.finditer(text):
            yield Written(*found.span(), role="from", computed=True, value=published)
    for pattern, anchor in ((_FROM_DATE, "previous"), (_LASTS, "start"), (_PAUSED, "start")):
        for found in pattern.finditer(text):
            yield Written(found.start("n"), found.end("u"), role="until", computed=True, period=_period(anchor, found))


def _period(anchor: str, found: re.Match[str]) -> Period:
    return Period(anchor, number(found["n"]), _UNIT[found["u"]])


FIRST = templates(
    ("", r"«X»[^。]{0,8}(?:以来|以前的)"),
    ("", r"(?<!有效期)截至«X»(?![^。]{0,20}有效)|«X»(?:,|)?(?:全国|我国)?累计"),
    ("", r"调查期[^。]{0,20}«X»|«W»[^。]{0,16}(?:为)?(?:倾销|产业损害|补贴)?调查期"),
    ("", r"(?:调查|复审)[^。]{0,16}«[FU]»(?:起|前)?[^。]{0,10}(?:开始|结束)".replace("«[FU]»", "(?:«F»|«U»)")),
    ("", r"«F»起?,?对?[^。]{0,80}?(?:进行|开展|发起|启动)[^。]{0,24}(?:调查|复审)(?![^。]{0,10}期间)"),
    ("application_deadline", r"(?:请|应|须|务必)[^。,]{0,20}«U»(?![^。]{0,40}(?:意见|结束|裁定))"),
    ("", r"«U»[^。]{0,10}(?:结束|完成|形成|建成|达到|实现|力争|提高到)"),
    ("", r"(?:力争|到|争取)«X»[^。]{0,40}(?:形成|建成|达到|实现|提高|完成)"),
    ("", r"每(?:年|月|季度)[^。]{0,8}«X»"),
    ("retroactive_from", r"追溯[^。]{0,20}«X»|«F»[^。]{0,14}追溯"),
    ("effective>suspension_until", r"«W»[^。]{0,60}(?:暂停|中止|停征|暂缓|不加征|暂不)"),
    ("effective>suspension_until", r"(?:暂停|中止|停征|暂缓|不加征|暂不)[^。]{0,60}«W»"),
    ("suspension_until", r"(?:暂停|中止|停征|暂缓|延缓|推迟|不加征|暂不)[^。]{0,80}«U»"),
    ("suspension_until", r"«U»[^。]{0,60}?(?:暂停|中止|停征|暂缓|延缓|不加征|暂不)"),
    ("comment_deadline", r"(?:意见|评论|征求意见)[^。]{0,30}(?:«U»|«W»|(?:截止|时间|日期|期限)[^。]{0,6}«D»)"),
    ("comment_deadline", r"(?:«U»|«W»)[^。]{0,60}?(?:意见|评论意见|公示)"),
    ("", r"«U»(?:已|签订|启运|签署|取得|获得|成立|设立)[^。,]{0,14}的"),
    ("expiry", r"有效期[^。]{0,14}«[UD]»|(?:截至|至|到)«U»有效|«U»有效".replace("«[UD]»", "(?:«U»|«D»)")),
    ("effective", r"«F»起(?![^。;]{0,60}(?:调查|复审|召开|举行|开展|访问|会议|受理|报名|征集|征求|申报|申请|废止|失效|终止|作废|停止执行|暂停|追溯|停征|中止|有效期))"),
    ("expiry", r"(?:期限|有效期)(?:为|:)?«U»"),
    ("expiry", r"(?:延长|延续|顺延|续期)[^。]{0,10}«U»"),
    ("", r"«D»(?:发布|公布|印发|签发|施行|实施|颁布|制定)?的"),
    ("", r"«D»(?:发布|公布|印发|签发|颁布|制定)"),
    ("expiry", r"(?:«F»|«D»)起?[^。,]{0,10}(?:废止|失效|终止|停止执行|作废|到期|届满)"),
)
LABELS = (
    comment(r"(?:征求意见|意见反馈|反馈|公示|意见征集)(?:截止)?(?:时间|日期|期限|期)(?:为|:|是|至)*\s?", day=True),
    apply(r"(?:申报|申请|报名|登记|提交|受理|投标|截止|报送|缴纳|征集)(?:截止)?(?:时间|日期|期限|期间|日)?(?:为|:|是|至)+\s?", day=True),
    in_force(r"(?:施行|实施|生效|执行|起始)(?:日期|时间|日)?(?:为|:|是)+\s?"),
    lapse(r"(?:失效|废止|到期|终止)(?:日期|时间|日)?(?:为|:|是)+\s?"),
)
AFTER = (
    pause(r"暂停|中止|停征|暂缓"),
    comment(r"意见|评论"),
    apply(r"申请|申报|登记|提交|报送|报名|提出|缴纳|备案|办结|办理|填报|参加|注册|补正|递交|完成整改|申领|使用|销售|清关|截止|报关|反馈"),
    back(r"追溯"),
    lapse(r"废止|失效|终止|停止执行|作废|届满|到期|停止使用"),
    nothing(r"召开|举行|会见|访问|发布|公布(?!施行)|印发|通过(?=[。,;]|$|后|并|的)|签署|签订|收到|立案|调查(?!局|机关)|宣布|同比|累计|裁定|以来|发起|决定|结束|发表|会谈|审议|修订|成立|中国|表示|第\d+号|附件|公告"),
    in_force(r"(?:正式|开始|同时|全面)?(?:公布)?(?:施行|执行|实施|生效|实行|适用)"),
    measure(r"征收|加征|起征|停止|禁止|取消|调整|列入|恢复|降低|提高|不再|开始|启用|纳入|须|应当|凭|继续|采取|对"),
)
BEFORE_CUES = (
    apply(r"报名|申报|申请|登记|提交|受理"),
    comment(r"意见|公示"),
    lapse(r"有效期|期限|征收期限|为期|废止"),
    in_force(r"施行|实施|生效|执行|适用"),
    nothing(r"[。]|通过|发布|公布|调查|收到|签署"),
)
GRAMMAR = Grammar(
    forms=FORMS,
    words=WORDS,
    starts=template(r"\s?(?:起|之后|以后|后|开始|始|及以后)"),
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
    gives_way=template(r"(?:原定|原|此前)[^。]{0,14}(?:«D»|«U»)|由«D»(?:延长|调整|推迟|变更|顺延)|(?:由|从|自)«W»(?=不适用)"),
    extends=re.compile(r"延长|延期|顺延|推迟"),
    topics=re.compile(r"(?P<comment>意见|评论)|(?P<apply>申请|申报|登记)"),
)
