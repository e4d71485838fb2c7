"""The backlog of the plan: what waits for an agenda, and from which side."""
