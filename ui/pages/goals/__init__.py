"""Goals: what both sides want, and what was done about it."""
