"""What a command needs, opened once: configuration, sources, rules and database, with errors for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from crawlers.source import Source
    from monitor.config import Config
    from monitor.rulebook import Rulebook

FAILED, USAGE, BAD_CONFIGURATION, SOME_SOURCES_FAILED = 1, 2, 3, 4

_engines: list[Engine] = []  # opened by this command


@contextmanager
def told_errors() -> Iterator[None]:
    """Known errors become one clear line and their exit code. Closes the databases that were opened within."""
    from sqlalchemy.exc import DatabaseError as RefusedByDatabase
    from sqlalchemy.exc import OperationalError

    from db.engine import DatabaseError
    from db.soundness import is_damage, told
    from monitor.catalogue import UnknownSource
    from monitor.look import NotThere
    from monitor.yaml_file import BadFile

    try:
        yield
    except BadFile as error:
        refuse(str(error), BAD_CONFIGURATION)
    except (UnknownSource, NotThere) as error:
        refuse(str(error.args[0]), USAGE)
    except DatabaseError as error:
        refuse(str(error), BAD_CONFIGURATION)
    except RefusedByDatabase as error:
        if is_damage(error.orig):
            refuse(told(error.orig), BAD_CONFIGURATION)
        if not isinstance(error, OperationalError):
            raise
        refuse(f"the database cannot be used: {error.orig}", FAILED)
    finally:
        while _engines:
            _engines.pop().dispose()


def refuse(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def config() -> Config:
    from monitor.config import load_config

    return load_config()


def database(conf: Config) -> Engine:
    """Opened, and brought to the newest migration; told_errors closes it."""
    from db.engine import open_database
    from db.migrate import migrate
    from db.soundness import refuse_missing

    refuse_missing(conf.database)
    engine = open_database(conf.database)
    _engines.append(engine)
    migrate(engine)
    return engine


def catalogue(conf: Config) -> dict[str, Source]:
    """Every source, watched or not."""
    from monitor.catalogue import load_sources

    return load_sources([conf.sources_folder] if conf.sources_folder.is_dir() else [])


def watched(conf: Config, sources: dict[str, Source]) -> dict[str, Source]:
    """The sources that the daemon polls."""
    from monitor.catalogue import select

    choice = conf.settings.sources
    if choice.only is not None:
        chosen = select(sources, choice.only) if choice.only else {}
    else:
        chosen = {id_: source for id_, source in sources.items() if source.is_enabled}
        chosen |= select(sources, choice.enable) if choice.enable else {}
    unwanted = select(sources, choice.disable) if choice.disable else {}
    return {id_: source for id_, source in sorted(chosen.items()) if id_ not in unwanted}


def stand_ins(conf: Config, sources: dict[str, Source]) -> dict[str, Source]:
    """The sources that may be read in place of a watched one in trouble: all that the user did not switch off."""
    from monitor.catalogue import select

    disable = conf.settings.sources.disable
    unwanted = select(sources, disable) if disable else {}
    return {id_: source for id_, source in sources.items() if id_ not in unwanted}


def rulebook(conf: Config) -> Rulebook:
    from monitor.rulebook import Rulebook

    own = [conf.rules_folder] if conf.rules_folder.is_dir() else []
    if conf.settings.canary:
        from monitor.canary import RULES

        own.insert(0, RULES)
    return Rulebook(own)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=_plain, indent=1) + "\n")


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)


def table_of(*columns: str) -> tuple[Any, Any]:
    from rich import box
    from rich.table import Table

    from monitor.terminal import console

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return console(), table
