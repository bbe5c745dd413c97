"""Facts of a text that can be acted on: dates that bind, official numbers and how they relate."""

from rules.facts.dates import BindingDate, binding_dates

__all__ = ["BindingDate", "binding_dates"]
