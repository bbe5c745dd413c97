"""Rows that say that documents tell the same story."""

from __future__ import annotations

from typing import Any

from tests.monitor.conftest import NOW


def story_member(document_id: int, *, official: bool = False) -> dict[str, Any]:
    return {
        "document_id": document_id, "story_id": 1, "number": 1, "official": official, "same_as": None, "score": 1.0,
        "reason": "", "joined_at": NOW, "day": 0, "simhash": 0, "anchors": [], "address": "",
    }  # fmt: skip
