"""Words: finding them in texts, and what the two sides mean by them. Pure, no store."""
