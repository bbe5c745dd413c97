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
    "substances": 2.2,
    "countries": 0.7,
    "meeting": 1.0,
    "names": 0.6,
    "known": 1.3,
    "quoted": 1.5,
    "figures": 2.3,
    "topics": 0.5,
    "rare topic": 0.2,
    "acts": 3.1,
    "covered": 2.2,
    "near": 1.5,
    "stage": 1.8,
    "other substances": -3.4,
    "other head substances": -2.0,
    "other countries": -4.3,
    "country on one side": -1.8,
    "country missing": -1.9,
    "only proposal": -2.6,
    "only initiation": -1.4,
    "only provisional": -1.9,
    "only final": -1.6,
    "only extension": -1.3,
    "only correction": -2.0,
    "only suspension": -1.3,
    "only withdrawal": -1.0,
    "only reaction": -6.7,
    "only meeting": -1.0,
    "only aftermath": -5.6,
    "only counter": -0.2,
    "only followup": -1.2,
    "other months": -4.0,
    "other meeting": -7.2,
    "other issue": -4.0,
    "other numbers": -1.2,
    "other figures": -0.3,
    "publisher": -7.2,
    "other subject": -6.4,
    "other topics": -3.7,
    "topic on one side": -0.5,
    "days": -4.3,
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
VETOES = frozenset({"publisher", "other issue", "other meeting", "other months"})
SAME_AT = 4.7
RELATED_AT = 3.4
