"""Whether two publications report the same act or event."""

from rules.story.comparing import Comparison, compare
from rules.story.report import Report

__all__ = ["Comparison", "Report", "compare"]
