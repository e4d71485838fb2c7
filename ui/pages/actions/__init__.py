"""Actions: who owes what to whom, and where each stands (A1, A2)."""
