"""Files → text: what kind of file it is, its lines, and the documents that stand in it."""

from __future__ import annotations

from crawlers.errors import PageError


class DocumentError(PageError):
    """A file that cannot be read; the reason is for people."""
