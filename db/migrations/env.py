"""Alembic environment: one for SQLite and PostgreSQL, always on a connection that db.migrate hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import db.tables  # noqa: F401  fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter a column
    transaction_per_migration=False,
)
context.run_migrations()
