"""The minutes of a session, or its agenda before it began: seen, saved, printed."""
