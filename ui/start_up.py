"""A quick start: what Python and PySide do with every module they load, left out or put off.

The collector would look again and again through objects of which none is garbage, a tenth of the
whole start; PySide would read the source of every module in search of the word PySide6.
"""

from __future__ import annotations

import builtins
import gc
import sys

# How soon work in the background hands over to the window's thread. One repaint asks for Python a
# hundred times; at Python's own 5 ms, writing a record made the window deaf for 200 ms.
_HAND_OVER_S = 0.0002


def begin() -> None:
    """Prepare Python. Before anything else of `ui` is loaded.

    The collector rests until `end`, imports are Python's own, and threads take turns quickly.
    """
    gc.disable()
    sys.setswitchinterval(_HAND_OVER_S)
    import PySide6.QtCore  # noqa: F401  (puts a hook around every import)

    # The hook serves `from __feature__ import …`, which nothing here uses.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def end() -> None:
    """Let the collector work again, on what comes from now on: what is there now stays."""
    gc.freeze()
    gc.enable()
