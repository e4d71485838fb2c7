"""People: the sides, who sits at the table, how they treat each other, and the facts."""
