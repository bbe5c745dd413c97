"""What changed between two states of a document, and whether a reader of the measure must know."""

from rules.change.facts import Fact
from rules.change.grading import Change, grade
from rules.change.rendering import Piece, pieces, rendered

__all__ = ["Change", "Fact", "Piece", "grade", "pieces", "rendered"]
