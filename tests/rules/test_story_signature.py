from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from rules.story import Report, Signature, compare, near, worth_comparing
from rules.story.report import Finder
from rules.story.signature import distance, simhash
from tests.rules.finding import names
from tests.rules.story_cases import cases

TEXT = (
    "The ministry opened the second review of tungsten stocks on Monday. Mills must report what they hold by the end "
    "of March, and the office will publish the totals in April. Small workshops are left out of the count this year. "
)


@pytest.fixture(scope="module", name="names")
def read_names() -> Finder:
    return names()


_SIGNED: dict[str, Signature] = {}


def _signature(row: dict[str, str], names: Finder) -> Signature:
    """Made once."""
    written = f"{row['title']} {row['publisher']} {row['date']}"
    if written not in _SIGNED:
        _SIGNED[written] = Signature.of(Report.read(row), names=names)
    return _SIGNED[written]


def test_reports_of_one_act_are_worth_comparing(names: Finder) -> None:
    found, missed = Counter[tuple[str, bool]](), []
    for label, a, b in cases():
        worth = worth_comparing(_signature(a, names), _signature(b, names))
        found[label, worth] += 1
        if label == "same" and not worth:
            missed.append((a["title"], b["title"]))
    assert found["same", True] / (found["same", True] + found["same", False]) >= 0.99, missed


def test_most_of_an_archive_is_left_alone(names: Finder) -> None:
    reports = {a["title"] + a["publisher"]: a for _, a, _ in cases()}
    signatures = [_signature(one, names) for one in reports.values()]
    pairs = list(combinations(signatures, 2))
    assert sum(worth_comparing(*pair) for pair in pairs) / len(pairs) < 0.05


def test_what_is_called_the_same_was_worth_comparing(names: Finder) -> None:
    for _, one, other in list(cases())[::5]:
        a, b = Report.read(one), Report.read(other)
        if compare(a, b, names=names).label == "same":
            assert worth_comparing(_signature(one, names), _signature(other, names)), (a.title, b.title)


def test_another_footer_leaves_a_text_near() -> None:
    one = Report("Review of tungsten stocks", TEXT * 3)
    other = Report("Review of tungsten stocks", TEXT.upper() * 3 + "Last update: 3 May. Print this page.")
    far = Report("Tariffs on tea", "Parliament voted on Tuesday to raise the levy on imported leaves and coffee beans.")
    assert near(Signature.of(one), Signature.of(other))
    assert not near(Signature.of(one), Signature.of(far))


def test_a_number_outlives_the_days_between() -> None:
    early = Signature(1, ("number:cn-announcement:2027-9",), date(2027, 2, 1))
    late = Signature(2**64 - 1, ("number:cn-announcement:2027-9",), date(2028, 2, 1))
    assert worth_comparing(early, late)
    assert not worth_comparing(
        Signature(1, ("mineral:tin", "country:PE", "topic:royalty"), date(2027, 2, 1)),
        Signature(2**64 - 1, ("mineral:tin", "country:PE", "topic:royalty"), date(2028, 2, 1)),
    )


def test_anchors_are_written_in_one_form(names: Finder) -> None:
    report = Report(
        "商务部公告2027年第9号 公布对镓相关物项实施出口管制", "自2027年3月5日起施行。", "商务部", date(2027, 2, 1), "zh"
    )
    anchors = Signature.of(report, names=names).anchors
    assert {"number:cn-announcement:2027-9", "mineral:gallium", "date:2027-03-05", "country:CN"} <= {*anchors}
    assert anchors == tuple(sorted({*anchors}))


@pytest.mark.parametrize("text", ["", "…", "a", "갈륨", TEXT * 400])
def test_any_text_has_a_simhash_of_64_bits(text: str) -> None:
    assert 0 <= simhash(text) < 2**64
    assert distance(simhash(text), simhash(text)) == 0
