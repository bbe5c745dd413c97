"""A real Chromium for the tests of what people see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), "")
needs_chromium = pytest.mark.skipif(not _CHROMIUM, reason="no Chromium is installed: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chosen = play.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield chosen
        chosen.close()
