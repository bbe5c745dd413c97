from collections import Counter
from datetime import date

import pytest

from rules.story import Report, compare
from rules.story.report import Finder
from tests.rules.finding import names
from tests.rules.story_cases import cases


@pytest.fixture(scope="module", name="names")
def read_names() -> Finder:
    return names()


_READ: dict[str, Report] = {}


def _report(row: dict[str, str]) -> Report:
    """Read once: a report keeps what was found in it."""
    return _READ.setdefault(f"{row['title']} {row['publisher']} {row['date']}", Report.read(row))


def test_reports_of_one_act_are_found(names: Finder) -> None:
    found, wrong = Counter[tuple[bool, bool]](), []
    for label, a, b in cases():
        got = compare(_report(a), _report(b), names=names)
        found[label == "same", got.label == "same"] += 1
        if (label == "same") != (got.label == "same"):
            wrong.append((label, got.label, a["title"], b["title"], got.reason))
    assert found[True, True] / (found[True, True] + found[False, True]) >= 0.95, wrong
    assert found[True, True] / (found[True, True] + found[True, False]) >= 0.9, wrong


def test_the_order_of_two_reports_does_not_matter(names: Finder) -> None:
    for _, a, b in list(cases())[::9]:
        one = compare(_report(a), _report(b), names=names)
        other = compare(_report(b), _report(a), names=names)
        assert (one.label, one.score) == (other.label, other.score)


def test_a_report_is_the_same_as_itself() -> None:
    one = Report(
        "Peru raises copper royalty to 6 percent", "The rate applies from May 1.", "Wire", date(2027, 3, 1), "en"
    )
    assert compare(one, one).label == "same"


def test_other_month_of_one_table_is_another_story() -> None:
    may = Report("Tin exports in May", "", "Office", date(2027, 6, 5), "en")
    june = Report("Tin exports in June", "", "Office", date(2027, 7, 5), "en")
    assert compare(may, june).label != "same"


def test_the_reason_names_what_is_shared() -> None:
    one = Report("Peru raises copper royalty", "", "Wire", date(2027, 3, 1), "en")
    other = Report("페루, 구리 로열티 인상", "", "통신", date(2027, 3, 1), "ko")
    assert "same countries: PE" in compare(one, other).reason
    assert "royalty" in compare(one, other).reason


def test_nothing_said_is_nothing_in_common() -> None:
    assert compare(Report(""), Report("")).label == "different"
    assert compare(Report(""), Report("")).reason == "nothing in common"


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        Report.read({"title": "x", "date": "yesterday"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Export control on gallium, notice 7", "Export control on gallium, notice 6"),
        ("제12차 공급망안정화위원회 개최", "제13차 공급망안정화위원회 개최"),
        ("商务部公告2026年第31号", "商务部公告2026年第32号"),
    ],
)
def test_one_wording_with_another_number_is_another_notice(one: str, other: str) -> None:
    reports = [
        Report(title, "", publisher, date(2026, 11, 30), "en") for title, publisher in ((one, "A"), (other, "B"))
    ]
    assert compare(*reports).label != "same"


def test_one_number_written_in_two_ways_is_one() -> None:
    one = Report("Quota of 20,000 tonnes for antimony", "", "A", date(2026, 11, 30), "en")
    other = Report("Quota of 20 000 tonnes for antimony", "", "B", date(2026, 11, 30), "en")
    assert compare(one, other).label == "same"
