"""What counts as the same content, and that the short cut to it misses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.content import _VOLATILE, content_hash, has_traces

_PIECES = (
    "조회", "조회수", "수", " ", "view", "views", "VIEWS", ":", "：", "1", "23", ",", "초", "분", "시간", "전", "seconds",
    " ago", "hours", "分", "時間", "前", "分钟", "小时", "アクセス数", "浏览次数", "阅读", "\n", "x", "３",
)  # fmt: skip


def test_counters_and_relative_times_are_no_content() -> None:
    plain = content_hash("Notice", "Views: 12\nGallium. 3분 전")
    assert plain == content_hash("Notice", "Views: 1,204\nGallium. 58분 전")
    assert plain != content_hash("Notice", "Views: 12\nGermanium. 3분 전")


@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
def test_the_quick_look_misses_nothing_that_the_pattern_finds(text: str) -> None:
    assert has_traces(text) or not _VOLATILE.search(text)
