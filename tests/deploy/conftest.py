"""An empty database, as the stages have it."""

from tests.monitor.conftest import engine, migrated

__all__ = ["engine", "migrated"]
