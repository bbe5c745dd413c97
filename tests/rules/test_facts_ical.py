"""The iCalendar text of binding dates, read back by the rules of RFC 5545."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rules.facts.ical import Day, calendar

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def values(text: str, name: str) -> list[str]:
    return [line.split(":", 1)[1] for line in unfolded(text) if line.partition(":")[0].partition(";")[0] == name]


def unescaped(value: str) -> str:
    marks = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    out, at = "", 0
    while at < len(value):
        pair = value[at : at + 2]
        out, at = (out + marks[pair], at + 2) if pair in marks else (out + value[at], at + 1)
    return out


def test_a_day_lasts_from_its_morning_to_the_next() -> None:
    text = calendar("정책", [Day("doc-1-effective", date(2026, 12, 31), "갈륨 수출허가 시행", NOW)])
    assert values(text, "DTSTART") == ["20261231"]
    assert values(text, "DTEND") == ["20270101"]
    assert values(text, "DTSTAMP") == ["20260302T093000Z"]
    assert values(text, "SUMMARY") == ["갈륨 수출허가 시행"]


def test_each_reminder_is_an_alarm() -> None:
    text = calendar("x", [Day("u", date(2026, 5, 1), "Comments close", NOW, reminders=(30, 7, 1))])
    assert values(text, "TRIGGER") == ["-P30D", "-P7D", "-P1D"]


def test_a_title_cannot_smuggle_a_property_in() -> None:
    text = calendar("x", [Day("u", date(2026, 5, 1), "a\r\nATTACH:http://evil", NOW, link="http://a\r\nATTACH:b")])
    assert values(text, "ATTACH") == []


@given(st.text(max_size=300))
def test_any_text_survives_folding_and_escaping(title: str) -> None:
    text = calendar("x", [Day("u", date(2026, 5, 1), title, NOW)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    kept = title.replace("\r\n", "\n").replace("\r", "\n")
    (summary,) = values(text, "SUMMARY")
    assert unescaped(summary) == "".join(char for char in kept if (char >= " " and char != "\x7f") or char == "\n")
