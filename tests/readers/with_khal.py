"""khal, a calendar program of the command line, with a calendar of its own in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from tests.readers.found import Found, found

_CONFIG = """
[calendars]
[[one]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""
_FORM = "%Y-%m-%d %H:%M"


class Khal:
    """A calendar that takes in files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.calendar = folder / "calendar"
        self.calendar.mkdir(parents=True)
        (folder / "config").write_text(_CONFIG.format(folder=folder), encoding="utf-8")

    def take_in(self, file: Path) -> None:
        """Import a file as a person would, everything in it."""
        self._run("import", "--batch", "-a", "one", str(file))

    def occurrences(self, first: date, last: date) -> list[Found]:
        """Return what khal lists; what is called off, it marks."""
        form = "{start-long-full}\t{end-long-full}\t{status}\t{title}"
        text = self._run(
            "list", "--notstarted", "--format", form, "--day-format", "",
            first.isoformat(), f"{(last - first).days + 1}d",
        )  # fmt: skip
        rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
        return [
            found(_moment(starts), _moment(ends), title)
            for starts, ends, status, title in rows
            if "CANCELLED" not in status
        ]

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self._folder / "config"), *arguments]
        home = {"HOME": str(self._folder), "XDG_DATA_HOME": str(self._folder), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, env=os.environ | home
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _moment(text: str) -> datetime:
    return datetime.strptime(text.strip(), _FORM).replace(tzinfo=UTC)
