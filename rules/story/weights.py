"""What each sign is worth. Fitted to pairs of our own (a logistic regression), rounded; negative speaks against."""

from typing import NamedTuple


class Sign(NamedTuple):
    kind: str
    amount: float
    what: str


WEIGHTS = {
    "titles": 2.0,
    "leads": 1.5,
    "words": 0.3,
    "number": 2.5,
    "code": 1.5,
    "substances": 1.8,
    "countries": 0.8,
    "meeting": 1.0,
    "names": 0.5,
    "known": 1.0,
    "quoted": 1.5,
    "figures": 2.3,
    "topics": 0.9,
    "rare topic": 0.9,
    "acts": 1.9,
    "covered": 1.6,
    "near": 1.7,
    "stage": 1.5,
    "other substances": -3.0,
    "other head substances": -2.0,
    "other countries": -3.2,
    "country on one side": -1.1,
    "only proposal": -2.6,
    "only initiation": -1.4,
    "only provisional": -1.2,
    "only final": -1.2,
    "only extension": -1.4,
    "only correction": -2.0,
    "only suspension": -1.3,
    "only withdrawal": -1.0,
    "only reaction": -6.0,
    "only meeting": -1.2,
    "only aftermath": -4.8,
    "only counter": -0.5,
    "only followup": -1.2,
    "other months": -4.0,
    "other meeting": -6.5,
    "other numbers": -1.2,
    "other figures": -0.3,
    "publisher": -6.1,
    "other subject": -5.0,
    "other topics": -3.6,
    "topic on one side": -0.2,
    "days": -3.9,
}
#: without one of these two reports only share a subject
TELLING = frozenset(
    {
        "countries",
        "figures",
        "names",
        "known",
        "number",
        "quoted",
        "meeting",
        "titles",
        "words",
        "leads",
        "code",
        "rare topic",
    }
)
#: with one of these two reports are never the same
VETOES = frozenset({"publisher", "other meeting", "other months"})
SAME_AT = 5.2
RELATED_AT = 2.6
