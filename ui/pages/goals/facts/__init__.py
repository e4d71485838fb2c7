"""Agreed facts and wording: a tab of the goals page."""
