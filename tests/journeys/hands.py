"""The hands of a person at another desk: finds, presses, types and reads through AT-SPI.

Runs under the system's Python, which has the GObject bindings; speaks JSON lines on its standard
streams. Knows nothing of the product but the accessible identifiers.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import warnings
from collections.abc import Iterator
from typing import Any

warnings.simplefilter("ignore", DeprecationWarning)

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TIMEOUT = 15.0
STATES = ("enabled", "checked", "focused", "selected")
ALWAYS = {Atspi.Role.APPLICATION, Atspi.Role.DESKTOP_FRAME}


def walk(node: Any, hidden: bool = False) -> Iterator[Any]:
    """Go through a thing and all in it; not into what does not show: its rows say they do."""
    try:
        if not hidden and node.get_role() not in ALWAYS and not is_showing(node):
            return
        yield node
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(child, hidden)


def everything(hidden: bool = False) -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None:
            yield from walk(application, hidden)


def is_showing(node: Any) -> bool:
    return has_state(node, "SHOWING") and has_state(node, "VISIBLE")


def has_state(node: Any, name: str) -> bool:
    return bool(node.get_state_set().contains(getattr(Atspi.StateType, name)))


def matches(node: Any, wanted: dict[str, Any]) -> bool:
    """Tell whether a thing is what is wanted; `having` names something inside it."""
    try:
        name = node.get_name() or ""
        return (
            wanted.get("id", node.get_accessible_id()) == node.get_accessible_id()
            and wanted.get("name", name) == name
            and name.startswith(wanted.get("starts", ""))
            and wanted.get("holds", "") in name
            and ("role" not in wanted or wanted["role"] == node.get_role_name())
            and ("text" not in wanted or wanted["text"] == text_of(node))
            and ("having" not in wanted or wanted["having"] in inside(node))
            and (not wanted.get("focused") or has_state(node, "FOCUSED"))
        )
    except GLib.Error:
        return False


def inside(node: Any) -> list[str]:
    """Return the names of everything in a thing, what is scrolled away included."""
    names = [child.get_name() for child in walk(node, hidden=True) if child is not node]
    return [name for name in names if name]


def scope(wanted: dict[str, Any]) -> Iterator[Any]:
    """Go through everything, or only through what is in something of the name `within`."""
    hidden = wanted.get("hidden", False)
    for node in everything(hidden):
        if "within" not in wanted:
            yield node
        elif wanted["within"] in (node.get_name(), node.get_accessible_id()):
            yield from walk(node, hidden)


def find(wanted: dict[str, Any]) -> Any:
    deadline = time.monotonic() + wanted.get("timeout", TIMEOUT)
    while True:
        with contextlib.suppress(GLib.Error):  # it went away while it was looked at
            for node in scope(wanted):
                if matches(node, wanted):
                    return node
        if time.monotonic() > deadline:
            raise LookupError(f"nothing is {wanted}")
        time.sleep(0.05)


def last_focused() -> Any:
    """Return the innermost thing that has the keyboard."""
    found = [node for node in everything() if has_state(node, "FOCUSED")]
    if not found:
        raise LookupError("nothing has the keyboard")
    named = [node for node in found if node.get_name()]
    return (named or found)[-1]


def text_of(node: Any) -> str:
    if "Text" in node.get_interfaces():
        return str(Atspi.Text.get_text(node, 0, -1))
    return str(node.get_name())


def describe(node: Any) -> dict[str, Any]:
    extents = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    return {
        "id": node.get_accessible_id(),
        "name": node.get_name(),
        "role": node.get_role_name(),
        "text": text_of(node),
        "box": [extents.x, extents.y, extents.width, extents.height],
    } | {name: has_state(node, name.upper()) for name in STATES}


def press(node: Any) -> None:
    names = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    for name in ("Press", "Toggle", "Activate"):
        if name in names:
            Atspi.Action.do_action(node, names.index(name))
            let_go(node)
            return
    raise LookupError(f"{node.get_name()} cannot be pressed, only {names}")


def let_go(node: Any) -> None:
    """Wait until a button is up again: only then does it do its work."""
    deadline = time.monotonic() + TIMEOUT
    with contextlib.suppress(GLib.Error):  # what it did took it away
        while has_state(node, "PRESSED") and time.monotonic() < deadline:
            time.sleep(0.02)


def answer(order: dict[str, Any]) -> Any:
    what, wanted = order["do"], order.get("wanted", {})
    if what == "tree":
        return [
            f"{node.get_role_name()} {node.get_accessible_id() or '-'} {node.get_name()!r}"
            for node in everything()
        ]
    if what == "there":
        return any(matches(node, wanted) for node in scope(wanted))
    node = last_focused() if what == "focused" else find(wanted)
    if what == "press":
        press(node)
        return None  # it may be gone by now
    if what == "type":
        Atspi.EditableText.set_text_contents(node, order["text"])
    elif what == "focus":
        Atspi.Component.grab_focus(node)
    elif what == "rows":
        return inside(node)
    return describe(node)


def main() -> None:
    for line in sys.stdin:
        try:
            reply = {"ok": answer(json.loads(line))}
        except (LookupError, GLib.Error) as error:
            reply = {"error": str(error)}
        print(json.dumps(reply), flush=True)


main()
