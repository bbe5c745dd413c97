"""An empty database, as the stages have it."""

from tests.monitor.conftest import engine, migrated, migrated_postgresql

__all__ = ["engine", "migrated", "migrated_postgresql"]
