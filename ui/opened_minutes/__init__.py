"""A minutes PDF that is opened again: to verify, to read, to compare, to continue from (M4)."""
