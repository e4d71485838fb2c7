"""The run screen: one session while people talk (V1)."""
