"""Middle dots that a database stored as question marks: 소재?부품?장비 → 소재·부품·장비."""

from __future__ import annotations

import re

#: Endings of real questions; a dot between words does not follow them.
_ASKS = "".join(
    f"(?<!{ending})" for ending in ("까", "까요", "나요", "는가", "은가", "인가", "던가", "냐", "죠", "군요", "네요")
)
_DOT = re.compile(rf"(?<=[가-힣A-Za-z)」』’”]){_ASKS}\?(?=[가-힣A-Za-z「『])")
#: Marks before the parts of a list were lost the same way: `, ?전문인력 양성`, `? 대상: …`.
_BULLET = re.compile(r"(^|[\s,(])\?(?=[가-힣「『‘“])|^[ \u00a0]*()\?(?=[ \u00a0]+\S)", re.MULTILINE)
_QUESTION = re.compile(r"\w\?(?=[\s\"'”’」)]|$)")
_ALONE = re.compile(r"(?m)^[ \u00a0]*\?[ \u00a0]*$")
_ADDRESS = re.compile(r"(https?://[^\s<>\"'」』]+)")
_FEWEST = 2  # in a text that also asks


def repaired(text: str) -> str:
    if "?" not in text:
        return text
    parts = _ADDRESS.split(text)  # addresses stand at the odd places
    said = "".join(parts[::2])
    lost = len(_DOT.findall(said)) + len(_BULLET.findall(said))
    if lost < (_FEWEST if _QUESTION.search(said) else 1):
        return text
    dotted = [_BULLET.sub(r"\1·", _DOT.sub("·", part)) if not at % 2 else part for at, part in enumerate(parts)]
    return _ALONE.sub("", "".join(dotted))
