"""A desk for black-box journeys: a screen, an accessibility bus, the app, and a person's hands.

Everything runs in processes of its own on a bus of its own; the test sees only what a person sees.
`screenshot` reads the virtual screen's frame buffer, so no picture tool is needed. There is no
window manager: what one does after a dialog closed, `_regain_focus` does.
"""

from __future__ import annotations

import inspect
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
TOOLS = ("Xvfb", "dbus-daemon", "xdotool")
SIZE = (1366, 768)


def missing() -> list[str]:
    """Return what this machine lacks for a journey."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        lacking.append("at-spi-bus-launcher")
    probe = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(probe, capture_output=True).returncode:
        lacking.append("python3-gi with gir1.2-atspi-2.0")
    return lacking


class Desk:
    """One virtual screen with its own session bus; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._frames = folder / "screen"
        self._frames.mkdir(parents=True)
        self.home = folder / "home"
        self.home.mkdir()
        self._children: list[subprocess.Popen[str]] = []
        self._app: subprocess.Popen[str] | None = None
        self._log = (folder / "app.log").open("a")
        self._environment = self._begin()
        self._hands = self._start([SYSTEM_PYTHON, str(HERE / "hands.py")], speaking=True)

    def _begin(self) -> dict[str, str]:
        read, write = os.pipe()
        screen = f"{SIZE[0]}x{SIZE[1]}x24"
        self._children.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-fbdir",
                 str(self._frames), "-nolisten", "tcp", "-r", "-noreset"],
                pass_fds=[write], text=True, stderr=self._log,
            )
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "FACILITATOR_DATA_DIR": str(self.home / "data"),
            "FACILITATOR_CONFIG_DIR": str(self.home / "config"),
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONFAULTHANDLER": "1",
        }
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address=1", "--nofork"],
            stdout=subprocess.PIPE, text=True, env=environment, stderr=self._log,
        )  # fmt: skip
        self._children.append(bus)
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        launcher = next(each for each in LAUNCHERS if Path(each).exists())
        self._children.append(
            subprocess.Popen(
                [launcher, "--launch-immediately"],
                text=True, env=environment, stdout=self._log, stderr=self._log,
            )
        )  # fmt: skip
        return environment

    def _start(self, command: list[str], speaking: bool = False) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE if speaking else None
        child = subprocess.Popen(
            command, env=self._environment, stdin=pipe, stdout=pipe or self._log,
            stderr=self._log, text=True,
        )  # fmt: skip
        self._children.append(child)
        return child

    # --- the app ------------------------------------------------------------------------------

    def open_app(self, *arguments: str) -> None:
        """Start the app as a person would and wait for its window."""
        self._app = self._start([sys.executable, "-m", "facilitator", *arguments])
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self._windows():
                return
            if self._app.poll() is not None:
                raise AssertionError(f"the app ended with {self._app.returncode}: {self.log()}")
            time.sleep(0.1)
        raise AssertionError(f"no window after 30 s: {self.log()}")

    def _windows(self) -> list[str]:
        assert self._app is not None
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self._app.pid)],
            env=self._environment, capture_output=True, text=True, timeout=10,
        )  # fmt: skip
        return found.stdout.split()

    def kill_app(self) -> None:
        """End the app as a power cut would."""
        assert self._app is not None
        self._app.send_signal(signal.SIGKILL)
        self._app.wait(timeout=10)

    def quit_app(self) -> None:
        """Ask the app to end, as logging out does."""
        assert self._app is not None
        self._app.send_signal(signal.SIGTERM)
        self._app.wait(timeout=20)

    def log(self) -> str:
        """Return what the app and its helpers wrote."""
        self._log.flush()
        return (self.folder / "app.log").read_text()[-4000:]

    # --- eyes and hands -----------------------------------------------------------------------

    def _ask(self, do: str, wanted: dict[str, Any] | None = None, **more: Any) -> Any:
        assert self._hands.stdin is not None
        assert self._hands.stdout is not None
        self._hands.stdin.write(json.dumps({"do": do, "wanted": wanted or {}} | more) + "\n")
        self._hands.stdin.flush()
        reply = json.loads(self._hands.stdout.readline())
        if "error" in reply:
            raise AssertionError(f"{do}: {reply['error']}\n{self._scene()}")
        return reply["ok"]

    def see(self, identifier: str = "", **wanted: Any) -> dict[str, Any]:
        """Wait for something that shows, and return what a screen reader would say of it."""
        found: dict[str, Any] = self._ask("see", _by(identifier, wanted))
        return found

    def sees(self, identifier: str = "", **wanted: Any) -> bool:
        """Tell whether something shows now."""
        return bool(self._ask("there", _by(identifier, wanted)))

    def gone(self, identifier: str = "", **wanted: Any) -> None:
        """Wait until something shows no more, e.g. a dialog that was answered."""
        self.until(lambda: not self.sees(identifier, **wanted))

    def rows(self, identifier: str) -> list[str]:
        """Return the names of everything inside a list."""
        found: list[str] = self._ask("rows", _by(identifier, {}))
        return found

    def press(self, identifier: str = "", **wanted: Any) -> None:
        """Press a button or choose a box."""
        self._ask("press", _by(identifier, wanted))

    def click(self, identifier: str = "", **wanted: Any) -> None:
        """Click the middle of something with the mouse."""
        x, y, width, height = self.see(identifier, **wanted)["box"]
        self._xdotool("mousemove", str(x + width // 2), str(y + height // 2), "click", "1")

    def put(self, identifier: str, text: str, **wanted: Any) -> None:
        """Replace the text of a field at once, as dictation does."""
        self._ask("type", _by(identifier, wanted), text=text)

    def fill(self, identifier: str, text: str) -> None:
        """Replace the text of a field letter by letter."""
        self.focus(identifier)
        self.keys("ctrl+a")
        self.write(text)

    def choose(self, identifier: str, words: str) -> None:
        """Open a box with choices and take the one that begins with these words."""
        self.click(identifier)
        self.see(role="list item", starts=words)
        self.write(words)
        self.keys("Return")
        self.see(identifier, starts=words)

    def focus(self, identifier: str, **wanted: Any) -> None:
        """Give a control the keyboard."""
        self._regain_focus()
        self._ask("focus", _by(identifier, wanted))

    def focused(self) -> dict[str, Any]:
        """Return what has the keyboard; of a list the row, which is what a reader says."""
        self._regain_focus()
        found: dict[str, Any] = self._ask("focused")
        return found

    def keys(self, *keys: str) -> None:
        """Press keys in the order given (`ctrl+l`, `F8`, `Return`)."""
        self._regain_focus()
        self._xdotool("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type letter by letter into whatever has the keyboard."""
        self._regain_focus()
        self._xdotool("type", "--delay", "8", text)

    def go_on_writing(self, text: str, delay: int = 30) -> subprocess.Popen[str]:
        """Type without a pause while the test looks on; `delay` is milliseconds a letter."""
        self._regain_focus()
        return self._start(["xdotool", "type", "--delay", str(delay), text])

    def stop_writing(self, child: subprocess.Popen[str], text: str) -> None:
        """Stop in the middle of a letter, and let go of its key."""
        child.terminate()
        child.wait(timeout=5)
        keys = {"space" if letter == " " else letter for letter in text}
        self._xdotool("keyup", *sorted(keys))

    def _regain_focus(self) -> None:
        """Give the keyboard back to the window after a dialog closed, as a window manager does."""
        windows = self._windows()
        if self._xdotool("getwindowfocus", "-f").strip() not in windows:
            self._xdotool("windowfocus", "--sync", windows[-1])

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=True, timeout=60,
            stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip
        return done.stdout

    def tree(self) -> list[str]:
        """Return everything that shows, a line each; for finding one's way."""
        found: list[str] = self._ask("tree")
        return found

    def until(self, question: Any, timeout: float = 10.0) -> Any:
        """Ask until the answer is yes, and return it."""
        deadline = time.monotonic() + timeout
        while not (found := question()):
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {inspect.getsource(question)}\n{self._scene()}")
            time.sleep(0.05)
        return found

    def _scene(self) -> str:
        """Return what a failure needs to be understood: the log, a picture, the whole tree."""
        picture = self.screenshot(self.folder / "failed.png")
        ended = self._app.poll() if self._app else None
        state = "the app runs" if ended is None else f"the app ended with {ended}"
        return "\n".join([self.log(), str(picture), state, *self.tree()])

    def screenshot(self, target: Path) -> Path:
        """Write what stands on the screen as PNG."""
        target.write_bytes(_png((self._frames / "Xvfb_screen0").read_bytes()))
        return target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(timeout=5)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    stream.close()
        self._log.close()


def _by(identifier: str, wanted: dict[str, Any]) -> dict[str, Any]:
    return ({"id": identifier} if identifier else {}) | wanted


def _png(dump: bytes) -> bytes:
    """Return an X window dump of 32 bits a pixel as PNG."""
    head = struct.unpack(">25I", dump[:100])
    width, height, stride, colours = head[4], head[5], head[12], head[19]
    start = head[0] + 12 * colours
    lines = bytearray()
    for row in range(height):
        pixels = dump[start + row * stride : start + row * stride + width * 4]
        line = bytearray(width * 3)
        line[0::3], line[1::3], line[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        lines += b"\0" + line
    body = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", body)
        + _chunk(b"IDAT", zlib.compress(bytes(lines), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
