"""Members of a ZIP container, within limits: a bomb is refused by what it unpacks to, not by what it says."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from crawlers.documents import DocumentError

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 48 * 2**20
LARGEST_WHOLE = 96 * 2**20


class Container:
    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            self.names = self._zip.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
            raise DocumentError(f"a broken or truncated ZIP container: {error}") from None
        if len(self.names) > MOST_MEMBERS:
            raise DocumentError(f"a container of {len(self.names)} members; {MOST_MEMBERS} are read")
        self._left = LARGEST_WHOLE

    def read(self, name: str) -> bytes:
        """Raises DocumentError for a missing, broken, encrypted or too large member."""
        most = min(LARGEST_MEMBER, self._left)
        try:
            with self._zip.open(name) as member:
                body = member.read(most + 1)
        except RuntimeError as error:  # how zipfile says that a password is needed
            raise DocumentError(f"{name} is encrypted: {error}") from None
        except (zipfile.BadZipFile, KeyError, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise DocumentError(f"{name} cannot be unpacked: {error}") from None
        if len(body) > most:
            raise DocumentError(f"{name} unpacks to more than {most >> 20} MB")
        self._left -= len(body)
        return body

    def xml(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentError(f"{name} is no XML: {error}") from None
        if root is None:
            raise DocumentError(f"{name} is no XML")
        return root

    def numbered(self, pattern: str) -> Iterator[str]:
        """Members `pattern` matches whole, in the order of its number."""
        found = ((re.fullmatch(pattern, name), name) for name in self.names)
        yield from (name for _, name in sorted((int(match[1] or 0), name) for match, name in found if match))


def local(element: etree._Element) -> str:
    """The name without namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
