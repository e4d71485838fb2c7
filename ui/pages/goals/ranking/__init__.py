"""The ranking of goals: a tab of the goals page."""
