"""English words that bind the date beside them."""

from rules.facts.dates_en_terms import HOUR
from rules.facts.dates_grammar import Cue, apply, back, comment, in_force, lapse, nothing

LABELS = (
    in_force(r"\bdate\s+of\s+(?:effect|application|entry\s+into\s+force|commencement):\s*"),
    apply(r"\blast\s+(?:date|day)\s+(?:for|of|to)\s+\w+:?\s*", day=True),
    in_force(
        r"\b(?:effective|applicability|commencement|implementation|application|compliance"
        r"|start)\s+dates?(?:\s+is)?:?\s*"
    ),
    lapse(r"\b(?:expiration|expiry|termination|sunset|end)\s+date(?:\s+is)?:?\s*"),
    comment(rf"\bcomments?\s+(?:\w+\s+){{0,2}}(?:date|deadline|period)(?:\s+(?:is|ends|closes))?:?\s*{HOUR}", day=True),
    apply(
        (
            r"\b(?:application|submission|registration|filing)\s+(?:deadline(?:\s+date)?|due\s+date"
            r"|closing\s+date)(?:\s+is)?:?\s*"
        ),
        day=True,
    ),
)
_PUBLISH = (
    r"published|gazetted|laid|said|told|reported|stated|confirmed|unveiled|agreed|voted|approved|announced|issued"
    r"|initiated|received|signed|adopted|met|meets?|held|(?:hold|holds)(?!\s+(?:\w+\s+)?(?:certificates?|licen[cs]es?|permits?|stocks?))|filed|determined|launched|convened"
    r"|visited|instituted|requested|released|hosted|opened|took\s+place|notice\s+of|concluded|reached"
    r"|found|invited"
)
_REPORTED = r"(?!\W*$)(?!\s+(?:that|it|they|he|she|we|\w+\s+(?:will|would|must|shall|is|are))\b)"
AFTER = (
    nothing(rf"\b(?:{_PUBLISH})\b{_REPORTED}"),
    in_force(
        r"\b(?:takes?|took|taking)\s+effect|\b(?:enters?|comes?|entered|came)\s+into\s+(?:force|effect"
        r"|operation)|\bbecomes?\s+(?:effective|mandatory|applicable)"
    ),
    Cue(
        (
            r"\b(?:must|shall|will|may\s+(?:only|no\s+longer)|(?:is|are)\s+(?:required|prohibited|subject|banned"
            r"|restricted|set|raised|lowered|increased|reduced|allowed)|requires?)\b"
        ),
        "effective",
    ),
)
BEFORE_CUES = (nothing(rf"\b(?:{_PUBLISH})\b{_REPORTED}"), back(r"\bretroactively"))
