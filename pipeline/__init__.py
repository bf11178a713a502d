"""Rasa graph components: how Rasa's NLU pipeline calls ``quiver.language``."""
