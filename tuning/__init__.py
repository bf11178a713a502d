"""Tunes MiniLM to clauses: ``python -m tuning``, which takes about half an hour."""
