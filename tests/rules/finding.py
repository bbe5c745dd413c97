"""The substances that the built-in concepts name, read once for all tests."""

from functools import cache

from monitor.cli_compare import finder
from rules.story.report import Finder


@cache
def names() -> Finder:
    return finder()
