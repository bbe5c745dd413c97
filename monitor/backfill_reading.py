"""Files read, stored and matched: the reading and matching may go on beside the storing."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from crawlers.item import Issue, Poll
from crawlers.source import Source
from monitor.backfill import Ledger, Outcome, Progress, request_of, utc_now
from monitor.backfill_aside import Aside, read_aside
from monitor.backfill_files import Found, Piece, pieces
from monitor.backfill_matching import Matching
from rules import RuleSet

_PIECES = 200  # stored together, in one transaction
_BYTES = 4 * 2**20


@dataclass(slots=True)
class _Group:
    """Pieces that are stored together; those that were done before are only counted."""

    pieces: list[Piece] = field(default_factory=list)
    size: int = 0
    done: int = 0

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.size += piece.size

    @property
    def is_full(self) -> bool:
        return len(self.pieces) >= _PIECES or self.size >= _BYTES or any(piece.many for piece in self.pieces[-1:])


def backfill_files(
    engine: Engine,
    source: Source,
    files: Sequence[tuple[Path, str]],
    rules: RuleSet,
    progress: Progress,
    *,
    again: bool = False,
    processes: int | None = None,
) -> Outcome:
    """Asking again for the same files goes on where it stopped."""
    request = request_of(source, files=sorted(str(path) for path, _ in files))
    ledger = Ledger.opened(engine, source, request, again=again)
    outcome = Outcome(source.id, ledger.backfill_id)
    with closing(Aside(rules, processes=processes)) as aside, _settled():
        matching = Matching(engine, aside)
        for group, found in _read(_groups(pieces(source, files), ledger.done), aside):
            outcome.parts += len(group.pieces) + group.done
            documents = _keep(ledger, outcome, group, found)
            matching.feed(utc_now())
            if group.pieces:
                progress(group.pieces[-1].label, at=group.pieces[-1].at, documents=documents)
        matching.finish(utc_now())
    if not outcome.failed:
        ledger.finish()
    return outcome


@contextmanager
def _settled() -> Iterator[None]:
    """Rules and modules are there to stay: collecting garbage need not look at them again."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _groups(found: Iterable[Piece], done: set[str]) -> Iterator[_Group]:
    group = _Group()
    for piece in found:
        if piece.part in done:
            group.done += 1
            continue
        group.add(piece)
        if group.is_full:
            yield group
            group = _Group()
    yield group


def _read(groups: Iterable[_Group], aside: Aside) -> Iterator[tuple[_Group, list[Found]]]:
    """In order; some groups ahead when there are processes that read them."""
    ahead: deque[tuple[_Group, Future[list[Found]]]] = deque()
    for group in groups:
        ahead.append((group, _begun(group, aside)))
        while ahead and (ahead[0][1].done() or len(ahead) > 2 * aside.processes):
            yield _finished(*ahead.popleft())
    while ahead:
        yield _finished(*ahead.popleft())


def _begun(group: _Group, aside: Aside) -> Future[list[Found]]:
    readers = [piece.read for piece in group.pieces]
    if aside.at_hand and not any(piece.many for piece in group.pieces):
        return aside.submit(read_aside, readers)
    read: Future[list[Found]] = Future()
    read.set_result(read_aside(readers))
    return read


def _finished(group: _Group, future: Future[list[Found]]) -> tuple[_Group, list[Found]]:
    try:
        return group, future.result()
    except BrokenExecutor:
        return group, read_aside([piece.read for piece in group.pieces])


def _keep(ledger: Ledger, outcome: Outcome, group: _Group, found: Sequence[Found]) -> int:
    now = utc_now()
    poll = Poll(ledger.source.id, now, now, "ok")
    whole: list[str] = []
    for piece, one in zip(group.pieces, found, strict=True):
        poll.items += one.items
        poll.issues += one.issues
        if one.error:
            outcome.failed[piece.label] = one.error
            poll.issues.append(Issue("file-unread", f"{piece.label}: {one.error}"))
        else:
            whole.append(piece.part)
    poll.rows, poll.finished_at = len(poll.items), utc_now()
    if group.pieces:
        ledger.keep(poll, whole)
    return len(poll.items)
