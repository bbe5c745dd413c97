"""policywatch backup, restore, move, prune; and what `run` looks at before it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.opened import FAILED, USAGE, catalogue, config, database, print_json, refuse, told_errors

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from monitor.config import Config
    from monitor.refill import Filled

_TOLD_AGAIN = """What was told since then is told again, under the same Message-ID.
To look at it first: `policywatch run --hold`, then `policywatch deliveries list`, `drop` and `release`."""
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def before_run(engine: Engine, *, hold: bool) -> None:
    """Raises DatabaseError for a damaged file. With `hold`, deliveries wait from now on, over restarts too."""
    from datetime import UTC, datetime

    import db.keeping
    from db.engine import writing
    from db.soundness import refuse_damaged

    refuse_damaged(engine)
    with writing(engine) as connection:
        if hold:
            db.keeping.hold(connection, "run --hold", datetime.now(UTC))
        held = db.keeping.held(connection)
    if held:
        since = f"{held['since']:%Y-%m-%d %H:%M} UTC"
        typer.echo(
            f"Nothing is sent since {since} ({held['reason']}), until `policywatch deliveries release`.", err=True
        )


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A new file, or a folder that gets one.")],
    keep: Annotated[int, typer.Option("--keep", min=0, help="Of a folder: how many stay; 0: all.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Write a backup, beside a running daemon; it is read again whole before it counts. Either database takes it."""
    from datetime import UTC, datetime

    from monitor.backup import back_up

    with _told_faults():
        engine = _opened(config())
        made = back_up(engine, to, datetime.now(UTC), keep=keep)
        engine.dispose()
    if as_json:
        print_json(
            {"file": str(made.path), "bytes": made.bytes, "rows": made.rows, "removed": list(map(str, made.removed))}
        )
        return
    rows = sum(made.rows.values())
    typer.echo(
        f"{made.path}: {rows:,} rows of {len(made.rows)} tables, {made.bytes / 1e6:,.1f} MB, read again and sound"
    )
    for path in made.removed:
        typer.echo(f"{path} removed")


def restore(
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="What `backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Keep what is in the database aside.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only read the backup and say what is in it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the database: all of it, proven row for row, or nothing."""
    from datetime import UTC, datetime

    from monitor.backup import verify
    from monitor.move import put

    with _told_faults():
        conf = config()
        archive = verify(file)
        if check:
            _print({"file": str(file), "made_at": archive.made_at, "rows": archive.rows()}, as_json=as_json)
            return
        filled = put(conf.database, archive, datetime.now(UTC), replace=replace)
    _print(_plain(filled) | {"made_at": archive.made_at}, as_json=as_json)
    if not as_json:
        _tell(filled)
        typer.echo(f"The database is as it was at {archive.made_at:%Y-%m-%d %H:%M} UTC. {_TOLD_AGAIN}")


def move(
    to: Annotated[str, typer.Argument(metavar="ADDRESS", help="postgresql://… or sqlite:////…; ${NAME} is filled in.")],
    as_json: AsJson = False,
) -> None:
    """Copy the whole database into an empty one of either kind, proven row for row; the old one stays."""
    from datetime import UTC, datetime

    from monitor.move import move as carry
    from monitor.secret_text import MissingSecret, filled_in

    with _told_faults():
        conf = config()
        try:
            address = filled_in(to, os.environ)
        except MissingSecret as error:
            refuse(str(error), USAGE)
        from db.migrate import migrate

        engine = _opened(conf)
        migrate(engine)
        filled = carry(engine, address, datetime.now(UTC))
        engine.dispose()
    _print(_plain(filled), as_json=as_json)
    if not as_json:
        _tell(filled)
        typer.echo(
            f"Now write into {conf.places.config_file}:\n\n    database: {_without_password(to)}\n\nand start again."
        )


def _opened(conf: Config) -> Engine:
    """As it is, at whatever migration: a backup is made before an upgrade."""
    from sqlalchemy.engine import make_url

    from db.engine import open_database
    from db.soundness import refuse_missing

    url = make_url(conf.database)
    refuse_missing(conf.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        refuse(f"there is no database {url.database} yet", FAILED)
    return open_database(conf.database)


def _without_password(address: str) -> str:
    """A password that was written out gets a name, which the environment or a file fills in."""
    from sqlalchemy.engine import make_url

    if "${" in address:
        return address
    url = make_url(address)
    return url.render_as_string().replace(":***@", ":${PASSWORD}@") if url.password else address


def _plain(filled: Filled) -> dict[str, object]:
    return {"rows": filled.rows, "cleaned": filled.cleaned, "kept_aside": filled.kept_aside}


def _print(told: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    rows = told["rows"]
    assert isinstance(rows, dict)  # noqa: S101  for the type checker
    for name, number in rows.items():
        if number:
            typer.echo(f"{number:>12,}  {name}")


def _tell(filled: Filled) -> None:
    typer.echo(f"{sum(filled.rows.values()):,} rows, each as it was.")
    for name in filled.cleaned:
        typer.echo(f"{name}: characters that PostgreSQL does not store were left out", err=True)
    if filled.kept_aside:
        typer.echo(f"What was there before is kept aside as {filled.kept_aside}; remove it when nobody misses it.")


@contextmanager
def _told_faults() -> Iterator[None]:
    from db.loading import LoadError
    from monitor.backup import BackupError
    from monitor.refill import Refused

    with told_errors():
        try:
            yield
        except (BackupError, LoadError, Refused) as error:
            refuse(str(error), FAILED)
        except OSError as error:
            refuse(f"{error.filename}: {error.strerror}", FAILED)


def prune(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    vacuum: Annotated[
        bool, typer.Option("--vacuum", help="Write an SQLite file anew afterwards; no daemon may run.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Let go what has been kept as long as `keep` says; the daemon does so once a day."""
    from datetime import UTC, datetime

    from monitor import prune as pruning
    from monitor.refill import refuse_led

    with _told_faults():
        conf, now = config(), datetime.now(UTC)
        engine, keep = database(conf), conf.settings.keep
        if vacuum and engine.dialect.name == "sqlite":
            refuse_led(engine, now)
        if dry_run:
            goes = pruning.expired(engine, keep, now)
        else:
            goes, _ = pruning.prune(engine, keep, catalogue(conf), now)
        if vacuum and engine.dialect.name == "sqlite" and not dry_run:
            pruning.vacuum(engine)
    if as_json:
        print_json(
            {
                "dry_run": dry_run,
                "goes": [
                    {"class": one.name, "before": one.before, "rows": one.rows, "bytes": one.bytes} for one in goes
                ],
            }
        )
        return
    for one in goes:
        size = f", {one.bytes / 1e6:,.1f} MB" if dry_run else ""
        typer.echo(
            f"{one.rows:>10,} {'would go' if dry_run else 'gone'}  {one.name}{size} (before {one.before:%Y-%m-%d})"
        )
