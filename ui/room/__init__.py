"""The room view: a clean second window for the projector or the shared screen (V7)."""
