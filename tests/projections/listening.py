"""A reader that remembers what it was asked."""

from __future__ import annotations

from typing import Any

from facilitator.store import Reader, Row
from facilitator.store.reader import Params


class ListeningReader(Reader):
    """Keeps every statement; `asked` begins empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: list[str] = []

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        self.asked.append(sql)
        return super().all(sql, params)

    def value(self, sql: str, params: Params = ()) -> Any:
        self.asked.append(sql)
        return super().value(sql, params)
