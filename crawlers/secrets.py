"""Keys that stand in an address: never shown, and never taken along to another host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, quote_plus, unquote_plus

from yarl import URL

_HIDDEN = "***"
_SHORTEST = 4  # characters; shorter values stand in too many other words


@dataclass(frozen=True, slots=True)
class Secrets:
    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], url: URL) -> Self:
        """Those of the query parameters `names` that this address carries."""
        names = tuple(names)
        return cls(names, tuple(value for name in names if len(value := url.query.get(name, "")) >= _SHORTEST))

    def go_with(self, url: URL) -> bool:
        text = unquote_plus(unquote_plus(str(url)))
        return any(name in url.query for name in self.names) or any(value in text for value in self.values)

    def shown(self, url: URL) -> str:
        """The address for people, logs and the store."""
        text = str(url.with_user(None)) if url.raw_user or url.raw_password else str(url)
        for name in self.names:
            text = re.sub(rf"([?&]{re.escape(quote(name))}=)[^&#]*", rf"\1{_HIDDEN}", text)
        for value in self.values:
            for form in (value, quote(value, ""), quote_plus(value), quote(quote(value, ""), "")):
                text = text.replace(form, _HIDDEN)
        return text
