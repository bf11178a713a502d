"""Rasa's custom actions: thin hands that carry state and words between Rasa and ``quiver``."""
