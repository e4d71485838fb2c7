"""A radicale server (CalDAV) on a free port of this machine, for as long as a test needs it."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from html import unescape
from pathlib import Path
from types import TracebackType

_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {folder}/collections
[logging]
level = warning
"""
_DATA = re.compile(r"<[^>/]*calendar-data>(.*?)</", re.DOTALL)
_MADE = (
    '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"/>'
)
_ASKED = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>
<C:calendar-data><C:expand start="{start}" end="{end}"/></C:calendar-data></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


class Radicale:
    """A server with one calendar; every event and to-do is a resource of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port

    def __enter__(self) -> Radicale:
        config = self._folder / "radicale"
        config.write_text(_CONFIG.format(port=self._port, folder=self._folder), encoding="utf-8")
        self._log = (self._folder / "radicale.log").open("wb")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(config)],
            stdout=self._log,
            stderr=self._log,
        )
        self._wait()
        assert self.ask("MKCALENDAR", "/anna/round-table/", _MADE)[0] == 201
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait(timeout=20)
        self._log.close()

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            assert self._server.poll() is None, (self._folder / "radicale.log").read_text()
            try:
                self.ask("OPTIONS", "/")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server did not begin to answer")

    def ask(
        self, method: str, path: str, body: str = "", kind: str = "text/xml"
    ) -> tuple[int, str]:
        """Send one request; return the status and the text of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Depth": "1"}
            headers["Authorization"] = "Basic YW5uYTphbm5h"  # anna, whoever says so
            connection.request(method, path, body.encode("utf-8"), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            connection.close()

    def put(self, uid: str, text: str) -> int:
        """Put one resource; 201 says that it is new, 204 that it was there."""
        path = f"/anna/round-table/{uid}.ics"
        return self.ask("PUT", path, text, "text/calendar")[0]

    def get(self) -> str:
        """Return the whole calendar."""
        status, text = self.ask("GET", "/anna/round-table/")
        assert status == 200
        return text

    def expanded(self, start: str, end: str) -> list[str]:
        """Return what the server says takes place between two moments (`20260101T000000Z`)."""
        status, text = self.ask("REPORT", "/anna/round-table/", _ASKED.format(start=start, end=end))
        assert status == 207, text
        return [unescape(each) for each in _DATA.findall(text)]
