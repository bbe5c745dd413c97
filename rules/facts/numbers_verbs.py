"""The words by which one document acts on another: what they do, and on which side of them its number stands."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """`side`: its number stands before the words, after them, or wherever one is nearest; `reach` in characters."""

    relation: str
    side: str
    pattern: re.Pattern[str]
    reach: int = 160


def _verbs(*rows: tuple[str, str, str] | tuple[str, str, str, int]) -> tuple[Verb, ...]:
    return tuple(Verb(row[0], row[1], re.compile(row[2]), *row[3:]) for row in rows)


_BE = (
    r"(?:\b(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Bb]een|[Bb]e|[Bb]eing|[Aa]s|[Ss]tands?)\s+(?:(?:hereby"
    r"|further|last|lastly|also|partly|partially|temporarily|so|subsequently|thereby|to be"
    r"|most recently)\s+){0,2})"
)
_DONE = {
    "corrects": r"corrected",
    "suspends": r"suspended|postponed|stayed|delayed|deferred|paused",
    "repeals": r"repealed|revoked|rescinded|replaced|superseded|withdrawn|annulled|abolished|terminated|cancelled",
    "amends": r"renewed|prolonged|deleted|inserted|amended|modified|revised|extended|updated|supplemented by",
    "implements": r"implemented|given effect",
}
_DOING = {
    "corrects": (
        r"[Cc]orrection\s+amends|[Cc]orrect(?:s|ing|ions?\s+(?:to|of))|[Cc]orrigend(?:um|a)\s+to"
        r"|[Ee]rrat(?:um|a)\s+to|to\s+correct"
    ),
    "suspends": (
        r"[Ss]uspend(?:s|ing)?|[Ss]uspension\s+of|[Pp]ostpon(?:es?|ing)|[Pp]ostponement\s+of|[Ss]tay(?:s"
        r"|ing)\b|[Dd]elay(?:s|ing)|[Dd]efer(?:s|ring)?|[Pp]aus(?:es?|ing)|[Pp]ause\s+of"
    ),
    "repeals": (
        r"[Rr]epeal(?:s|ing)?\b(?:\s+of)?|[Rr]evok(?:es?|ing)|[Rr]evocation\s+of|[Rr]escind(?:s|ing)?"
        r"|[Rr]escission\s+of|(?:[Rr]eplac(?:es?|ing)\s+and\s+)?[Ss]upersed(?:es?|ing)|[Rr]eplac(?:es?|ing)"
        r"|[Ww]ithdraw(?:s|ing|al\s+of)?|[Aa]nnul(?:s|ling)?|[Cc]ancel(?:s|ling)?"
    ),
    "implements": (
        r"(?<![A-Za-z])(?:implement(?:s|ing(?!\s+(?:regulations|rules|provisions|measures)))?(?![a-z])"
        r"|effectuat(?:es?|ing)|[Ii]mplementation\s+of|[Ii]mplements|[Ii]mplementing(?!\s+(?:Regulation"
        r"|Decision|Act)))|giv(?:es?|ing)\s+effect\s+to|carr(?:y|ies|ying)\s+out|supplement(?:s|ing)?\b"
        r"|rules\s+for\s+the\s+(?:application|implementation)\s+of|transpos(?:es?|ing)"
    ),
    "amends": (
        r"[Pp]rolong(?:s|ing)?\b|[Rr]enew(?:s|ing)?\b|[Aa]mend(?:s|ing)?\b|[Aa]mendments?\s+(?:to|of)|[Mm]odif(?:y|ies|ying)|[Mm]odification\s+(?:to|of)"
        r"|[Rr]evis(?:es?|ing)|[Rr]evision\s+of|[Ee]xtend(?:s|ing)?\b|[Ee]xtension\s+of|[Uu]pdat(?:es?|ing)"
        r"|add(?:s|ing)\b(?=[^.;]{0,60}\bto\b)"
    ),
}
ENGLISH = _verbs(
    *(
        (
            relation,
            "participle",
            rf"(?P<be>{_BE})?\b(?:{words})\b(?P<by>\s+(?:in\s+(?:part|full|whole|its\s+entirety)\s+)?by\b)?",
        )
        for relation, words in _DONE.items()
    ),
    *((relation, "after", rf"(?:{words})") for relation, words in _DOING.items()),
    ("corrects", "before", r"corrections?\s+(?:is|are|were)\s+made|\b[Cc]orrect\b(?=[^.;]{0,120}\bto\s+read\b)"),
)
GERMAN = _verbs(
    ("corrects", "after", r"\bBerichtigung\s+(?:der|des|zur|zu)\b|\bberichtigt(?=\s+(?:die|den|das)\b)"),
    ("corrects", "before", r"\bberichtigt\b|\bzu\s+berichtigen\b"),
    (
        "suspends",
        "after",
        r"\bAussetzung\s+(?:der|des|von)\b|\bsetzt(?=\s+(?:die|den|das)\b[^;]{0,200}\baus\b)|\bverschiebt\b",
    ),
    ("suspends", "before", r"\bausgesetzt\b|\bverschoben\b|\baufgeschoben\b"),
    (
        "repeals",
        "after",
        (
            r"\bAufhebung\s+(?:der|des|von)\b|\bhebt(?=\s+(?:die|den|das)\b[^;]{0,200}\bauf\b)"
            r"|\bersetzt(?=\s+(?:die|den|das)\b)|\blöst(?=\s+(?:die|den|das)\b)"
        ),
    ),
    ("repeals", "before", r"\baufgehoben\b|\baußer\s+Kraft\b|\bersetzt\b|\babgelöst\b|\bwiderrufen\b|\baufzuheben\b"),
    (
        "implements",
        "after",
        (
            r"\b[Dd]urchführung\s+(?:der|des|von)\b|\bUmsetzung\s+(?:der|des|von)\b"
            r"|\bDurchführungsbestimmungen\s+zu[rm]?\b|\bAusführung\s+(?:der|des)\b|\bErgänzung\s+(?:der|des)\b"
            r"|\bsetzt(?=\s+(?:die|den|das)\b[^.;]{0,160}\bum\b)|\bdient\s+der\s+Umsetzung\s+der\b"
        ),
    ),
    ("implements", "before", r"\bumgesetzt\b|\bumzusetzen\b"),
    (
        "amends",
        "after",
        (
            r"\bÄnderung\s+(?:der|des|von)\b|\bändert(?=\s+(?:die|den|das)\b)|\bVerlängerung\s+(?:der|des)\b"
            r"|\bverlängert(?=\s+(?:die|den|das)\b)|\bAnpassung\s+(?:der|des)\b"
        ),
    ),
    (
        "amends",
        "before",
        r"\bgeändert\b|\bverlängert\b|\bergänzt\b|\bangepasst\b|\bneu\s+gefasst\b|\bzu\s+ändern\b|\bändert\b",
    ),
)
_KO_DO = r"(?=하|한|함|할|합|되|된|될|됐|됨|했|였|키)"
KOREAN = _verbs(
    ("corrects", "before", rf"정정{_KO_DO}|바로잡|정오표|오류를\s?수정|오기"),
    ("suspends", "before", rf"(?:유예|정지|중단|보류|연기){_KO_DO}|늦추|미룬|미루"),
    ("repeals", "before", rf"(?:폐지|대체|철회|취소|실효){_KO_DO}|효력을?\s?(?:잃|상실)"),
    (
        "implements",
        "before",
        (
            r"(?:을|를|의)\s?(?:시행|이행|집행)(?:하기|을\s?위|에\s?필요한)|(?:에서|의|이|으로)\s?위임(?:한|된"
            r"|에|받|하)|위임에\s?따"
        ),
        30,
    ),
    (
        "amends",
        "before",
        rf"(?:일부|전부)?(?:삭제|신설|개정|변경|연장|수정|추가|조정|보완|확대){_KO_DO}|고친다|고쳐|다음과\s?같이\s?(?:한다|합니다|함\b)",
    ),
)
_JA_DO = r"(?=する|し|さ|せ|を行|す(?![ぐで]))"
JAPANESE = _verbs(
    ("corrects", "before", rf"訂正{_JA_DO}|正誤|修正{_JA_DO}"),
    ("suspends", "before", rf"(?:停止|猶予|延期|凍結){_JA_DO}|見合わせ"),
    ("repeals", "before", rf"(?:廃止|失効|代替){_JA_DO}|効力を失|置き換え|取り消|に代わ"),
    ("implements", "before", r"(?:を|の)(?:施行|実施)(?:する|に(?:必要|関し)|のため)|の委任に基づ|の施行に関し", 30),
    ("amends", "after", r"による(?:一部)?改正(?:後|前)の"),
    ("amends", "before", rf"(?:一部)?(?:改正|変更|延長|追加){_JA_DO}|改める|改め、|一部改正"),
)
CHINESE = _verbs(
    (
        "suspends",
        "both",
        r"停止(?:执行|实施|适用)(?!的?(?:期限|期间))(?=[^。;]{0,80}(?:[一二两三六九\d]+个?(?:年|月|天)(?=[。,;])|至(?:20\d\d年)?\d{1,2}月))",
    ),
    ("corrects", "both", r"更正|勘误|订正|更改为"),
    ("suspends", "both", r"(?:暂停(?:实施|执行|适用)?|中止(?:实施|执行)?|暂缓|推迟|延缓|停止实施)(?!的?(?:期限|期间))"),
    ("repeals", "both", r"废止|取代|代替|替代|撤销|不再适用|不再执行|停止执行|失效|作废"),
    ("implements", "after", r"贯彻落实|贯彻|为(?:了)?(?:落实|实施|执行|做好)|(?<![一-鿿])落实|根据授权", 60),
    (
        "amends",
        "both",
        r"修改|修订|修正|调整|补充|增列|增补|延长|延续|优化|更新|部分废止|停止列入|删除|移出|移除|剔除|新增",
    ),
)
VERBS = (*ENGLISH, *GERMAN, *KOREAN, *JAPANESE, *CHINESE)

PARTIAL = re.compile(
    r"\b(?:[Aa]rticles?|[Ss]ections?|[Aa]nnex(?:es)?|[Pp]aragraphs?|[Pp]arts?|[Pp]oints?|[Ss]chedule"
    r"|[Aa]ppendix|[Ss]ubsections?)\s+(?:\(?[\dIVXa-z]+\)?[\s,]*(?:and|or|to)?\s*)+|\b(?:in\s+part"
    r"|parts?\s+of|certain\s+provisions|partly|partially)\b"
    r"|\b(?:Artikel|Anhang|Anlage|Absatz|Nummer|§§?|Abschnitt)\s+[\dIVX]+|\bteilweise\b|제\s?\d+\s?조"
    r"|별표|부표|일부(?!개정)|중\s|제\s?\d+\s?항|第[\d一二三四五六七八九十]+(?:条|款|项|項|点)|部分|所附"
    r"|相关内容|附件|附表|中的|の一部|別表|中「"
)
BASIS_BEFORE = re.compile(
    r"(?:根据|依据|按照|依照|参照|有关要求见|参见|见|以及|\b(?:[Pp]ursuant\s+to|[Uu]nder"
    r"|[Ii]n\s+accordance\s+with|[Bb]ased\s+on|[Ss]ee(?:\s+also)?|[Aa]s\s+(?:defined|set\s+out"
    r"|laid\s+down|described)\s+in|referred\s+to\s+in|[Hh]aving\s+regard\s+to|[Rr]ecalling|[Nn]oting"
    r"|[Cc]onsidering|[Cc]onsistent\s+with|[Aa]uthori[sz]ed\s+(?:by|under)|[Gg]emäß|[Nn]ach"
    r"|[Aa]uf\s+Grund(?:lage)?|[Aa]ufgrund|[Ss]iehe|[Vv]gl\.|[Ii]m\s+Sinne|cf\.))"
    r"\s?[^,;。]{0,48}$"
)
BASIS_AFTER = re.compile(
    r"^[^,;。을를を\ue000]{0,30}?(?:에\s?따라|에\s?따른|에\s?따르면|에\s?근거|에\s?의거|에\s?의하|에\s?의한"
    r"|에\s?규정|에서\s?정한|와\s?관련|과\s?관련|에\s?관한|에\s?기초|に基づ|に規定|に定め|に従|に掲げ"
    r"|に関する|の規定|を踏まえ|を受け|[)」]?で[、,])"
)
AGENT_AFTER = re.compile(
    r"^[^\ue000,;。、は을를を]{0,14}?(?:으?로(?=[\s\ue000])|(?<!自)(?:印发|下发|出台|发布|施行|实施|生效|公布)(?:后|之日(?:起(?=,)|(?!起))|之后)|[이가]\s?(?:시행|제정|발령|공포)됨?에?\s?따라|[이가]\s?(?:시행|제정)되면서|의\s?시행과\s?(?:동시|함께)|에\s?의해|에\s?의하여|により|によって|をもって|の(?:施行|公布|制定)に伴"
    r"|시행에\s?따라)"
)
AGENT_BEFORE = re.compile(
    r"(?:(?:被|由|经(?!济|贸|营))[^,;。\ue000]{0,30}|\b(?:[Bb]y|[Dd]urch)\s[^,;。\ue000]{0,100}"
    r"|\b[Mm]it\s+(?:der|dem)\s[^,;。\ue000]{0,60})$"
)
