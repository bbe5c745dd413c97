"""Facts of a text that can be acted on: dates that bind, official numbers and how they relate."""

from rules.facts.dates import BindingDate, binding_dates
from rules.facts.numbers import OfficialNumber, Relation, official_numbers

__all__ = ["BindingDate", "OfficialNumber", "Relation", "binding_dates", "official_numbers"]
