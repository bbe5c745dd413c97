"""What every page stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine

from crawlers.source import Source
from monitor.config import Config
from monitor.rulebook import Rulebook
from monitor.web.settings import Web


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

    @property
    def web(self) -> Web:
        return self.config.settings.web
