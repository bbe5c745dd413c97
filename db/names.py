"""Names that stand in rows and mean something to us."""

#: The source of the test that travels the way of every item: in no list, count or search; see monitor/canary.py.
CANARY = "policywatch/canary"
