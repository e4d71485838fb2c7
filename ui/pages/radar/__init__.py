"""Concerns, ideas, and what each side wants, needs and is challenged by."""
