"""An empty database, as the stages have it."""

from tests.monitor.conftest import engine

__all__ = ["engine"]
