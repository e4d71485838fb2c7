"""Language: the words of both sides, what was said back, and the questions they ask each other."""
