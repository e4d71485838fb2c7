"""Sign minutes from the window: the key, and the copy that is signed (M2)."""
