"""Whether text reads as text: broken fonts and wrong encodings give characters, but no words."""

from __future__ import annotations

import re
from typing import Literal

from crawlers.item import Issue

Quality = Literal["good", "poor"]

_SAMPLE = 200_000
_CID = re.compile(r"\(cid:\d+\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
#: UTF-8 read as windows-1252, and U+FFFD read as CP949.
_MOJIBAKE = re.compile(
    r"[ÃÂ][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|[ìíëê][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|占쏙옙|ï¿½|�"
)
#: Latin letters with marks: half of a text at most in any language written with them, all of a misread one.
_MARKED = re.compile("[À-ÿ]")
_LETTER = re.compile(r"[^\W_]")
#: Jamo that stand alone are what a broken font leaves of syllables.
_JAMO = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff]")


def quality(text: str) -> tuple[Quality, list[Issue]]:
    """`poor` with the reason for it."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]
    dense = "".join(sample.split())
    if not dense:
        return "poor", [Issue("text-poor", "no text")]
    reasons = list(_reasons(dense))
    return ("poor" if reasons else "good"), [Issue("text-poor", reason) for reason in reasons]


def _reasons(dense: str) -> list[str]:
    size = len(dense)
    shares = (
        ("glyphs without a character (cid:…)", sum(map(len, _CID.findall(dense))) / size, 0.02),
        ("characters of broken fonts", len(_PRIVATE.findall(dense)) / size, 0.1),
        ("control characters", len(_CONTROL.findall(dense)) / size, 0.01),
        ("wrongly decoded characters", 2 * len(_MOJIBAKE.findall(dense)) / size, 0.02),
        ("Latin letters with marks", len(_MARKED.findall(dense)) / size, 0.4),
        ("syllables in pieces", len(_JAMO.findall(dense)) / size, 0.3),
    )
    reasons = [f"{share:.0%} {name}" for name, share, most in shares if share > most]
    letters = len(_LETTER.findall(dense)) / size
    if letters < 0.45 and size >= 30:
        reasons.append(f"only {letters:.0%} letters and digits")
    return reasons
