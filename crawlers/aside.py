"""Slow reading beside the loop, in threads of its own: a hostile feed must not keep the store's threads waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Told = TypeVar("_Told")
_Given = ParamSpec("_Given")

_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reader")


async def aside(function: Callable[_Given, _Told], *args: _Given.args, **kwargs: _Given.kwargs) -> _Told:
    return await asyncio.get_running_loop().run_in_executor(_threads, lambda: function(*args, **kwargs))
