"""The start page: recent engagements, and the ways to begin."""
