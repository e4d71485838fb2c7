"""Windows in front of the window; opened with `open()`, never `exec()`."""
