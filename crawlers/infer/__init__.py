"""A page nobody has described → a source: `infer_list` for HTML, `infer` for whatever an address answers."""

from crawlers.infer.answer import infer
from crawlers.infer.listing import Inferred, InferredRow, infer_list

__all__ = ["Inferred", "InferredRow", "infer", "infer_list"]
