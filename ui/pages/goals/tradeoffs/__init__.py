"""Trade-off sheets: a tab of the goals page."""
