"""FETCH: web → Item. Stores nothing, knows no rules."""
