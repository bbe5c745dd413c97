"""The name of a message, the same over all retries, restarts and restored backups."""

from __future__ import annotations

import hashlib


def message_id(*parts: object) -> str:
    digest = hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()[:32]
    return f"<{digest}@policywatch>"
