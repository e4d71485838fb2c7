"""Together, the home page: what we do together, what waits, and who waits on whom (E5)."""
