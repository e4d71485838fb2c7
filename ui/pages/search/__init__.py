"""Search over everything, as somebody types."""
