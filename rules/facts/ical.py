"""Binding dates as an iCalendar feed (RFC 5545): one whole-day entry each, with its reminders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75


@dataclass(frozen=True, slots=True)
class Day:
    """An entry; `uid` stays the same when the entry changes, and `changed` then moves on."""

    uid: str
    day: date
    title: str
    changed: datetime
    text: str = ""
    link: str = ""
    reminders: tuple[int, ...] = ()  # days before


def calendar(name: str, days: Iterable[Day]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Policywatch//Binding dates//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for one in days:
        lines += _entry(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entry(one: Day) -> Iterator[str]:
    stamp = f"{one.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from ("BEGIN:VEVENT", f"UID:{_escaped(one.uid)}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}")
    yield f"DTSTART;VALUE=DATE:{_basic(one.day)}"
    if one.day < date.max:
        yield f"DTEND;VALUE=DATE:{_basic(one.day + timedelta(days=1))}"
    yield from (f"SUMMARY:{_escaped(one.title)}", "TRANSP:TRANSPARENT")
    if one.text:
        yield f"DESCRIPTION:{_escaped(one.text)}"
    if one.link:
        yield f"URL:{_clean(one.link)}"
    for before in one.reminders:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{before}D", f"DESCRIPTION:{_escaped(one.title)}")
        yield "END:VALARM"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _clean(text: str) -> str:
    """Control characters could end a line and start another property."""
    return "".join(char for char in text if char >= " " and char != "\x7f")


def _escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(_clean(line) for line in text.split("\n"))


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, broken between characters; a continuation begins with a space."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + char, size + octets
    yield part
