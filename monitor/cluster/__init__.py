"""Many machines: the same stages and tables; the polls are handed out through a queue in PostgreSQL."""
