"""The shared pot of money: a tab of the goals page."""
