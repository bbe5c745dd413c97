"""Binding dates as an iCalendar feed (RFC 5545): one whole-day entry each, with its reminders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

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
    remind_at: time = time()  # of the day on which a reminder goes off
    sequence: int = 0  # how often the entry changed
    cancelled: bool = False


def calendar(name: str, days: Iterable[Day], language: str = "") -> str:
    """`language` of the titles and descriptions, such as ko."""
    said = f";LANGUAGE={language}" if language else ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Policywatch//Binding dates//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_escaped(name)}", f"NAME{said}:{_escaped(name)}"]
    for one in days:
        lines += _entry(one, said)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entry(one: Day, said: str) -> Iterator[str]:
    stamp = f"{one.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from ("BEGIN:VEVENT", f"UID:{_escaped(one.uid)}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}")
    yield f"DTSTART;VALUE=DATE:{_basic(one.day)}"
    if one.day < date.max:
        yield f"DTEND;VALUE=DATE:{_basic(one.day + timedelta(days=1))}"
    yield from (f"SUMMARY{said}:{_escaped(one.title)}", "TRANSP:TRANSPARENT", f"SEQUENCE:{one.sequence}")
    if one.cancelled:
        yield "STATUS:CANCELLED"
    if one.text:
        yield f"DESCRIPTION{said}:{_escaped(one.text)}"
    if one.link:
        yield f"URL:{_clean(one.link)}"
    for before in () if one.cancelled else one.reminders:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_before(before, one.remind_at)}")
        yield from (f"DESCRIPTION{said}:{_escaped(one.title)}", "END:VALARM")
    yield "END:VEVENT"


def _before(days: int, at: time) -> str:
    """From the midnight with which the day begins: 08:00 on the day before is -PT16H."""
    minutes = days * 24 * 60 - at.hour * 60 - at.minute
    hours, rest = divmod(abs(minutes) % (24 * 60), 60)
    clock = f"{hours}H" * bool(hours) + f"{rest}M" * bool(rest)
    whole = f"{abs(minutes) // (24 * 60)}D" if abs(minutes) >= 24 * 60 or not clock else ""
    return f"{'-' * (minutes > 0)}P{whole}{f'T{clock}' if clock else ''}"


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
