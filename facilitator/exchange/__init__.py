"""Doors: projections become text for other programs. Nothing here sees the store."""
