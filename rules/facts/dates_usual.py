"""What a day to come binds where no table knows the words around it: most of what notices date is a measure."""

import re
from datetime import date

from rules.facts.dates_grammar import Cue, Grammar
from rules.facts.dates_view import View


def usual(grammar: Grammar, view: View, published: date | None) -> str:
    """The kinds, "" for none: events, projects and statistics, days gone by, and what names no measure."""
    day = view.last.day()
    if published is None or day is None or day < published:
        return ""
    names_measure = grammar.measures.search(view.text) is not None
    if grammar.happens.search(view.text) and not names_measure:
        return ""
    if view.role == "from":
        return _begins(grammar, view)
    if grammar.cue_not.search(view.text) or view.last.value is None or len(view.last.value) < 10:
        return ""
    if view.role == "until" and grammar.due.search(view.text):
        return "application_deadline"
    return _ends(grammar, view, published) if names_measure else ""


def _begins(grammar: Grammar, view: View) -> str:
    cue = grammar.cue_any.search(view.text, view.at)
    asked = cue is not None and _cue(grammar, cue).binds
    return "" if cue and not (asked and grammar.measures.search(view.text, view.at)) else "effective"


def _cue(grammar: Grammar, found: re.Match[str]) -> Cue:
    return grammar.after[int((found.lastgroup or "c0")[1:])]


def _ends(grammar: Grammar, view: View, published: date) -> str:
    if view.role == "day":
        alone = view.text[max(0, view.at - 1) : view.at] == "(" or view.last.day() == published
        cue = grammar.cue_any.search(view.text)
        return "effective" if not alone and (cue is None or _cue(grammar, cue).start == "effective") else ""
    return "effective>expiry" if view.role == "window" else "expiry"
