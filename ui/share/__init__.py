"""Sharing the minutes of a session: for whom, in which form, seen before it leaves (M3, M5, S2)."""
