"""The frame of a message in the subscriber's language; what a publisher wrote stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    severity: Mapping[str, str]
    because: str
    changed: str
    original: str
    footer: str
    update: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        severity={"low": "low", "medium": "medium", "high": "high"},
        because="Why you get this",
        changed="What changed",
        original="Original",
        footer="Policywatch, subscription",
        update="Changed",
    ),
    "ko": Words(
        severity={"low": "낮음", "medium": "보통", "high": "높음"},
        because="알림 이유",
        changed="바뀐 내용",
        original="원문",
        footer="Policywatch 구독",
        update="변경",
    ),
}
