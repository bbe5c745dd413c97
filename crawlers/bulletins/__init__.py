"""Bulletin series: a grammar for each in YAML, and what reads an issue by it."""
