"""Verbs: one function per intention, one file per noun. Each is one undoable step."""
