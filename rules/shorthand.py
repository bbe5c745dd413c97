"""What may be written shorter: one thing for a list, a string for what it most often means. And words of the schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Severity = Literal["low", "medium", "high"]
Boundary = Literal["word", "start", "end", "anywhere", "compound"]
#: Where a condition looks. `text` (title, body, attachments) is meant when nothing is said.
Place = Literal["title", "lead", "intro", "body", "attachments", "text", "publisher", "section", "all"]
Unit = Literal["title", "sentence", "paragraph", "lead", "intro", "document"]

#: Deeper than any rule that a person wrote, shallow enough for every recursion below.
MOST_LEVELS = 40


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _id(value: str) -> str:
    if not value or value != value.lower() or not all(letter.isalnum() or letter in "-_." for letter in value):
        raise ValueError(f"{value!r} is no id; write small letters, digits, hyphens and underscores")
    return value


def listed(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict, BaseModel)) else value


def named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def phrased(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


def weighed(value: Any) -> Any:
    return {"text": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def sampled(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


def shallow(value: Any) -> Any:
    """Refuses depth before pydantic and we recurse into it."""
    level = [value]
    for _ in range(MOST_LEVELS):
        level = [inner for outer in level if isinstance(outer, (dict, list)) for inner in _inside(outer)]
        if not level:
            return value
        if len(level) > 100_000:
            raise ValueError("more than 100,000 conditions and words in one rule; list the words as a concept")
    raise ValueError(f"nested more than {MOST_LEVELS // 2} conditions deep; name the inner ones as rules of their own")


def _inside(outer: dict[Any, Any] | list[Any]) -> list[Any]:
    return list(outer.values()) if isinstance(outer, dict) else outer


Places = Annotated[tuple[Place, ...], BeforeValidator(listed, json_schema_input_type=Place | tuple[Place, ...])]
Id = Annotated[str, AfterValidator(_id)]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed, json_schema_input_type=Text | tuple[Text, ...])]
Ids = Annotated[tuple[Id, ...], BeforeValidator(listed, json_schema_input_type=Id | tuple[Id, ...])]
