"""The site that a configuration describes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine

from crawlers.source import Source
from db.engine import open_database
from monitor.config import Config
from monitor.rulebook import Rulebook
from monitor.web.signed import load_secret
from monitor.web.site import Site


def site_of(conf: Config, sources: Mapping[str, Source], rules: Rulebook, *, writes: bool = True) -> Site:
    """With an engine of its own: a slow page takes no connection from the daemon."""
    engine: Engine = open_database(conf.database)
    return Site(conf, engine, sources, rules, load_secret(conf.places.data), writes)
