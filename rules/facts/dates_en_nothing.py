"""English sentences read before all others: most of them bind nothing."""

from rules.facts.dates_en_terms import OWN
from rules.facts.dates_grammar import templates

NOTHING = templates(
    ("", r"^\W*by\s+«U»,[^;]{0,80}\bhad\b"),
    ("effective", r"\b(?:beginning|starting)\s+with\s+(?:\w+\s+){1,4}dated\s+«D»"),
    ("retroactive_from", r"«F»…\b(?:retroactiv\w*|retrospectiv\w*)"),
    (
        "",
        (
            r"\b(?:last\s+(?:updated?|modified|reviewed)|updated|posted|filed|embargo\w*|published\s+on"
            r"|page\s+updated)(?:\s+(?:on|at))?[:\s]*«X»"
        ),
    ),
    (
        "",
        (
            r"(?<!as )(?<!date )(?<!deadline )(?<!dates )(?<!closing )(?<!end )\b(?:of|dated:?|signed(?:\s+on)?"
            r"|done\s+(?:at|in)\s+\w+,?(?:\s+on)?)\s+«D»(?!\s*(?:deadline|effective))"
        ),
    ),
    (
        "",
        (
            r"\b(?:mission|course|campaign|tour|period\s+of\s+(?:investigation|review)|investigation\s+period|review\s+period|fiscal\s+year"
            r"|reporting\s+period|project|programme|program|contract|budget|grant|term)\b[^;]{0,50}«W»"
        ),
    ),
    ("", r"«W»[^;]{0,40}\b(?:period\s+of\s+(?:investigation|review)|rose|fell|increased|decreased|totall?ed)\b"),
    ("", r"\b(?:rose|fell|increased|decreased|totall?ed|grew|imports\s+of|exports\s+of)\b[^;]{0,60}«W»"),
    ("", r"\b(?:decision|ruling|determination)\b[^;]{0,60}\b(?:due|expected)\b[^;]{0,20}«UD»"),
    (
        "",
        (
            r"\b(?:fiscal|financial|calendar|crop|marketing)\s+year\b(?:(?!\b(?:due|by|later|before)\b)[^;]){0,40}«X»|\b(?:year|quarter"
            r"|months?)\s+(?:ended|ending|to)\s+«X»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:scheme|regime|system|programme|obligation|requirement|ban|levy|quota|measure|tariff|dut(?:y"
            r"|ie))s?\b(?:(?!\bcould|\bmight|\bwould)[^;\ue000]){0,30}\s(?:starts?|begins?|commences?)\s+(?:on\s+)?«FD»"
        ),
    ),
    (
        "",
        (
            r"\b(?:commission|council|secretary|agency|committee|department|minister"
            r"|commerce)\b[^;]{0,20}\bshall,?\s+by\s+«U»"
        ),
    ),
    (
        "",
        r"\b(?:contract|lease|project(?!\s+(?:outlines|proposals|ideas|applications))|loan|grant|charter|mandate)\b[^;]{0,40}«U»",
    ),
    ("", r"\bbe\s+(?:finished|completed|built|operational|ready|commissioned|concluded)\b[^;]{0,30}«U»"),
    ("", r"\bshall\s+be\s+(?:concluded|completed|terminated|adopted|reviewed)\b…«U»"),
    (
        "",
        (
            r"\bwill\s+be\s+(?:published|announced|issued|released|completed|finali[sz]ed|presented|evaluated|assessed|reviewed"
            r"|selected|awarded|notified|informed|interviewed|decided|considered|examined)\b[^;]{0,40}«UW»"
        ),
    ),
    (
        "",
        r"\b(?:grants?|awards?|winners?|results?|decisions?|successful\s+applicants)\s+(?:will\s+be\s+)?\w+ed\s+by\s+«U»",
    ),
    (
        "effective",
        (
            r"\b(?:delay|postpon|defer|mov)\w*\b[^;]{0,40}«UFD»,?\s+the\s+(?:effective|application|applicability|compliance"
            r"|implementation)\s+dates?"
        ),
    ),
    (
        "",
        r"\b(?:final|preliminary)\s+(?:determinations?|results)\b[^;]{0,60}«U»|\bOMB\s+(?:Control|Approval)\b…«X»",
    ),
    (
        "",
        (
            r"\breports?\b[^;]{0,40}\bto\s+(?:the\s+)?(?:U\.?S\.?\s+)?(?:Congress|President|Committees?"
            r"|(?:European\s+)?Parliament|Council|Senate)\b…«U»"
        ),
    ),
    ("", r"\b(?:commission's|agency's|department's|secretary's)\s+(?:views|determination|report|decision)\b…«U»"),
    (
        "",
        (
            r"\b(?:will|shall|must|intends?\s+to|expects?\s+to)\s+(?:make|issue|publish|submit|reach|announce"
            r"|complete)\s+(?:its|a|the|an)\s+(?:\w+\s+){0,3}(?:determinations?|report|decision|findings?"
            r"|results|review)\b…«U»"
        ),
    ),
    (
        "",
        (
            r"\b(?:deadline|time\s+limit|target\s+date|due\s+date)\s+(?:for|of)\s+(?:issuing|making|completing"
            r"|completion|(?:the\s+|\w+'s\s+)(?:final|preliminary|completion|competition))\b…«UD»"
        ),
    ),
    (
        "",
        (
            r"\b(?:postpon|reschedul|cancel)\w*\b[^;]{0,140}\b(?:meetings?|summit|hearings?|conference|session"
            r"|event|workshop|webinar)\b…«X»"
        ),
    ),
    (
        "",
        (
            r"\b(?:meetings?|summit|hearings?|conference|session|event|workshop"
            r"|webinar)\b[^;]{0,140}\b(?:postpon|reschedul|cancel)\w*…«X»"
        ),
    ),
    (
        "",
        (
            r"\b(?:for|during|over|covering)\s+the\s+(?:\w+\s+)?period\s+(?:of\s+|from\s+)?«W»(?!\s+(?:shall"
            r"|will|is|are))"
        ),
    ),
    ("", r"\b(?:which|that|who)\s+(?:was|were|had|terminated|expired|entered|took|ended|began)\b[^;,]{0,60}«D»"),
    (
        "expiry",
        (
            r"\b(?:which|that|is|are|was|were|be|remains?)\s+(?:currently\s+)?(?:authori[sz]ed|valid|effective"
            r"|in\s+effect|in\s+force)\s+(?:through|until)\s*«U»"
        ),
    ),
    ("", rf"{OWN}…«UD»"),
    (
        "",
        (
            r"^\W*(?:by|before|not?\s+later\s+than)\s+«U»,?\s(?:the\s+)?(?:\w+\s){0,2}(?:commission|council|secretary|minister"
            r"|committee|commerce|department|agency|government|board|authority|president|parliament|ministry)\s"
            r"(?:shall|will|must|is\s+to|intends|plans|expects)"
        ),
    ),
    ("", r"\b(?:is|are)\s+expected\s+to\s+(?!apply|enter|take|comply|submit|register|file|come|expire|end)…«U»"),
    (
        "",
        (
            r"\b(?:meet(?:s|ings?)?|hearings?|webinars?|workshops?|conference|briefing|seminar|visit(?:s|ed)?"
            r"|summit)\b(?!\s+requests?)[^;,]{0,60}«DW»"
        ),
    ),
)
