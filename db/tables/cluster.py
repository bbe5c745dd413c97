"""What several workers share beside the publications."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.tables.shorthand import time


class HostTurn(SQLModel, table=True):
    """When a host may be asked next, by whichever worker."""

    __tablename__ = "host_turn"

    host: str = Field(primary_key=True)
    next_at: datetime = time(nullable=False)
    away_until: datetime | None = time()  # it asked us to stay away
