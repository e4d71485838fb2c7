"""The jargon radar: quiet underlines in text fields, and what explains them (L3, L4)."""
