"""Where people meet Quiver: one module per channel."""
