"""Say it back: what was said, how the other side says it, until the speaker confirms (L5)."""
