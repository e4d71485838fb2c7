"""Nouns and rules that are true on paper, without a computer."""
