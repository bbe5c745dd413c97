"""Search in the archive.

query = parse("갈륨 -화장품 source:kr/*")                    # QueryError says what to do
page = find(connection, query, sort="date", most=20, cursor="")
counts = facets(connection, query)                         # {"source": [("kr/korea-press", 12), …], …}
"""

from monitor.search.nodes import Query
from monitor.search.query import QueryError, narrowed, parse
from monitor.search.results import FACETS, CursorError, Facets, Page, Piece, Result, Sort

__all__ = [
    "FACETS",
    "CursorError",
    "Facets",
    "Page",
    "Piece",
    "Query",
    "QueryError",
    "Result",
    "Sort",
    "narrowed",
    "parse",
]
