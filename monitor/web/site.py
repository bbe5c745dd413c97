"""What every page stands on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from crawlers.source import Source
from monitor.config import Config
from monitor.rulebook import Rulebook
from monitor.web.settings import Web

_KEPT = 50


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Site:
    config: Config
    engine: Engine
    sources: Mapping[str, Source]  # the whole catalogue
    rulebook: Rulebook
    secret: bytes
    writes: bool = True  # False: nothing is changed through it
    now: Callable[[], datetime] = field(default=utc_now)
    kept: dict[Hashable, Any] = field(default_factory=dict)  # what took long to count

    def keep(self, key: Hashable, value: Any) -> None:
        while len(self.kept) >= _KEPT:
            self.kept.pop(next(iter(self.kept)), None)
        self.kept[key] = value

    @property
    def web(self) -> Web:
        return self.config.settings.web
