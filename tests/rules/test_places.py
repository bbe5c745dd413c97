"""Conditions on title and lead, and scores of them, against what plain string search says of made-up items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import Candidate, Rule

_NAMES = ("gallium", "tungsten", "cobalt")
_FILLERS = ("The minister spoke", "Farmers met in the north", "A bridge was opened", "Schools receive " + "books " * 70)

_RULES = {
    "title": {"phrase": "gallium", "in": "title"},
    "lead": {"phrase": "gallium", "in": "lead"},
    "body": {"phrase": "gallium", "in": "body"},
    "anywhere": {"phrase": "gallium"},
    "both": {"all": [{"phrase": "gallium", "in": "title"}, {"phrase": "tungsten"}]},
    "either": {"any": [{"phrase": "gallium", "in": "title"}, {"phrase": "cobalt", "in": "lead"}]},
    "two-of": {
        "at_least": 2,
        "of": [{"phrase": "gallium", "in": "lead"}, {"phrase": "cobalt"}, {"phrase": "tungsten"}],
    },
    "score": {
        "score": 3,
        "of": [
            {"phrase": "gallium", "weight": {"title": 3, "lead": 2}},
            {"phrase": "tungsten", "weight": {"title": 1, "lead": 1}},
            {"phrase": "cobalt", "weight": {"text": 1}},
        ],
    },
    "minus": {
        "score": 2,
        "of": [{"phrase": "gallium", "weight": {"lead": 2}}, {"phrase": "cobalt", "weight": {"title": -1}}],
    },
}
_SET = rules.compile(
    [], [Rule.model_validate({"id": name, "title": {"en": name}, "when": when}) for name, when in _RULES.items()]
)


def expected(title: str, sentences: list[str]) -> set[str]:
    body = " ".join(sentences)
    two = " ".join(sentences[:2])
    lead = f"{title}\n{two[:700]}"
    whole = f"{title}\n{body}"

    def score() -> float:
        gallium = 3 if "gallium" in title else 2 if "gallium" in lead else 0
        return gallium + ("tungsten" in lead) + ("cobalt" in whole)

    held = {
        "title": "gallium" in title,
        "lead": "gallium" in lead,
        "body": "gallium" in body,
        "anywhere": "gallium" in whole,
        "both": "gallium" in title and "tungsten" in whole,
        "either": "gallium" in title or "cobalt" in lead,
        "two-of": sum(("gallium" in lead, "cobalt" in whole, "tungsten" in whole)) >= 2,
        "score": score() >= 3,
        "minus": 2 * ("gallium" in lead) - ("cobalt" in title) >= 2,
    }
    return {name for name, holds in held.items() if holds}


_part = st.builds(
    lambda filler, name, first: f"{name} {filler}" if first else f"{filler} {name}",
    st.sampled_from(_FILLERS),
    st.sampled_from(("", *_NAMES)),
    st.booleans(),
)


@given(_part, st.lists(_part, max_size=6))
def test_what_is_asked_of_the_beginning_is_found_there_and_nowhere_else(title: str, parts: list[str]) -> None:
    sentences = [f"{part}." for part in parts]
    found = {hit.rule_id for hit in _SET.hits(Candidate(title=title, text=" ".join(sentences), language="en"))}
    assert found == expected(title, sentences)
