"""Secrets come from the environment or from files, and never go out again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

_NAME = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
#: an address up to the first thing that may be secret: everything behind the host
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*://)[^\s'\"<>]+", re.IGNORECASE)
#: urllib3 names the path of what it did not reach: of a webhook, that is the secret
_PATH = re.compile(r"\b(url: /)\S+", re.IGNORECASE)


class MissingSecret(LookupError):  # noqa: N818  the message names what is missing
    pass


def filled_in(text: str, environ: Mapping[str, str]) -> str:
    """`${NAME}` becomes the variable NAME, or the content of the file that the variable NAME_FILE names."""
    return _NAME.sub(lambda found: _secret(found[1], environ), text)


def _secret(name: str, environ: Mapping[str, str]) -> str:
    if name in environ:
        return environ[name]
    file = environ.get(f"{name}_FILE")
    if file is None:
        raise MissingSecret(f"neither {name} nor {name}_FILE is set in the environment")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise MissingSecret(f"{name}_FILE names {file}, which cannot be read: {error.strerror}") from error


def redacted(text: str) -> str:
    """Addresses keep their scheme only: user, password, host and path of a channel may all be secret."""
    return _PATH.sub(r"\1…", _ADDRESS.sub(r"\1…", text))


def channel_label(url: str) -> str:
    """`mailto://…`: what may be shown of a channel's address."""
    return f"{urlsplit(url).scheme}://…"
