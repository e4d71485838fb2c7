"""Rhythm: recurrence, as pure functions."""
