"""The forms of a goal: its dates and people, its state, a milestone."""
