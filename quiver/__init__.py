"""Quiver's mind: knowledge, understanding, interview, triage and assessment in plain Python.

Nothing in this package imports Rasa, except the entry point ``python -m quiver``, which starts it.
"""
