"""Other spellings of a name that a writer may use: British and American, traditional Chinese, Japanese okurigana."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rules.traditional import SIMPLIFIED, TRADITIONAL

_BRITISH = (
    ("aluminum", "aluminium"), ("defense", "defence"), ("license", "licence"), ("labor", "labour"), ("color", "colour"),
    ("center", "centre"), ("fiber", "fibre"), ("program", "programme"), ("sulfur", "sulphur"), ("sulfide", "sulphide"),
    ("sulfate", "sulphate"), ("cesium", "caesium"), ("catalog", "catalogue"), ("offense", "offence"), ("gray", "grey"),
    ("neighbor", "neighbour"), ("harbor", "harbour"), ("behavior", "behaviour"), ("favor", "favour"), ("tire", "tyre"),
    ("fulfill", "fulfil"), ("traveler", "traveller"), ("labeling", "labelling"), ("modeling", "modelling"),
)  # fmt: skip
_TO_BRITISH = dict(_BRITISH)
_TO_AMERICAN = {uk: us for us, uk in _BRITISH}
_WORD = re.compile(r"[a-z]+")
_ISE = re.compile(r"(?<=[a-z]{3})(i)([sz])(ation|ations|e|ed|es|ing)\b")
_NO_ISE = re.compile("advertis|exercis|franchis|merchandis|mis|pris|expertis|rais|siz|seiz|precis|treatis|vis|wis")
_KANJI = "[\u4e00-\u9fff\u3005]"
_OKURIGANA = re.compile(f"(?<={_KANJI})[りしいきえげみけれめびせちぎ](?={_KANJI})")
_LAST_OKURIGANA = re.compile(f"(?<={_KANJI})[りしいきえげみけれめびせちぎ]$")
_KATAKANA = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ディ", "ジ"),
    ("ティ", "チ"),
)

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)


def spellings(name: str, language: str) -> set[str]:
    """The folded name itself and its other spellings."""
    return {name, *_others(name, language)}


def _others(name: str, language: str) -> Iterator[str]:
    if language in ("en", ""):
        yield from _english(name)
    if language in ("zh", ""):
        yield name.translate(_TO_TRADITIONAL)
    if language in ("ja", ""):
        yield from _japanese(name)
    if language == "de":
        yield name.translate(_GERMAN)
    if language == "fr":
        # capitals lose their accents: METAUX STRATEGIQUES
        yield "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _english(name: str) -> Iterator[str]:
    if not name.isascii():
        return
    american = _WORD.sub(lambda word: _TO_AMERICAN.get(word[0], word[0]), name)
    british = _WORD.sub(lambda word: _TO_BRITISH.get(word[0], word[0]), name)
    if not _NO_ISE.search(name):
        american, british = _ISE.sub(r"iz\3", american), _ISE.sub(r"is\3", british)
    yield american
    yield british
    if re.search("[bcdfghklmnprstvz]y$", name):
        yield f"{name[:-1]}ies"


def _japanese(name: str) -> Iterator[str]:
    without = _OKURIGANA.sub("", name)
    yield without
    if len(without) >= 3:
        yield _LAST_OKURIGANA.sub("", without)
    plain = name
    for written, simpler in _KATAKANA:
        plain = plain.replace(written, simpler)
    yield plain
    if name.endswith("ー") and len(name) > 3:
        yield name[:-1]
