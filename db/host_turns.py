"""Turns of hosts, by the clock of the PostgreSQL server: the clocks of the workers may differ."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

_RESERVE = text("""
    INSERT INTO host_turn (host, next_at)
    VALUES (:host, clock_timestamp() + make_interval(secs => :delay))
    ON CONFLICT (host) DO UPDATE
        SET next_at = greatest(host_turn.next_at, clock_timestamp()) + make_interval(secs => :delay)
    RETURNING extract(epoch FROM next_at - clock_timestamp()) - :delay,
              coalesce(extract(epoch FROM away_until - clock_timestamp()), 0)
""")
_STAY_AWAY = text("""
    INSERT INTO host_turn (host, next_at, away_until)
    VALUES (:host, clock_timestamp(), clock_timestamp() + make_interval(secs => :seconds))
    ON CONFLICT (host) DO UPDATE SET away_until = greatest(host_turn.away_until, excluded.away_until)
""")
_FORGET = text("DELETE FROM host_turn WHERE next_at < :before AND coalesce(away_until, next_at) < :before")


def reserve(connection: Connection, host: str, delay: float) -> tuple[float, float]:
    """Takes the next turn. Seconds until it, and seconds that the host asked us to stay away (0 or less: none)."""
    wait, away = connection.execute(_RESERVE, {"host": host, "delay": delay}).one()
    return float(wait), float(away)


def stay_away(connection: Connection, host: str, seconds: float) -> None:
    connection.execute(_STAY_AWAY, {"host": host, "seconds": seconds})


def forget(connection: Connection, before: datetime) -> None:
    """Turns long past."""
    connection.execute(_FORGET, {"before": before})
