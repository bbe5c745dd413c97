"""English terms that several tables share: hours and prepositions before a date, what is asked, what is paused."""

_ZONE = (
    r"\(?(?:(?:u\.?s\.?\s+)?eastern|central|pacific|mountain|local|brussels|london|korea)?\s*(?:standard"
    r"|daylight)?\s*(?:time|[A-Z]{2,4}T?)?\)?"
)
HOUR = (
    rf"(?:(?:at\s+)?(?:the\s+)?(?:(?:\d{{1,2}}(?:[:.]\d\d)?|\d{{4}})\s*(?:a\.?m\.?|p\.?m\.?|noon|midnight|hours)?"
    rf"|noon|midnight|close of business|cob|end of (?:the )?(?:day|business))[,\s]*{_ZONE}[,\s]*(?:on\s+)?)?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:the\s+)?(?:date\s+(?:that\s+is\s+)?)?"
TO = rf":?\s*(?:on\s+)?{HOUR}{WEEKDAY}$"
END = (
    r"\b(?:by|before|(?:until|till|through|thru)(?:\s+and\s+including)?|within|(?:no|not)\s+later\s+than|on\s+or\s+before"
    r"|prior\s+to|(?:end|clos|expir)(?:s|es|e|ing|ed)?(?:\s+(?:on|at))?|due(?:\s+(?:on|by|date))?"
    r"|deadline(?:\s+(?:of|is|for\s+\w+\s+is))?:?|latest|up\s+to(?:\s+and\s+including)?"
    r"|closing\s+date(?:\s+is)?:?|\bto)"
)
START = (
    r"\b(?:from|on\s+(?:or|and)\s+after|beginning(?:\s+(?:on|with))?|starting(?:\s+(?:on|from))?"
    r"|commencing(?:\s+on)?|as\s+(?:of|from)|with\s+effect\s+(?:from|on)|effective(?:\s+(?:on|from"
    r"|as\s+of))?|applicable(?:\s+(?:on|from|as\s+of))?|since|after)"
)

COMMENT = (
    r"\b(?:comments?|commenters?|written\s+submissions?|submissions?\s+(?:on|are\s+invited"
    r"|from\s+(?:interested|the\s+public)|concerning|regarding)|views|feedback|objections?|rebuttals?"
    r"|responses?"
    r"|consultations?|call\s+for\s+evidence|representations|public\s+input|request(?:s"
    r"|ing)?\s+(?:for\s+)?(?:a\s+|an\s+)?(?:public\s+)?(?:hearing|to\s+(?:appear|testify|participate"
    r"|speak|present|be\s+heard))|public\s+interest\s+(?:submissions|statements)|repl(?:y|ies)|observations|opinions|thoughts|respond|input|evidence|remarks|reactions|suggestions|have\s+your\s+say|testimony|written\s+statements|(?:case|rebuttal"
    r"|hearing)\s+briefs?|briefs)\b"
)
APPLY = (
    r"\b(?:appl(?:y|ying|ications?|icants?)|regist(?:er|ering|rations?)|proposals?|bids?|tenders?"
    r"|nominat\w+|petitions?|requests?|notif(?:y|ications?)|reports?|reporting|returns?|declar(?:e"
    r"|ations?)|fil(?:e|ed|ing|ings)"
    r"|submi(?:t|tted|ssions?|tting)|pay(?:ments?|able)?|concept\s+papers?|letters?\s+of\s+intent"
    r"|expressions?\s+of\s+interest|claims?|enrol\w*|compl(?:ete|y|iance)|obtain|surrender|use\s+up"
    r"|draw\s+down|entry\s+of\s+appearance"
    r"|received|deadlines?|due|transpos\w+|bring\s+into\s+force|phase\s+out|elect|certif(?:y|ications?)"
    r"|provide|quota\s+shares?|hold(?:ers?)?|must|shall|have\s+until)\b"
)
SUSPEND = (
    r"\b(?:suspen(?:d|ds|ded|ding|sion)|paus(?:e|es|ed|ing)|stay(?:s|ed|ing)(?!\s+(?:in|at|open|valid|effective|unchanged|the\s+same))|delay(?:s|ed|ing)?|defer(?:s|red|ring)?"
    r"|postpon(?:e|es|ed|ing|ement)|held\s+in\s+abeyance|waiv(?:e|es|ed)|hold(?:s|ing)?\s+off|put\s+off"
    r"|grace\s+period|enforcement\s+discretion|held\s+off|fr[eo]ez(?:e|es|ing)|frozen|froze|on\s+(?:hold|ice)|shelv\w+|standstill|forbearance|(?:put|placed|kept|remains?)\s+on\s+hold"
    r"|not\s+(?:be\s+)?(?:appl(?:y|ied)|enforced?|collect(?:ed)?|charged?|lev(?:y|ied)|imposed?|required?))\b"
)
ENDING = (
    r"\b(?:expir\w+|valid(?:ity)?|good|in\s+(?:force|effect)|remain\w*|sunset\w*|terminat\w+|ceas\w+"
    r"|laps\w+|extend(?:s|ed|ing)?|extension|exclusions?|exempt\w*|authori[sz]\w+|continu\w+|renew(?:s"
    r"|ed|al)?|prolong\w*|appl(?:y|ies|ied)|effective|available|permitted|allowed|licen[cs]es?)\b"
)
ENDED = (
    r"\b(?:repeal(?:s|ed)|revok(?:e|es|ed)|withdrawn(?!\s+from\s+warehouse)|abolished|rescind(?:s|ed)"
    r"|cease[sd]?\s+to\s+(?:be\s+valid|have\s+effect|apply)|expir(?:e|es|ed|y|ation)(?:\s+date)?"
    r"|stops?\s+(?:applying|being)|laps(?:e|es)|terminat(?:e|es|ed)|sunsets?|no\s+longer\s+(?:appl(?:y|ies)|valid))\b"
)
OWN = (
    r"\b(?:commission|commerce|department|secretary|minister|council|committee|ustr|representative"
    r"|administration|agency|government|board|office|authority|president|we|it|epa|parliament|ministry"
    r"|bureau)\b[^;]{0,50}?\b(?:shall|will|must|intends?\s+to|is\s+to|expects?\s+to|plans?\s+to"
    r"|aims?\s+to|is\s+required\s+to|hopes?\s+to|now\s+intends\s+to)\s+(?:also\s+|then\s+)?"
    r"(?:issue|publish|adopt|review|report|determine|make|complete|present|submit|announce|assess|decide"
    r"|transmit|finali[sz]e|consider(?!\s+(?:all\s+|any\s+)?(?:comments|requests|applications"
    r"|submissions))|evaluate|carry\s+out|conclude|propose|double|triple|reach|launch|establish|release"
    r"|deliver|reduce)\b"
)
