"""MATCH: text → hits. Pure: no network, database or clock."""
