"""Reply sheets: saved for each side, and brought in when they come back (M2)."""
