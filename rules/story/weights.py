"""What each sign is worth. Fitted to pairs of our own (a logistic regression), rounded; negative speaks against."""

from typing import NamedTuple


class Sign(NamedTuple):
    kind: str
    amount: float
    what: str


WEIGHTS = {
    "titles": 3.0,
    "leads": 2.0,
    "words": 0.6,
    "number": 2.5,
    "code": 1.5,
    "substances": 2.0,
    "countries": 0.6,
    "meeting": 1.0,
    "names": 0.5,
    "known": 1.0,
    "quoted": 1.5,
    "figures": 2.4,
    "topics": 0.8,
    "rare topic": 0.9,
    "acts": 2.4,
    "covered": 2.0,
    "near": 1.8,
    "stage": 1.5,
    "other substances": -3.2,
    "other head substances": -2.0,
    "other countries": -4.0,
    "country on one side": -1.5,
    "only proposal": -2.8,
    "only initiation": -1.4,
    "only provisional": -1.8,
    "only final": -1.6,
    "only extension": -1.4,
    "only correction": -2.0,
    "only suspension": -1.3,
    "only withdrawal": -1.0,
    "only reaction": -6.4,
    "only meeting": -1.1,
    "only aftermath": -5.4,
    "only counter": -0.3,
    "only followup": -1.2,
    "other months": -4.0,
    "other meeting": -7.1,
    "other numbers": -1.2,
    "other figures": -0.3,
    "publisher": -6.7,
    "other subject": -5.8,
    "other topics": -3.8,
    "topic on one side": -0.2,
    "days": -4.1,
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
RELATED_AT = 4.0
