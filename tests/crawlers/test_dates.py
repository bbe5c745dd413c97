from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.dates import feed_date, parse_date

NOW = datetime(2026, 8, 20, 3, 0, tzinfo=UTC)


def told(text: str, *formats: str, zone: str = "Asia/Seoul") -> tuple[str, str] | None:
    """Moment and precision in the zone of the source."""
    from zoneinfo import ZoneInfo

    dated = parse_date(text, formats, zone, NOW) if formats else feed_date(text, zone, NOW)
    return (dated.moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M"), dated.precision) if dated else None


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        ("2026-08-19", "%Y-%m-%d", "2026-08-19"),
        ("[2026-08-19]", "%Y-%m-%d", "2026-08-19"),
        ("(2026-08-19)", "%Y-%m-%d", "2026-08-19"),
        ("2026.03.16.", "%Y.%m.%d", "2026-03-16"),
        ("2026. 8. 7.", "%Y. %m. %d.", "2026-08-07"),
        ("2026.8.7", "%Y. %m. %d", "2026-08-07"),
        ("26/08/19", "%y/%m/%d", "2026-08-19"),
        ("２０２６年８月１９日", "%Y年%m月%d日", "2026-08-19"),
        ("2026-07-\n 07", "%Y-%m-%d", "2026-07-07"),
        ("7. August 2026", "%d. %B %Y", "2026-08-07"),
        ("7 août 2026", "%d %B %Y", "2026-08-07"),
        ("19 Agustus 2026", "%d %B %Y", "2026-08-19"),
        ("令和8年8月19日", "era", "2026-08-19"),
        ("令和元年5月7日(火)", "era", "2019-05-07"),
        ("平成38年8月1日", "era", "2026-08-01"),
        ("R8.8.19", "era", "2026-08-19"),
        ("令和8年8月分8月19日", "era", "2026-08-19"),
    ],
)
def test_days(text: str, format_: str, expected: str) -> None:
    assert told(text, format_) == (expected + " 00:00", "day")


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        ("08-19", "%m-%d", "2026-08-19"),
        ("8월 26일", "%m월 %d일", "2026-08-26"),
        ("12-31", "%m-%d", "2025-12-31"),
        ("02-29", "%m-%d", "2024-02-29"),
        ("8月10日付", "%m月%d日付", "2026-08-10"),
    ],
)
def test_days_without_a_year_are_the_last_such_day(text: str, format_: str, expected: str) -> None:
    assert told(text, format_) == (expected + " 00:00", "day")


def test_months() -> None:
    assert told("令和8年8月分", "era") == ("2026-08-01 00:00", "month")
    assert told("August 2026", "%B %Y") == ("2026-08-01 00:00", "month")


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("2026-08-19 10시", "%Y-%m-%d"),
        ("08/19/2026", "%Y/%m/%d"),
        ("2026-02-30", "%Y-%m-%d"),
        ("19 08 2026", "%d%m%Y"),
        ("", "%Y"),
        ("3분 전", "%Y-%m-%d"),
        ("2026-08", "era"),
    ],
)
def test_what_does_not_fit_is_no_date(text: str, format_: str) -> None:
    assert told(text, format_) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed, 19 Aug 2026 15:00:00 +0900", "2026-08-19 15:00"),
        ("Wed, 19 Aug 2026 15:00:00 KST", "2026-08-19 15:00"),
        ("Wed, 19 Aug 2026 15:00:00 JST", "2026-08-19 15:00"),
        ("Wed, 19 Aug 2026 15:00:00 GMT", "2026-08-20 00:00"),
        ("Wed, 19 Aug 2026 15:00:00 EDT", "2026-08-20 04:00"),
        ("Wed, 19 Aug 2026 15:00:00 EST", "2026-08-20 05:00"),
        ("Wed, 19 Aug 2026 15:00:00", "2026-08-19 15:00"),
        ("19 Aug 26 15:00 UT", "2026-08-20 00:00"),
        ("Mi, 19 Aug 2026 15:00:00 +0200", "2026-08-19 22:00"),
        ("Wed, 19 Aug 2026 24:00:00 +0900", "2026-08-20 00:00"),
        ("2026-08-19T15:00:00Z", "2026-08-20 00:00"),
        ("2026-08-19T15:00:00.123+09:00", "2026-08-19 15:00"),
        ("2026-08-19 15:00:00", "2026-08-19 15:00"),
        ("2026.08.19 15:00", "2026-08-19 15:00"),
        ("2026. 8. 7. 오후 3:05", "2026-08-07 15:05"),
        ("Thu, 08/20/2026 - 10:30", "2026-08-20 10:30"),
        ("Wed Aug 19 15:00:00 2026", "2026-08-19 15:00"),
        ("1786000000", "2026-08-06 16:06"),
    ],
)
def test_times_in_feeds(text: str, expected: str) -> None:
    assert told(text) == (expected, "time")


@pytest.mark.parametrize("text", ["2026.11.22", "2026년 11월 22일", "2026年11月22日", "22 November 2026", "2026-11-22"])
def test_days_in_feeds_that_feedparser_takes_for_others(text: str) -> None:
    assert told(text) == ("2026-11-22 00:00", "day")


@pytest.mark.parametrize(
    "text",
    [
        "10000-01-01",
        "Wed, 19 Aug 2026 15:00:00 +99:99",
        "Wed, 19 Aug 2026 15:00:00 XYZ",
        "26-08-19 10:00",
        "yesterday",
        "2026-13-01",
        "Wed, 32 Aug 2026 15:00:00 GMT",
    ],
)
def test_what_feeds_say_that_is_no_date(text: str) -> None:
    assert told(text) is None


def test_a_zone_name_means_what_it_means_to_the_publisher() -> None:
    assert told("Wed, 19 Aug 2026 15:00:00 CST", zone="Asia/Shanghai") == ("2026-08-19 15:00", "time")
    assert told("Tue, 20 Jan 2026 15:00:00 CST", zone="America/Chicago") == ("2026-01-20 15:00", "time")


def test_formats_of_the_source_come_first() -> None:
    dated = feed_date("26-08-19 10:00", "UTC", NOW, ["%y-%m-%d %H:%M"])
    assert dated
    assert dated.moment == datetime(2026, 8, 19, 10, 0, tzinfo=UTC)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    feed_date(text, "Asia/Seoul", NOW)
    parse_date(text, ["%m-%d", "era", "iso", "epoch-ms", "%B %d, %Y"], "Asia/Tokyo", NOW)


@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_what_email_writes_is_read_back(moment: datetime) -> None:
    from email.utils import format_datetime

    moment = moment.replace(microsecond=0, tzinfo=UTC)
    dated = feed_date(format_datetime(moment), "Asia/Seoul", NOW)
    assert dated
    assert dated.moment == moment
