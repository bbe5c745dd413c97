"""The checked values in a source's YAML: durations, zones, addresses, patterns, selectors, date formats."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BeforeValidator, HttpUrl, TypeAdapter

from crawlers.select import css, is_xpath, json_path, xpath

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def duration(value: Any) -> timedelta:
    """`15m`, `2h`, `7d` → timedelta."""
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"(\d+)\s*([smhdw])", str(value).strip())
    if not found or int(found[1]) == 0:
        raise ValueError(f"{value!r} is no duration; write a number and s, m, h, d or w, such as 15m")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{value!r} is no time zone; write a name such as Asia/Seoul") from error
    return value


def _web_address(value: str) -> str:
    TypeAdapter(HttpUrl).validate_python(value)
    return value


def _cron(value: str) -> str:
    from datetime import UTC, datetime

    try:
        CronSim(value, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f"{value!r} is no cron expression: {error}") from error
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


#: Names of date formats besides strptime's; crawlers/dates.py reads them.
DATE_FORMATS = frozenset({"iso", "rfc822", "epoch", "epoch-ms", "era"})


def _date_format(value: str) -> str:
    if value not in DATE_FORMATS and not re.search("%[A-Za-z]", value):
        known = ", ".join(sorted(DATE_FORMATS))
        raise ValueError(f"{value!r} is no date format; write one for strptime, such as '%Y-%m-%d', or one of {known}")
    return value


def _css(value: str) -> str:
    css(value)
    return value


def _xpath(value: str) -> str:
    xpath(value)
    return value


def _json_path(value: str) -> str:
    json_path(value)
    return value


def check_rows_selector(selector: str, *, json: bool) -> None:
    """Raises ValueError when it does not compile."""
    compile_selector: Any = json_path if json else xpath if is_xpath(selector) else css
    compile_selector(selector)


Duration = Annotated[timedelta, BeforeValidator(duration)]
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Cron = Annotated[str, AfterValidator(_cron)]
Pattern = Annotated[str, AfterValidator(_pattern)]
DateFormat = Annotated[str, AfterValidator(_date_format)]
Css = Annotated[str, AfterValidator(_css)]
XPath = Annotated[str, AfterValidator(_xpath)]
JsonPath = Annotated[str, AfterValidator(_json_path)]
