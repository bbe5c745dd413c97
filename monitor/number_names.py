"""An official number as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FORMS = {
    "cn-announcement": "{authority}公告{year}年第{number}号",
    "cn-order": "{authority}令{year}第{number}号",
    "cn-doc": "{authority}〔{year}〕{number}号",
    "kr-gosi": "{authority}고시 제{year}-{number}호",
    "kr-gonggo": "{authority}공고 제{year}-{number}호",
    "kr-law": "법률 제{number}호",
    "kr-presidential": "대통령령 제{number}호",
    "kr-ministerial": "{authority}령 제{number}호",
    "kr-hunryeong": "{authority}훈령 제{number}호",
    "kr-yegyu": "{authority}예규 제{number}호",
    "kr-bill": "의안 {number}",
    "us-fr-cite": "{year} FR {number}",
    "us-fr-doc": "FR Doc. {year}-{number}",
    "us-rin": "RIN {number}",
    "us-eo": "E.O. {number}",
    "us-proclamation": "Proclamation {number}",
    "us-publaw": "Pub. L. {number}",
    "us-gl": "OFAC General License {number}",
    "eu-regulation": "Regulation (EU) {year}/{number}",
    "eu-directive": "Directive (EU) {year}/{number}",
    "eu-decision": "Decision (EU) {year}/{number}",
    "eu-celex": "CELEX {number}",
    "eu-com": "COM({year}) {number}",
    "eu-swd": "SWD({year}) {number}",
    "eu-procedure": "{year}/{number}({authority})",
    "jp-law": "{year}年法律第{number}号",
    "jp-seirei": "{year}年政令第{number}号",
    "jp-shorei": "{year}年{authority}令第{number}号",
    "jp-kokuji": "{year}年{authority}告示第{number}号",
    "de-bgbl": "BGBl. {year} {authority} Nr. {number}",
    "uk-si": "S.I. {year}/{number}",
}


def label(number: Mapping[str, Any]) -> str:
    """Of `scheme`, `authority`, `year` and `number`."""
    year = str(number["year"])
    form = _FORMS.get(number["scheme"], "{authority} {year} {number}")
    if not year:
        form = form.replace("{year}年", "").replace("{year}-", "").replace("{year}/", "").replace("{year}", "")
    joint = str(number["authority"]).replace("+", " ")
    return " ".join(form.format(authority=joint, year=year, number=number["number"]).split())
