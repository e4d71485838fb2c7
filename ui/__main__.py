"""`python -m ui [FILE]` opens the window."""

from __future__ import annotations

import sys

from ui import start_up

if __name__ == "__main__":
    start_up.begin()
    from ui.app import main

    sys.exit(main())
