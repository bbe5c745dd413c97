"""How long each class of what is stored is kept: decided here, done by prune."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

from crawlers.checked import duration
from monitor.subscription import Strict


def _time(value: Any) -> timedelta | None:
    """`90d`, `2y`, or `never` for what stays."""
    if value is None or str(value).strip() == "never":
        return None
    if isinstance(value, str) and value.strip().endswith("y") and value.strip()[:-1].isdigit():
        return timedelta(days=365 * int(value.strip()[:-1]))
    try:
        return duration(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no time to keep something; write such as 90d, 2y or never") from error


Time = Annotated[timedelta | None, BeforeValidator(_time)]


class Keep(Strict):
    """After how long each class goes; `never`: not. Nothing that matched or was told goes unless it is asked for."""

    issues: Time = timedelta(days=90)  # what was odd in a poll
    runs: Time = timedelta(days=90)  # polls from which nothing stored was read
    incidents: Time = timedelta(days=365)  # closed ones of which no alert tells
    unmatched_snapshots: Time = timedelta(days=365)  # raw bytes of documents that no rule matched
    unmatched_texts: Time = None  # texts of such documents; title, key and hash stay, so that a re-post is no news
    snapshots: Time = None  # raw bytes of past revisions, matched ones too; a source's keep_snapshots goes before
    messages: Time = None  # as channels took them
    deliveries: Time = None  # done with; the alert stays
    rules: Time = None  # sets of rules that have read no revision of now

    def limits(self, now: datetime) -> Iterator[tuple[str, datetime]]:
        """(class, what is older goes), of the classes that anything goes of; what others refer to comes last."""
        for name in type(self).model_fields:
            kept: timedelta | None = getattr(self, name)
            if kept is not None:
                yield name, now - kept
