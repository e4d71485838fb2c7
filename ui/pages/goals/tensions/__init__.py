"""The tension map: a tab of the goals page."""
