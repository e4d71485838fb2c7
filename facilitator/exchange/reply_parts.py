"""Take a reply sheet that came back apart, without trusting anything in it (M2).

Called as a module, it reads one file and prints what was found: see `paper_process`.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from facilitator.exchange.paper_parts import Unreadable
from facilitator.exchange.paper_process import tell

_MOST_FIELDS = 5_000
_LONGEST = 20_000
_DEEPEST = 8
_SHEET = re.compile(r"Reply (\d{1,4}): minutes\s")


def fields_of(file: bytes) -> dict[str, Any]:
    """Return the text fields and what is ticked in a form, by their names.

    `shown` has the buttons that look otherwise than their value says.

    Raises:
        Unreadable: with the name of the problem.
    """
    if b"%PDF-" not in file[:1024]:
        raise Unreadable("not_pdf")
    if b"%%EOF" not in file[-2048:]:
        raise Unreadable("cut")
    logging.disable(logging.CRITICAL)
    try:
        return _fields(file)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        raise Unreadable("too_much") from None
    except Exception as error:  # noqa: BLE001  (any way in which a hostile file can fail)
        raise Unreadable("damaged", type(error).__name__) from None
    finally:
        logging.disable(logging.NOTSET)


def _fields(file: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(file), strict=False)
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    form = _resolved(reader.root_object.get("/AcroForm"))
    listed = _resolved(form.get("/Fields")) if isinstance(form, dict) else None
    texts: dict[str, str] = {}
    ticked: dict[str, str] = {}
    shown: list[str] = []
    for name, field in _each(listed):
        if name in texts or name in ticked:
            raise Unreadable("damaged", "a field stands there twice")
        if field.get("/FT") == "/Tx":
            texts[name] = _text(field)
        elif field.get("/FT") == "/Btn":
            ticked[name] = _state(field.get("/V"))
            if _looks(field) - {ticked[name]}:
                shown.append(name)
    if "sheet" not in texts:
        raise Unreadable("flat" if _is_sheet(file) else "not_reply")
    return {"texts": texts, "ticked": ticked, "shown": shown}


def _each(listed: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields at the top of a form; ours have no fields within fields."""
    for count, each in enumerate(listed if isinstance(listed, list) else ()):
        if count >= _MOST_FIELDS:
            raise Unreadable("too_much")
        field = _resolved(each)
        if isinstance(field, dict) and isinstance(name := _resolved(field.get("/T")), str):
            yield str(name), field


def _text(field: Any) -> str:
    value = _resolved(field.get("/V"))
    if not isinstance(value, str):
        return ""
    if len(value) > _LONGEST:
        raise Unreadable("too_much")
    return str(value)


def _state(value: Any) -> str:
    found = _resolved(value)
    name = str(found).removeprefix("/") if isinstance(found, str) else ""
    return "" if name == "Off" else name[:80]


def _looks(field: Any) -> set[str]:
    """Return the states in which the buttons of a field are drawn, but for those that are off."""
    kids = _resolved(field.get("/Kids"))
    buttons = [_resolved(kid) for kid in kids[:50]] if isinstance(kids, list) else [field]
    states = {_state(each.get("/AS")) for each in buttons if isinstance(each, dict)}
    return (states - {""}) or {""}


def _resolved(value: Any) -> Any:
    for _ in range(_DEEPEST):
        if not hasattr(value, "get_object") or isinstance(value, dict | list | str):
            return value
        value = value.get_object()
    raise Unreadable("too_much")


def _is_sheet(file: bytes) -> bool:
    """Tell whether the pages say that they are a reply sheet, whose fields are gone."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", "pages") from None
    try:
        return any(
            _SHEET.search(document[index].get_textpage().get_text_bounded())
            for index in range(min(len(document), 20))
        )
    finally:
        document.close()


if __name__ == "__main__":
    tell(fields_of)
