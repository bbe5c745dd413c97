from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.observe.log import start_log


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    log = logging.getLogger("monitor")
    before = list(log.handlers)
    yield log
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()
    log.propagate = True


def test_json_has_one_object_an_outcome_with_its_fields(log: logging.Logger, tmp_path: Path) -> None:
    start_log(tmp_path, "json", verbose=False)
    log.info("delivery sent id=%s alert=%s channel=%s", 7, 3, "team-mail")
    log.warning("delivery %s id=%s reason=%s", "retry", 8, "451 try later")
    first, second = map(json.loads, (tmp_path / "policywatch.log").read_text().splitlines())
    assert first["event"] == "delivery sent"
    assert (first["id"], first["alert"], first["channel"], first["level"]) == (7, 3, "team-mail", "info")
    assert (second["id"], second["reason"]) == (8, "451 try later")
    assert second["message"] == "delivery retry id=8 reason=451 try later"
    assert first["time"].endswith("+00:00")


@pytest.mark.parametrize("kind", ["text", "json"])
def test_no_address_is_ever_logged(log: logging.Logger, tmp_path: Path, kind: str) -> None:
    start_log(tmp_path, kind, verbose=False)  # type: ignore[arg-type]
    try:
        raise ValueError("slack://T1/B2/secret-token failed")  # noqa: TRY301
    except ValueError:
        log.exception("failed loop=%s address=%s", "x", "mailto://user:password@host")
    written = (tmp_path / "policywatch.log").read_text()
    assert "secret-token" not in written
    assert "password" not in written
    assert "slack://" in written


def test_a_line_of_a_source_makes_no_second_line_in_json(log: logging.Logger, tmp_path: Path) -> None:
    start_log(tmp_path, "json", verbose=False)
    log.info("match title=%r", 'x"\n{"event": "forged"}')
    assert len((tmp_path / "policywatch.log").read_text().splitlines()) == 1
