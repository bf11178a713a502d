"""The web chat: its endpoints over HTTP, and its page in a real browser."""
