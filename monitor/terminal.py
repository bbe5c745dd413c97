"""Text for a terminal: what publishers wrote is shown as they wrote it, and steers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleRenderable, RenderHook
from rich.segment import Segment

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderResult

#: Characters that move the cursor, colour, name the window, or turn the direction of what follows.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    return _STEERS.sub("", text)


def console(*, stderr: bool = False, highlight: bool = False) -> Console:
    """Without rich's own mark-up: `[/b]` in a title is no tag, and would else be an error."""
    made = Console(stderr=stderr, highlight=highlight, markup=False, emoji=False)
    made.push_render_hook(_Harmless())
    return made


class _Harmless(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Cleaned(one) for one in renderables]


class _Cleaned:
    def __init__(self, inner: ConsoleRenderable) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _cleaned(console.render(self._inner, options))


def _cleaned(segments: Iterable[Segment]) -> Iterable[Segment]:
    for one in segments:
        yield one if one.control else Segment(harmless(one.text), one.style)
