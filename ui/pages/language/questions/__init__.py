"""Questions each side asks the other, answered in plain words, confirmed by the asker (L6)."""
