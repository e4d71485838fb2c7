"""The hands of a person at another desk: finds, presses, types and reads through AT-SPI.

Runs under the system's Python, which has the GObject bindings; speaks JSON lines on its standard
streams. Knows nothing of the product but the accessible identifiers.
"""

from __future__ import annotations

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


def walk(node: Any) -> Iterator[Any]:
    yield node
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(child)


def everything() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None:
            yield from walk(application)


def is_showing(node: Any) -> bool:
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)


def matches(node: Any, wanted: dict[str, Any]) -> bool:
    try:
        if "id" in wanted and node.get_accessible_id() != wanted["id"]:
            return False
        if "name" in wanted and node.get_name() != wanted["name"]:
            return False
        if "starts" in wanted and not (node.get_name() or "").startswith(wanted["starts"]):
            return False
        if "holds" in wanted and wanted["holds"] not in (node.get_name() or ""):
            return False
        if "role" in wanted and node.get_role_name() != wanted["role"]:
            return False
        return wanted.get("hidden", False) or is_showing(node)
    except GLib.Error:
        return False


def find(wanted: dict[str, Any]) -> Any:
    deadline = time.monotonic() + wanted.get("timeout", TIMEOUT)
    while True:
        for node in everything():
            if matches(node, wanted):
                return node
        if time.monotonic() > deadline:
            raise LookupError(f"nothing is {wanted}")
        time.sleep(0.05)


def text_of(node: Any) -> str:
    if "Text" in node.get_interfaces():
        return str(Atspi.Text.get_text(node, 0, -1))
    return str(node.get_name())


def describe(node: Any) -> dict[str, Any]:
    extents = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    states = node.get_state_set()
    return {
        "id": node.get_accessible_id(),
        "name": node.get_name(),
        "role": node.get_role_name(),
        "text": text_of(node),
        "box": [extents.x, extents.y, extents.width, extents.height],
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "selected": states.contains(Atspi.StateType.SELECTED),
    }


def press(node: Any) -> None:
    names = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    for name in ("Press", "Toggle", "Activate"):
        if name in names:
            Atspi.Action.do_action(node, names.index(name))
            return
    raise LookupError(f"{node.get_name()} cannot be pressed, only {names}")


def answer(order: dict[str, Any]) -> Any:
    what, wanted = order["do"], order.get("wanted", {})
    if what == "tree":
        return [
            f"{node.get_role_name()} {node.get_accessible_id() or '-'} {node.get_name()!r}"
            for node in everything()
            if is_showing(node)
        ]
    if what == "there":
        return any(matches(node, wanted) for node in everything())
    node = find(wanted)
    if what == "press":
        press(node)
    elif what == "type":
        Atspi.EditableText.set_text_contents(node, order["text"])
    elif what == "focus":
        Atspi.Component.grab_focus(node)
    elif what == "rows":
        return [child.get_name() for child in walk(node) if child is not node and child.get_name()]
    return describe(node)


def main() -> None:
    for line in sys.stdin:
        try:
            reply = {"ok": answer(json.loads(line))}
        except (LookupError, GLib.Error) as error:
            reply = {"error": str(error)}
        print(json.dumps(reply), flush=True)


main()
