"""More of them."""

MORE: dict[str, str] = {}
