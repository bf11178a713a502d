"""Starts Rasa around Quiver: training when needed, the bot with its actions in one process."""
