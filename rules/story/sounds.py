"""Foreign names in Hangul and katakana beside their Latin spelling: 넥스페리아, ネクスペリア, Nexperia."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_HANGUL = re.compile(r"[가-힣]{3,10}")
_KATAKANA = re.compile(r"[ァ-ヴー]{4,14}")
_PARTICLE = re.compile(r"(?<=..)(?:으로|에서|[은는이가을를과와의에로도])$")
#: the first sounds of a syllable of Hangul, the middle, the last, each in the order of Unicode
_FIRST, _MIDDLE, _LAST = (
    one.split(",")
    for one in (
        "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h",
        "a,e,ya,ye,eo,e,yeo,ye,o,wa,we,we,yo,u,wo,we,wi,yu,,i,i",
        ",g,kk,gs,n,nj,n,d,l,lg,lm,lb,ls,lt,lp,l,m,b,bs,t,ss,n,j,ch,k,t,p,h",
    )
)
_KANA = {
    sign: consonant + vowel
    for consonant, signs in {
        "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト",
        "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ",
        "m": "マミムメモ", "r": "ラリルレロ",
    }.items()
    for sign, vowel in zip(signs, "aiueo", strict=True)
} | {"チ": "chi", "ツ": "tsu", "シ": "shi", "ジ": "ji", "フ": "fu", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa",
     "ン": "n", "ヴ": "vu", "ー": "", "ッ": ""}  # fmt: skip
_SMALL = dict(zip("ァィゥェォャュョ", ["a", "i", "u", "e", "o", "a", "u", "o"], strict=True))
_SPELLINGS = (
    ("sch", "s"), ("tsch", "s"), ("ch", "s"), ("sh", "s"), ("th", "t"), ("ph", "p"), ("ck", "k"), ("x", "ks"),
    ("qu", "k"), ("ng", "n"), ("ce", "se"), ("ci", "si"),
)  # fmt: skip
_CLASSES = str.maketrans("bfvpdtgkcqjzsxlrmn", "ppppttkkkkssssllmn")
#: of a hundred, how alike the spellings of one name are, vowels and all; less when four consonants agree
_DIFFERS, _FARTHER = 60, 45


@lru_cache(4096)
def romanised(word: str) -> str:
    """Of a word in Hangul or katakana; weak vowels are left out."""
    return _from_kana(word) if "ァ" <= word[0] <= "ヴ" else "".join(_syllable(sign) for sign in word)


def _syllable(sign: str) -> str:
    at = ord(sign) - 0xAC00
    return _FIRST[at // 588] + _MIDDLE[at % 588 // 28] + _LAST[at % 28]


def _from_kana(word: str) -> str:
    text = ""
    for sign in word:
        text = text.rstrip("aiueo") + _SMALL[sign] if sign in _SMALL else text + _KANA.get(sign, "")
    return re.sub(r"(?<=[kgsztdbpmrfv])u|(?<=[td])o(?![aiueo])", "", text)


def skeleton(sounds: str) -> str:
    """Its consonants in classes, so that b and v, l and r, k and c are one."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^ptksmnl]", "", sounds.translate(_CLASSES)))


@lru_cache(4096)
def skeletons(latin: str) -> frozenset[str]:
    """Of a name as written; its last r of a syllable is heard or not."""
    text = latin.lower()
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    return frozenset({skeleton(text), skeleton(re.sub(r"r(?=[^aeiouyäöü]|e?$)", "", text))})


def spoken(text: str) -> set[str]:
    """The words of a text that may be foreign names, romanised."""
    words = {_PARTICLE.sub("", one) for one in _HANGUL.findall(text)} | {*_KATAKANA.findall(text)}
    return {romanised(one) for one in words if one}


def sound_alike(names: Iterable[str], words: Iterable[str]) -> set[str]:
    """Of the Latin names those that one of the romanised words spells."""
    heard = [(skeleton(word), word) for word in words]
    return {
        name
        for name in names
        if len(name) >= 5 and any(_same(name, bones, word) for bones, word in heard if len(bones) >= 3)
    }


def _same(name: str, bones: str, word: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return bones in skeletons(name) and ratio(name.lower(), word) >= (_DIFFERS if len(bones) < 4 else _FARTHER)
