"""The communication plan: how often the sides meet, and why."""
