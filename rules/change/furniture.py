"""What the page prints around the document: counters, stamps, navigation, share buttons, related links, sources."""

import re
from collections.abc import Iterator
from zlib import crc32

from rules.change.words import alike

_DATED = r"[\s:：]*\D{0,12}\d"
_WHOLE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # counters
        r"^\W*(?:조회(?:\s?수)?|views?|hits?|page views|read by|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|"
        r"量|数)?|閲覧(?:回)?数|アクセス数|(?:seiten)?aufrufe|gelesen)\s*[:：]?\s*[\d,.]+\s*(?:회|次|回|times|"
        r"mal)?\W*$",
        r"^\W*[\d,.]+\s*(?:views|hits|aufrufe|回閲覧|次浏览|次阅读|조회)\W*$",
        # stamps
        rf"^\W*(?:최종\s?(?:수정|업데이트|갱신)(?:일시?|시간)?|(?:등록|게시|작성|수정|갱신|업데이트|인쇄|출력|"
        rf"입력)(?:일시?|일자|날짜|시간)|입력|수정|업데이트){_DATED}",
        rf"^\W*(?:(?:page\s)?last\s(?:updated?|modified|reviewed|revised|changed|edited)|(?:page\s)?(?:updated|"
        rf"printed|posted|generated|retrieved|accessed|modified|reviewed)(?:\son)?|print(?:ed)? date|"
        rf"date (?:printed|modified)|(?:this )?page (?:was )?last){_DATED}",
        rf"^\W*(?:最終更新(?:日時?)?|更新(?:日時?|日)?|掲載日時?|印刷日時?|作成日|登録日|公開日|ページ更新){_DATED}",
        rf"^\W*(?:(?:最后|最近)?更新(?:时间|日期|于)?|发布(?:时间|日期)|打印(?:时间|日期|于)?|修改(?:时间|"
        rf"日期)|录入时间|成文日期|访问时间){_DATED}",
        rf"^\W*(?:letzte\s(?:aktualisierung|änderung)|zuletzt\s(?:aktualisiert|geändert|bearbeitet)|stand|"
        rf"aktualisiert(?:\sam)?|gedruckt(?:\sam)?|ausgedruckt(?:\sam)?|druckdatum|abgerufen(?:\sam)?|"
        rf"(?:diese\s)?seite\s(?:zuletzt|gedruckt|abgerufen|ausgedruckt)|veröffentlicht\sam)(?:{_DATED}|\s.*\d)",
        r"^.{0,40}\d.{0,20}(?:출력|인쇄|갱신|업데이트|수정)(?:되었|됐|했|된|일)[^.]{0,10}\.?$",
        r"^.{0,40}\d.{0,14}(?:に(?:印刷|更新|出力|掲載)|(?:印刷|更新|出力|打印|更新)(?:しました|されました|于|"
        r"。|$)).{0,12}$",
        r"^.{0,50}(?:printed|updated|generated|downloaded|retrieved|gedruckt|abgerufen|ausgedruckt|"
        r"aktualisiert|erstellt)\s(?:on|at|am)?\s?.{0,24}\d.{0,20}$",
        r"^.{0,60}\d.{0,20}(?:gedruckt|abgerufen|ausgedruckt|aktualisiert)\.?$",
        r"^.{0,20}(?:打印|更新|生成)于.{0,30}\d.{0,10}$",
        r"^\W*\[?\(?fr doc\..*filed.*$", r"^\W*billing code.*$", r"^\W*\[?filed\s.*\d.*$",
        r"^\W*[\[(]?(?:19|"
        r"20)\d\d\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,2}\s?[日일]?\.?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[\])]?\W*$",
        r"^\W*(?:\d{1,2}\.?\s+)?(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|"
        r"dez)\w*\.?(?:\s+\d{1,2})?,?\s+(?:19|20)\d\d\W*$",
        # pages
        r"^\W*(?:page|seite|p\.|페이지|쪽)?\s*\d+\s*(?:of|von|/)\s*\d+\s*(?:페이지|쪽|ページ|页|頁)?\W*$",
        r"^\W*[-–—]\s*\d+\s*[-–—]\W*$",
        r"^\W*(?:第\s?\d+\s?[页頁]|\d+\s?(?:페이지|쪽|ページ)|(?:page|seite)\s\d+).{0,14}$",
        # sharing, navigation
        r"^\W*(?:(?:공유(?:하기)?|인쇄(?:하기)?|글자\s?(?:크기|키우기|줄이기)|크게|작게|스크랩|좋아요|"
        r"댓글|목록(?:보기|으로)?|url\s?복사|페이스북|트위터|카카오톡|facebook|twitter|linkedin|whatsapp|"
        r"wechat|weibo|line|x|e-?mail|mail|share|tweet|print|pin|copy link|save|download|"
        r"teilen|drucken|merken|weiterempfehlen|nach oben|seite|back to top|top|シェア(?:する)?|共有(?:する)?|"
        r"印刷(?:する)?|ツイート|ポスト|文字サイズ|大|中|小|ページの?先頭へ(?:戻る)?|"
        r"分享(?:到|至)?|打印(?:本页)?|关闭(?:窗口)?|收藏|字号|字体|微信|微博|返回顶部|纠错|this|page|article|"
        r"on|via|artikel|per|als|pdf|rss|und|and|\+|-|−|\d{1,4})(?:[\s|/·,:：【】\[\]()+−-]+|$))+$",
        r"^\W*(?:이전\s?글|다음\s?글|이전\s?기사|다음\s?기사|上一[篇条页]|下一[篇条页]|前の?(?:ページ|記事)|"
        r"次の?(?:ページ|記事)|前へ|次へ|previous|next|zurück|weiter)(?:\s?[:：|<>].*|\W*)$",
        r"^\W*(?:홈|home|startseite|首页|首頁|ホーム|トップ|top|메인)\s*[>›»＞/→].*$",
        r"^\W*(?:현재\s?위치|当前位置|您的位置|您现在的位置|現在位置|現在地|you are here|"
        r"breadcrumb|sie sind hier)\s*[:：>].*$",
        r"^\W*(?:skip to (?:main )?content|본문\s?바로가기|메뉴\s?바로가기|zum (?:haupt)?inhalt(?: springen)?|"
        r"本文へ(?:移動|スキップ)?|跳转到.*|跳到主要内容|menu|메뉴|menü|メニュー|菜单|search|suche|検索|"
        r"搜索)\W*$",
        r"^\W*(?:(?:follow (?:us|me)|subscribe|sign up|newsletter|rss|youtube|instagram|like us|"
        r"구독|뉴스레터|팔로우|카카오|"
        r"メルマガ|フォロー|公式[sS][nN][sS]|订阅|"
        r"关注(?:我们|微信|公众号)|folgen sie|abonnieren)[^|.。]{0,40}(?:[|·/]\s*|$))+$",
        # related
        r"^\W*(?:관련\s?(?:기사|링크|글|뉴스|자료|게시물)|연관\s?기사|더\s?보기|함께\s?본|"
        r"related(?:\s(?:links?|news|articles?|content|stories|information|documents|pages))?|see also|"
        r"more on this|read more|"
        r"相关(?:链接|阅读|新闻|文章|报道|稿件)|延伸阅读|更多|関連(?:リンク|記事|情報|ページ|ニュース)|"
        r"あわせて読みたい|weitere (?:informationen|meldungen|artikel|links)|verwandte (?:artikel|themen|"
        r"links)|mehr zum thema|ähnliche artikel|lesen sie auch)\W?\s*(?:[:：\])】>|-].*|$)",
        # source, embargo
        r"^\W*(?:출처|자료\s?(?:출처|제공)|자료|제공|source|来源|稿件来源|信息来源|文章来源|出典|出所|情報源|"
        r"quelle|credit)\s*[:：].*$",
        r"^\W*(?:보도\s?(?:시점|일시)|엠바고|배포(?:\s?일시)?|즉시\s?보도|embargo(?:ed)?|"
        r"for immediate release|not for (?:release|publication)|sperrfrist|zur sofortigen veröffentlichung|"
        r"frei ab|解禁|報道解禁|発表解禁|取扱注意|禁发期|报道时间|即时发布)(?:\W|まで|일시|시점|until|"
        r"bis).{0,60}$",
        r"^\W*(?:for immediate release|zur sofortigen veröffentlichung|즉시\s?보도|배포\s?즉시.{0,12})\W*$",
        r"^\W*(?:copyright|©|\(c\)|저작권자|all rights reserved|版权所有|無断転載).*$",
    )
]  # fmt: skip
_INLINE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[(\[]?(?:조회\s?수|views|浏览次数|阅读次数|閲覧数|aufrufe)\s*[:：]\s*[\d,.]+(?:회|次|回)?[)\]]?",
        r"[(\[]\s?(?:pdf|hwpx?|docx?|xlsx?|zip|odt|txt|한글)(?:形式|版|"
        r"ファイル)?(?:\s?[파일文件ファイル]+)?\s?(?:[,:：/·]?\s?[\d.,]+\s?[kmg]i?b)?\s?[)\]]",
        r"[(\[]\s?[\d.,]+\s?[kmg]i?b\s?[)\]]",
        r"(?<=[\w)])\.(?:pdf|hwpx?|docx?|xlsx?|csv|zip|odt|txt|ofd|pptx?)\b(?:\s?[(\[]?[\d.,]+\s?[kmg]i?b[)\]]?)?",
        r"^\W*(?:붙임|첨부(?:파일)?|별첨|attachments?|附件|添付(?:ファイル|資料)?|anlage)\s*\d*\s*[:：](?=.*\.(?:hwpx?|pdf|docx?|xlsx?|zip|txt|ofd)\b)",
        r"(?:\(\s?fr doc[^)]*filed[^)]*\)|\[fr doc[^\]]*\])",
    )
]  # fmt: skip
_CONTACT = re.compile(
    r"담당(?:자|\s?부서|\s?과)?\s*[:：(]|담당자|문의(?:처|사항)?|연락처|책임자|전화\s?[:：(]|이메일|☎|"
    r"\bcontacts?\b|\bfor (?:further|more|additional) information\b|\bquestions?\b|\binquir|\benquir|"
    r"\btel(?:ephone|\.)?\b|\bphone\b|\bfax\b"
    r"|お?問い?合わ?せ|連絡先|担当[者課:：]|電話|联系人|联系方式|联系电话|电话|咨询|传真|电子邮[箱件]|"
    r"ansprechpartner|kontakt|rückfragen|telefon|auskunft|auskünfte|pressestelle",
    re.IGNORECASE,
)  # fmt: skip
_CAPTION = re.compile(
    r"^\W*(?:사진|그림\s?\d*|photo|image|picture|figure \d+|fig\. ?\d+|图\s?\d*|图片|照片|写真|図\s?\d*|"
    r"foto|bild|abb(?:ildung|\.)\s?\d*)\s*[:：=|)\]].*",
    re.IGNORECASE,
)
_POLITE = 70  # characters
_BINDS = re.compile(r"\d|须|应当|不得|必须|\b(?:must|shall)\b|[하해]여?야\s|なければ|\bmuss|\bmüssen")
_COURTESY = re.compile(
    r"감사(?:드|합|의 (?:뜻|말씀))|\bthank(?:s|ed|ful)?\b|\bgrateful\b|\bappreciat|感謝|お礼申し上げ|感谢|谢意|"
    r"\bdank(?:t|en|bar)?\b|많은\s?(?:관심|참여|성원|신청)|"
    r"\bwe (?:hope|look forward|wish|welcome)\b|お待ちして|ご(?:協力|理解|参加)|お願い(?:します|いたします|申し上げ)|"
    r"자세한\s?(?:내용|사항)|상세한\s?(?:내용|사항)|\bfor (?:more|further) (?:details|information)\b|"
    r"詳し(?:くは|い)|詳細は|详见|详情|näheres|"
    r"weitere informationen|"
    r"高度重视|认真组织|切实|加强组织领导|敬请|wir (?:freuen|hoffen|bitten um verständnis)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[。！？；])|"
    r"(?<=[.!?;])(?=\s+[^\d\sa-zäöü])(?<!\b[A-Z]\.)(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bMio\.)(?<!\bMrd\.)(?<!\bAbs\.)(?<!\bArt\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bNr\.)(?<!\bNo\.)(?<!\bvgl\.)(?<!\bCo\.)(?<!\bbzw\.)|"
    r"\n+"
)


#: a date alone on its line is the page's own, unless a numbered heading asks for it
_DAY = re.compile(
    r"^\W*(?:令和|平成)?\s?\d{1,4}\s?[-./年년]|^\W*\d{1,2}\.?\s+[A-Za-zä]+\.?\s+\d{4}\W*$|^\W*[A-Za-z]+\s+\d{1,2},\s\d{4}\W*$"
)
_BELOW = re.compile(r"^\W*(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[가-하])\s?[.)、．]?\s?[^.。]{2,20}$")
_LABELLED = re.compile(r"\s*[^\s:：|][^:：|\d]{0,14}[:：]")
_ENDLESS = 2000  # characters of a sentence from which it is read in pieces
#: digits that no figure has
_RUN = re.compile(r"\d{40,}")
_BARE = re.compile(r"\W*\w{1,3}[.)]")


def segments(text: str) -> list[str]:
    """The lines and sentences of the document itself."""
    kept: list[str] = []
    for line in _lines(_RUN.sub(_shortened, alike(text))):
        if not _is_furniture(line) or (kept and _DAY.match(line) and _BELOW.match(kept[-1])):
            kept += [part for part in _parts(line) if not _is_furniture(part) or part == line.strip()]
    return kept


def _shortened(digits: re.Match[str]) -> str:
    return f"{digits[0][:16]}{crc32(digits[0].encode())}"


def _lines(text: str) -> Iterator[str]:
    """A line of labels with what the page says of itself is a line for each."""
    for line in text.splitlines():
        cells = line.split("|")
        yield from cells if len(cells) > 1 and all(_LABELLED.match(cell) for cell in cells) else [line]


def _parts(line: str) -> list[str]:
    parts = [part.strip() for part in _SENTENCE.split(without_inline(line)) if part and part.strip(" \t*·•-–—")]
    if len(parts) > 1 and _BARE.fullmatch(parts[0]):
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return parts if len(line) < _ENDLESS else [piece for part in parts for piece in _pieces(part)]


def _pieces(part: str) -> Iterator[str]:
    """Of a sentence without end; cut where its letters say so, so that what is put in moves no other cut."""
    begin = 0
    for at in range(len(part) if len(part) >= _ENDLESS else 0):
        enough = at - begin >= _ENDLESS // 4 and crc32(part[max(0, at - 6) : at].encode()) % 64 == 0
        if enough or at - begin >= _ENDLESS:
            yield part[begin:at]
            begin = at
    yield part[begin:]


def without_inline(text: str) -> str:
    for pattern in _INLINE:
        text = pattern.sub("", text)
    return text


def _is_furniture(line: str) -> bool:
    return len(line) < 400 and any(pattern.search(line) for pattern in _WHOLE)


def is_contact(segment: str) -> bool:
    return _CONTACT.search(segment) is not None


def is_courtesy(segment: str) -> bool:
    """A wish or thanks that binds nobody."""
    return len(segment) < _POLITE and _COURTESY.search(segment) is not None and not _BINDS.search(segment)


def is_caption(segment: str) -> bool:
    return _CAPTION.match(segment) is not None
