"""STORE: tables, migrations, queries. No decisions."""
