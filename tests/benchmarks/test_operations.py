"""A poll must not come to cost more: its operations are held against a committed baseline. See `operations.py`.

What became cheaper, or dearer for a good reason: `python -m tests.benchmarks.operations --write`, and say why.
"""

from __future__ import annotations

import json

from tests.benchmarks.operations import BASELINE, grown, operations


def test_operations_have_not_grown_by_a_tenth() -> None:
    assert grown(json.loads(BASELINE.read_text(encoding="utf-8")), operations()) == []


def test_what_grows_or_is_counted_no_longer_is_told() -> None:
    before = {"new": {"statements": 10, "commits": 2}, "304": {"statements": 1}}
    assert grown(before, {"new": {"statements": 10.9, "commits": 2}, "304": {"statements": 1}}) == []
    told = grown(before, {"new": {"statements": 11.1}})
    assert told == [
        "new: statements: 10 before, 11.1 now",
        "new: commits: 2 before, None now",
        "304: statements: 1 before, None now",
    ]
