"""Which number is the document's own."""

import re

BESIDE = 240
LONG = 20_000
_SENTENCE = (
    re.compile(
        r"(?:다|음|함|됨|임|오|요)\s?[.。]|(?:한다|된다|하였다|했다|됐다|되었다|합니다|됩니다|입니다|이다"
        r"|바랍니다|있다|없다)(?![가-힣])"
    ),
    re.compile(r"[ぁ-ん][^。]{0,200}。|[ぁ-ん](?:する|した|ます|れる)$"),
    re.compile(r"[一-鿿][^。]{0,200}[。;?!]"),
    re.compile(
        r"\b(?:is|are|was|were|be|been|has|have|had|shall|must|may|will|should|can|could|see|applies|apply"
        r"|did|does|made|imposes?|requires?|provides?|adjusts|authori[sz]es|cites?|refers?|announced|issued"
        r"|suspended|published|amends|repeals|revokes|extends|suspends|corrects|supersedes"
        r"|wird|werden|wurde|wurden|ist|sind|hat|haben|muss|müssen|gilt|gelten|kann|können|siehe|vgl|ändert"
        r"|ergibt|dient|tritt|treten|verweist|hebt|setzt|legt|would|might|requested|notified|replaces"
        r"|sets)\b",
        re.IGNORECASE,
    ),
)
_LEADS = re.compile(
    (
        r"^[\s\W\ue002]*(?:(?:CELEX|OJ|Docket|RIN|No\.?|Nos\.?|Council|Commission|Delegated|Implementing"
        r"|Regulation|Directive|Decision|The|Order|Russia-related|中华人民共和国|中国|제목)[\s:\[(]*)*$"
    ),
    re.IGNORECASE,
)
_TITLE_FOLLOWS = re.compile(
    r"^(?:[\s)\]>」]*$|[\s)\]]*(?:[:\n]|\s?-\s)|\s*[\[(<][^)\]>]{0,60}[)\]>]?\s*(?:$|[:\n.]|[-–—])"
    r"|\s+[^\sa-zäöü]|[《「｢\ue002(\[])"
)
_PROMULGATED = re.compile(
    r"^(?:(?!따라|따른|의거|근거|의하여)[^.。]){0,120}(?:이에|다음과\s?같이)\s?(?:공포|고시|공고|발령|제정)[^.。]{0,12}(?:한다|합니다|함)"
)
_THIS_FROM = re.compile(r"^(?:文件|公告|通知|办法|令)?自(?:印发|公布|发布|公告)之日起(?:执行|施行|实施|生效)")
_THIS = re.compile(
    r"(?:이|본)\s?(?:고시|공고|훈령|예규|법|영|규칙|지침)\s?\($|(?:本|この|当該)(?:规定|条例|细则|目录|方案|意见|公告|办法|通知|令"
    r"|告示|省令|通達|政令|法律|决定)\s?\($|\b[Tt]his\s+(?:\w+\s){1,3}\(?$|\b[Dd]iese[rs]?\s\w+\s\(?$"
)
_ISSUED_AS = re.compile(r"(?:现|特|兹)(?:将|予)?(?:印发|公布|制定|发布)[^,。;(]{0,40}\($")
_STAMP = re.compile(r"\[\s?(?:FR\s?Doc\.?|Docket)?[^\]]{0,30}$")
_HANDLE = re.compile(
    r"(?:identified\s+by|\bunder|\bto|\bvia|\[)\s*(?:the\s+)?(?:[Dd]ocket\s*(?:ID|No\.?|Nos\.?"
    r"|[Nn]umber)?\s*(?:No\.?)?:?\s*)$"
)
_FIELD = re.compile(r"\W*[Dd]ocket\s*(?:ID|No\.?|Nos\.?|[Nn]umber)?:?\s*$")
_ISSUES = re.compile(
    r"\b(?:issued|issues|issuing|instituted|institutes|initiated|publishes"
    r"|releases?d?)\s+(?:[\w-]+\s){0,3}$"
)
_OLDER = re.compile(
    (
        r"(?:최초|당초|종전|관련|근거|기존|변경\s?전|참조|參照|参照|参考|\bsee\b|\bcf\.|\bvgl\.|\bsiehe\b|见"
        r"|原)[^.。]{0,12}$"
    ),
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^[\s)\]」』\ue002]*\s?(?:은|는|이|가|을|를|의|에|와|과|로|으로|로서|は|が|を|の|に|で|と|も|规定"
    r"|的|所|对|将|中|第|自|被|同时|予以|已|于|等|附|由|及|중\s|중,|일부(?!개정)|전부(?!개정)|제\d+조|별표)"
)


def says_something(text: str) -> bool:
    """A sentence, not only a title or a line of references."""
    return any(pattern.search(text[:LONG]) for pattern in _SENTENCE) or _ends_like_one(text)


_ABOUT = re.compile(r"[对将为]")
_WORD = re.compile(r"\b[a-zäöüß]{2,}\b")


def _ends_like_one(text: str) -> bool:
    return text.rstrip().endswith(".") and len(_WORD.findall(text[-400:])) >= 4


def _behind(sentence: str, start: int, end: int) -> str:
    """What follows the number, or the parenthesis that it stands in with its date."""
    low = max(0, end - BESIDE)
    inside = sentence.rfind("(", low, end) > sentence.rfind(")", low, end)
    opened = sentence[sentence.rfind("(", low, end) + 1 : start]
    close = sentence.find(")", end, end + 40) if inside and not _ABOUT.search(opened) else -1
    at = close if close >= 0 and "(" not in sentence[end:close] else end
    return sentence[at : at + BESIDE]


def is_own(text: str, sentence: str, shift: int, start: int, end: int, *, first: bool, speaks: bool) -> bool:
    place = start - shift
    before, after = sentence[max(0, place - BESIDE) : place], _behind(sentence, place, end - shift)
    if first and place < BESIDE and (_PROMULGATED.match(after) or _THIS_FROM.match(after)):
        return True
    if _ISSUED_AS.search(before) or _THIS.search(before) or text[start:end].startswith("<"):
        return True
    if _STAMP.search(before) or _HANDLE.search(before) or (shift == 0 and _FIELD.match(before)):
        return not _OLDER.search(before)
    if _ISSUES.search(before):
        return True
    if _OLDER.search(before[-20:]):
        return False
    if first and place < BESIDE and _LEADS.match(before) and not _SUBJECT.match(after):
        return not speaks or _TITLE_FOLLOWS.match(after) is not None
    return not speaks and not _SUBJECT.match(after)
