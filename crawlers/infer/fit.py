"""Whether a selector gives dates, and with which pattern and formats."""

from __future__ import annotations

from datetime import datetime

from crawlers.dates import parse_date
from crawlers.infer.shapes import readings, used_formats
from crawlers.infer.spots import Field
from crawlers.infer.when import Asked, Where
from crawlers.select import find
from crawlers.source import FieldFrom


def checked(asked: Asked, field: Field, least: float = 0.7) -> Where | None:
    """The dates of a whole field, if at least this share of the rows has one."""
    read = FieldFrom.model_validate({name: value for name, value in field.items() if name != "formats"})
    moments: dict[int, datetime] = {}
    for number, row in enumerate(asked.rows):
        dated = parse_date(find(read, row), field["formats"], asked.zone, asked.now)
        if dated:
            moments[number] = dated.moment
    return Where(field, moments, len(moments) / len(asked.rows)) if len(moments) >= least * len(asked.rows) else None


def fitted(asked: Asked, path: str, least: float = 0.7) -> Where | None:
    """A selector with the pattern and formats that its values need."""
    read = FieldFrom.model_validate({"xpath": path})
    texts = [text for row in asked.rows if (text := find(read, row))]
    if len(texts) < least * len(asked.rows):
        return None
    for reading in readings(texts, asked.zone, asked.now, asked.country)[:2]:
        if not reading.shape.full and reading.shape.worth < 0.6:
            continue
        field: Field = {"xpath": path}
        if not reading.bare:
            field["regex"] = reading.shape.pattern
        if reading.shape.template:
            field["template"] = reading.shape.template
        field["formats"] = used_formats(reading, texts, asked.zone, asked.now)
        if where := checked(asked, field, least):
            return where
    return None
