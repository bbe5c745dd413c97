"""What every fault is put to: both databases, a source, small rules."""

from tests.monitor.conftest import engine, migrated, ruleset, source

__all__ = ["engine", "migrated", "ruleset", "source"]
