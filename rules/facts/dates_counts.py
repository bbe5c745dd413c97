"""One to ninety-nine in English and German words, cardinal and ordinal."""

import re
from collections.abc import Iterable

_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_NTH = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DE = [
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_NTH = {1: "ersten", 3: "dritten", 7: "siebten", 8: "achten"}
_DE_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def english() -> dict[str, int]:
    words = (
        {"a": 1, "an": 1} | {word: at for at, word in enumerate(_EN, 1)} | {w: at for at, w in enumerate(_EN_NTH, 1)}
    )
    for tens, word in enumerate(_EN_TENS, 2):
        words |= {word: tens * 10, f"{word[:-1]}ieth": tens * 10}
        for unit in range(1, 10):
            words |= {f"{word}-{part[unit - 1]}": tens * 10 + unit for part in (_EN, _EN_NTH)}
    return words


def german() -> dict[str, int]:
    words = {"eine": 1, "einem": 1, "einer": 1, "eines": 1} | {word: at for at, word in enumerate(_DE, 1)}
    for tens, word in enumerate(_DE_TENS, 2):
        words[word] = tens * 10
        words |= {f"{_DE[unit - 1]}und{word}": tens * 10 + unit for unit in range(1, 10)}
    return words


def german_ordinals() -> dict[str, int]:
    cardinals = {count: word for word, count in german().items()}
    return {_DE_NTH.get(count, f"{word}{'ten' if count < 20 else 'sten'}"): count for count, word in cardinals.items()}


def either(words: Iterable[str]) -> str:
    """As part of an expression, letter by letter: a place where none begins costs one step, not one for each word."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None) is not None
    parts = [f"{re.escape(letter)}{either(rest)}" for letter, rest in sorted(tails.items())]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}"
