"""What to ask a source for: its address and body with page, window and secrets filled in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from crawlers.errors import Refused
from crawlers.item import Validators, Window
from crawlers.page import Fetch, Page
from crawlers.source import Ask, Source

_PLAIN = Ask()


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def ask(self, fetch: Fetch, validators: Validators | None = None) -> Page:
        return await fetch(self.url, method=self.method, headers=self.headers, body=self.body, validators=validators)


def request_of(source: Source, page: int = 0, window: Window | None = None) -> Request:
    """The request for the `page`-th page, counted from 0. Raises Refused when a secret is missing."""
    if not page and source.ask == _PLAIN and "{" not in source.url:
        return Request(source.url)
    ask, values = source.ask, _values(source, page, window)
    address = source.paging.url if page and source.paging.url else source.url
    url = _with_query(_fill(address, values), _filled(ask.query, values) | _secrets(source))
    headers = _filled(ask.headers, values)
    if ask.json_body is not None:
        body = json.dumps(_fill_json(ask.json_body, values), ensure_ascii=False).encode()
        return Request(url, ask.method, {"Content-Type": "application/json"} | headers, body)
    if ask.form:
        body = urlencode(_filled(ask.form, values)).encode()
        return Request(url, ask.method, {"Content-Type": "application/x-www-form-urlencoded"} | headers, body)
    return Request(url, ask.method, headers)


def has_pages(source: Source) -> bool:
    ask = source.ask
    places = [source.url, source.paging.url or "", *ask.query.values(), *ask.form.values(), *ask.headers.values()]
    return any("{page}" in place for place in [*places, json.dumps(ask.json_body)])


def windows(source: Source, asked: Window | None, now: datetime) -> Iterator[Window | None]:
    """The windows to ask for, newest first: at most `days` long each. None: the source knows no windows."""
    if source.window is None:
        yield None
        return
    today = now.astimezone(ZoneInfo(source.timezone)).date()
    whole = asked or Window(today - timedelta(days=source.window.poll_days), today)
    until = whole.until
    while until >= whole.since:
        since = max(whole.since, until - timedelta(days=source.window.days - 1))
        yield Window(since, until)
        until = since - timedelta(days=1)


def _values(source: Source, page: int, window: Window | None) -> dict[str, str]:
    values = {"{page}": str(source.paging.first + page * source.paging.step)}
    if window and source.window:
        values["{since}"] = window.since.strftime(source.window.format)
        values["{until}"] = window.until.strftime(source.window.format)
    return values


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Only the known places: other braces belong to the source, as in `paramJson={"pageNo":{page}}`."""
    for place, value in values.items():
        text = text.replace(place, value)
    return text


def _filled(pairs: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    return {name: _fill(value, values) for name, value in pairs.items()}


def _fill_json(value: Any, values: Mapping[str, str]) -> Any:
    """A text that is nothing but `{page}` becomes a number."""
    if isinstance(value, dict):
        return {name: _fill_json(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [_fill_json(one, values) for one in value]
    if value == "{page}":
        return int(values["{page}"])
    return _fill(value, values) if isinstance(value, str) else value


def _secrets(source: Source) -> dict[str, str]:
    found = {}
    for parameter, variable in source.ask.secret_query.items():
        if not (value := os.environ.get(variable, "")):
            raise Refused(f"{source.id} needs a key: set the environment variable {variable}")
        found[parameter] = value
    return found


def _with_query(url: str, query: Mapping[str, str]) -> str:
    if not query:
        return url
    joint = "" if url.endswith(("?", "&")) else "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode(query)}"
