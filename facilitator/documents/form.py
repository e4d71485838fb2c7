"""Fields as PDF objects: an AcroForm with an appearance for every state, and nothing that runs.

A field's appearance is complete, so that no viewer has to make one up. What people write is set in
a font that is embedded whole for Western European writing, with an encoding that viewers know.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from facilitator import resources
from facilitator.documents import look
from facilitator.documents.fields import FieldKind, FormField
from facilitator.documents.objects import Stream, name, packed, string
from facilitator.documents.page import Widget

Put = Callable[[str | Stream], int]
_SIZE = 10.0
_INSET = 3.0
_READ_ONLY, _LONG = 1, 1 << 12
_NO_OFF, _RADIO = 1 << 14, 1 << 15
_WRITTEN = f"/Written {_SIZE:g} Tf 0.114 0.122 0.106 rg"
_EDGE = "0.322 0.333 0.302"
_FACE = "NotoSans-Regular.ttf"
_FIRST, _LAST = 32, 255
_CIRCLE = 0.5523


class Slot(NamedTuple):
    """An object whose number is known before its text is: `fill` sets it."""

    number: int
    fill: Callable[[str], None]


class Form:
    """The form of one file: made before the pages' annotations, finished with their numbers."""

    def __init__(self, put: Put, slot: Callable[[], Slot], widgets: Sequence[Widget]) -> None:
        self._put = put
        self._fonts = f"<</Font<</Written {_font(put)} 0 R>>>>"
        self._whole = slot()
        self._choices: dict[str, Slot] = {}
        self._looks = {id(each): self._looks_of(each) for each in widgets}
        for each in widgets:
            if each.field.kind is FieldKind.CHOICE and each.field.name not in self._choices:
                self._choices[each.field.name] = slot()

    @property
    def number(self) -> int:
        """Return the number of the form itself."""
        return self._whole.number

    def widget(self, widget: Widget, key: int, page: int) -> str:
        """Return a widget as an annotation: `key` leads to its element, `page` is its page."""
        field = widget.field
        box = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*widget.box)
        start = (
            f"<</Type/Annot/Subtype/Widget/F 4/Rect[{box}]/P {page} 0 R/StructParent {key}"
            f"/TU{string(field.told)}/AP<</N {self._looks[id(widget)]}>>"
        )
        match field.kind:
            case FieldKind.CHOICE:
                parent = self._choices[field.name].number
                return f"{start}/Parent {parent} 0 R/AS/Off{_box_style(True)}>>"
            case FieldKind.CHECK:
                named = f"/FT/Btn/T{string(field.name)}/V/Off/AS/Off"
                return f"{start}{named}{_box_style(False)}>>"
        flags = (_READ_ONLY if field.fixed else 0) | (_LONG if field.is_long else 0)
        style = "" if field.fixed else f"/MK<</BC[{_EDGE}]>>/BS<</W 0.75/S/S>>"
        named = f"/FT/Tx/T{string(field.name)}/V{string(field.value)}/Ff {flags}"
        return f"{start}{named}/DA({_WRITTEN}){style}>>"

    def finish(self, numbered: Sequence[tuple[int, Widget]]) -> None:
        """List all fields, and the buttons of each choice."""
        fields: list[int] = []
        buttons: dict[str, list[int]] = {}
        for number, widget in numbered:
            if widget.field.kind is FieldKind.CHOICE:
                buttons.setdefault(widget.field.name, []).append(number)
                if len(buttons[widget.field.name]) == 1:
                    fields.append(self._choices[widget.field.name].number)
            else:
                fields.append(number)
        told = {widget.field.name: widget.field.option for _, widget in numbered}
        for called, kids in buttons.items():
            self._choices[called].fill(
                f"<</FT/Btn/Ff {_RADIO | _NO_OFF}/T{string(called)}/TU{string(told[called])}"
                f"/V/Off/Kids[{_references(kids)}]>>"
            )
        self._whole.fill(f"<</Fields[{_references(fields)}]/DR{self._fonts}/DA({_WRITTEN})>>")

    # --- what is seen ----------------------------------------------------------------------------

    def _looks_of(self, widget: Widget) -> str:
        left, bottom, right, top = widget.box
        width, height = right - left, top - bottom
        match widget.field.kind:
            case FieldKind.CHOICE:
                off = _ring(width)
                return self._states(widget.field.value, off, off + _disc(width), width, height)
            case FieldKind.CHECK:
                off = _square(width, height)
                return self._states("Yes", off, off + _tick(width), width, height)
        return f"{self._appearance(_text_look(widget.field, width, height), width, height)} 0 R"

    def _states(self, state: str, off: str, on: str, width: float, height: float) -> str:
        no, yes = (self._appearance(each, width, height) for each in (off, on))
        return f"<<{name(state)} {yes} 0 R/Off {no} 0 R>>"

    def _appearance(self, ops: str, width: float, height: float) -> int:
        # The fonts of the pages are object 1.
        return self._put(
            packed(
                f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]"
                f"/Resources{'<</Font 1 0 R>>' if 'Tf' in ops else self._fonts}",
                ops.encode("ascii"),
            )
        )


def _box_style(is_round: bool) -> str:
    return f"/MK<</BC[{_EDGE}]/CA({'l' if is_round else '4'})>>/BS<</W 0.75/S/S>>"


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _text_look(field: FormField, width: float, height: float) -> str:
    if field.fixed is None:
        return f"{_square(width, height)}/Tx BMC EMC"
    line = field.fixed
    y = (height - line.height) / 2 + line.height - line.baseline
    drawn = [
        f"{mark.style.colour} rg /{mark.cut.name} {mark.style.size:g} Tf "
        f"BT {mark.x:.2f} {y:.2f} Td[<{mark.code}>]TJ ET"
        for mark in line.marks
    ]
    return f"/Tx BMC {' '.join(drawn)} EMC"


def _square(width: float, height: float) -> str:
    return f"{_EDGE} RG 0.75 w 0.38 0.38 {width - 0.76:.2f} {height - 0.76:.2f} re S "


def _tick(size: float) -> str:
    points = [0.22, 0.5, 0.42, 0.26, 0.8, 0.78]
    x1, y1, x2, y2, x3, y3 = (f"{size * each:.2f}" for each in points)
    return f"{look.INK} RG 1.6 w 1 J 1 j {x1} {y1} m {x2} {y2} l {x3} {y3} l S "


def _ring(size: float) -> str:
    return f"{_EDGE} RG 0.75 w {_circle(size / 2, size / 2 - 0.38)} s "


def _disc(size: float) -> str:
    return f"{look.INK} rg {_circle(size / 2, size * 0.28)} f "


def _circle(centre: float, r: float) -> str:
    c, k = centre, r * _CIRCLE
    points = [
        (c - r, c + k, c - k, c + r, c, c + r),
        (c + k, c + r, c + r, c + k, c + r, c),
        (c + r, c - k, c + k, c - r, c, c - r),
        (c - k, c - r, c - r, c - k, c - r, c),
    ]
    curves = (" ".join(f"{each:.2f}" for each in curve) + " c" for curve in points)
    return f"{c - r:.2f} {c:.2f} m {' '.join(curves)}"


# --- what people write in ------------------------------------------------------------------------


def _font(put: Put) -> int:
    """Put the font in which viewers write; return its number."""
    made = _written()
    file = put(packed(f"/Length1 {len(made.data)}", made.data))
    box = " ".join(str(each) for each in made.box)
    descriptor = put(
        f"<</Type/FontDescriptor/FontName{name(made.name)}/Flags 32/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {made.ascent}/Descent {made.descent}/CapHeight {made.cap}/StemV 88"
        f"/MissingWidth {made.missing}/FontFile2 {file} 0 R>>"
    )
    widths = " ".join(str(each) for each in made.widths)
    return put(
        f"<</Type/Font/Subtype/TrueType/BaseFont{name(made.name)}/Encoding/WinAnsiEncoding"
        f"/FirstChar {_FIRST}/LastChar {_LAST}/Widths[{widths}]/FontDescriptor {descriptor} 0 R>>"
    )


class _Written(NamedTuple):
    name: str
    data: bytes
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap: int
    missing: int
    widths: tuple[int, ...]


@cache
def _written() -> _Written:
    """Return the font with all that its encoding can name, as a font of its own."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(io.BytesIO(resources.data("fonts", _FACE)), recalcTimestamp=False)
    points = [_point(code) for code in range(_FIRST, _LAST + 1)]
    options = Options(layout_features=[], hinting=False, notdef_outline=True, glyph_names=False)
    options.drop_tables += ["TTFA"]
    cut = Subsetter(options)
    cut.populate(unicodes=[point for point in points if point])
    cut.subset(font)
    out = io.BytesIO()
    font.save(out)
    scale = 1000 / font["head"].unitsPerEm
    glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
    missing = round(advances[".notdef"][0] * scale)
    head, lines = font["head"], font["hhea"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return _Written(
        "FACFRM+NotoSans",
        out.getvalue(),
        tuple(round(each * scale) for each in box),
        round(lines.ascent * scale),
        round(lines.descent * scale),
        714,
        missing,
        tuple(
            round(advances[glyphs[point]][0] * scale) if point in glyphs else missing
            for point in points
        ),
    )


def _point(code: int) -> int:
    """Return the character that a code of the encoding names; 0 for none."""
    try:
        return ord(bytes([code]).decode("cp1252"))
    except UnicodeDecodeError:
        return 0
