"""Data: who answers for what, and what one side asks of the other."""
