"""Nothing that is stored can miss the index: an old archive waits for it, and every writer queues by triggers."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

import db.search
from db.engine import open_database, reading, writing
from db.migrate import configuration, migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database from before there was an index, with one document."""
    kind = request.param
    address = f"sqlite:///{tmp_path / 'old.db'}" if kind == "sqlite" else request.getfixturevalue("postgresql_database")
    engine = open_database(address)
    with writing(engine) as connection:
        command.upgrade(configuration(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO document (id, source_id, key, country, language, date_precision, cited, attachments,"
                " first_seen_at, row_hash, revision, content_hash)"
                " VALUES (1, 'x', '1', '', '', 'day', '[]', '[]', '2026-01-01', '', 1, '')"
            )
        )
    return engine


def waiting(engine: Engine) -> int:
    with reading(engine) as connection:
        return db.search.waiting(connection)


def clear(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM search_queue"))


def test_an_old_archive_is_queued_and_every_later_change_too(old: Engine) -> None:
    migrate(old)
    assert waiting(old) == 1
    writes = {
        "UPDATE document SET title = 'new' WHERE id = 1": 1,
        "UPDATE document SET title = 'new', checked_at = '2026-01-02' WHERE id = 1": 0,
        "UPDATE document SET attachments = '[{\"url\": \"\", \"text\": \"a\"}]' WHERE id = 1": 1,
        "INSERT INTO run (id, source_id, started_at, finished_at, outcome, requests, bytes_read, rows, new_documents,"
        " new_revisions) VALUES (1, 'x', '2026-01-01', '2026-01-01', 'ok', 0, 0, 0, 0, 0)": 0,
        "INSERT INTO revision (id, document_id, number, origin, seen_at, content_hash, hash_version, snapshot, run_id,"
        " rules_version) VALUES (1, 1, 1, 'news', '2026-01-01', '', 1, '', 1, '')": 1,
        "UPDATE revision SET matched_at = '2026-01-01' WHERE id = 1": 0,
        "UPDATE revision SET text = 'other' WHERE id = 1": 1,
        "INSERT INTO match (id, revision_id, document_id, rule_id, severity, labels, concepts, minerals, countries, spans,"
        " matched_at) VALUES (1, 1, 1, 'r', 'low', '[]', '[]', '[]', '[]', '[]', '2026-01-01')": 1,
        "UPDATE match SET dispatched_at = '2026-01-01' WHERE id = 1": 0,
        "DELETE FROM match WHERE id = 1": 1,
        "DELETE FROM revision WHERE id = 1": 0,
        "DELETE FROM document WHERE id = 1": 1,
    }  # fmt: skip
    for statement, queued in writes.items():
        clear(old)
        with writing(old) as connection:
            connection.exec_driver_sql(statement)
        assert waiting(old) == queued, statement
    old.dispose()
