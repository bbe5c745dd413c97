"""Politeness over all workers: a host's next turn stands in the database."""

from __future__ import annotations

import asyncio

from sqlalchemy import Engine

import db.host_turns
from db.engine import writing


class DatabaseTurns:
    """crawlers.polite.SharedTurns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def reserve(self, host: str, delay: float) -> tuple[float, float]:
        return await asyncio.to_thread(self._reserve, host, delay)

    async def stay_away(self, host: str, seconds: float) -> None:
        await asyncio.to_thread(self._stay_away, host, seconds)

    def _reserve(self, host: str, delay: float) -> tuple[float, float]:
        with writing(self._engine) as connection:
            return db.host_turns.reserve(connection, host, delay)

    def _stay_away(self, host: str, seconds: float) -> None:
        with writing(self._engine) as connection:
            db.host_turns.stay_away(connection, host, seconds)
