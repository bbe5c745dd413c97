"""Whether two publications report the same act or event."""

from rules.story.comparing import Comparison, compare
from rules.story.report import Report
from rules.story.signature import Signature, near, worth_comparing

__all__ = ["Comparison", "Report", "Signature", "compare", "near", "worth_comparing"]
