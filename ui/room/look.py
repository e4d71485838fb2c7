"""The room's own look: its own size and palette, since projectors differ from the laptop."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSettings, QSize, Signal
from PySide6.QtGui import QColor, QFont

from facilitator import resources
from ui.theme import PartyColours, Scheme, theme

ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200)
_DESIGN = QSize(1366, 768)  # the window for which the sizes were drawn
_LEAST, _MOST = 0.75, 4.0
_SPARE = "slate"
_SCHEME, _ZOOM = "room/scheme", "room/zoom"


class RoomLook(QObject):
    """Sizes grow with the window and its own zoom; the palette follows the app, or stays."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tokens = resources.toml("themes", "tokens.toml")
        self._scheme = _valid_scheme(settings.value(_SCHEME))
        self._zoom = _valid_zoom(settings.value(_ZOOM, 100))
        self._fit = 1.0
        self._colours: dict[str, QColor] = {}
        self._parties: dict[str, PartyColours] = {}
        self._is_dark = False
        self._take_palette()
        theme().changed.connect(self._on_app_look)

    # --- what painters ask ------------------------------------------------------------------

    @property
    def is_dark(self) -> bool:
        """Tell whether the dark palette is shown."""
        return self._is_dark

    @property
    def unit(self) -> float:
        """Return pixels per design pixel."""
        return self._fit * self._zoom / 100

    def color(self, name: str) -> QColor:
        """Return a colour of the tokens."""
        return QColor(self._colours[name])

    def party(self, key: str) -> PartyColours:
        """Return the colours of a party's colour word."""
        return self._parties.get(key) or self._parties[_SPARE]

    def px(self, size: float) -> int:
        """Return a length of the design in pixels."""
        return max(1, round(size * self.unit))

    def font(self, size: float, weight: int = 400, *, tabular: bool = False) -> QFont:
        """Return a font in design pixels; `tabular` gives every digit the same width."""
        font = theme().font(13, weight, tabular=tabular)
        font.setPixelSize(self.px(size))
        return font

    # --- settings ---------------------------------------------------------------------------

    @property
    def scheme(self) -> Scheme:
        """Return the setting: auto follows the app."""
        return self._scheme

    @property
    def zoom(self) -> int:
        """Return the zoom in percent."""
        return self._zoom

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the app, or stay light or dark; remembered."""
        self._scheme = scheme
        self._settings.setValue(_SCHEME, scheme.value)
        self._take_palette()
        self.changed.emit()

    def set_zoom(self, percent: int) -> None:
        """Set the zoom; remembered."""
        self._zoom = _valid_zoom(percent)
        self._settings.setValue(_ZOOM, self._zoom)
        self.changed.emit()

    def zoom_step(self, steps: int) -> None:
        """Go up or down the ladder of zooms."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))])

    def fit(self, size: QSize) -> None:
        """Take the size of the window; what is drawn grows with it."""
        found = min(size.width() / _DESIGN.width(), size.height() / _DESIGN.height())
        found = round(max(_LEAST, min(_MOST, found)), 2)
        if found != self._fit:
            self._fit = found
            self.changed.emit()

    # --- inside -----------------------------------------------------------------------------

    def _on_app_look(self) -> None:
        self._take_palette()
        self.changed.emit()

    def _take_palette(self) -> None:
        follows = self._scheme is Scheme.AUTO
        self._is_dark = theme().is_dark if follows else self._scheme is Scheme.DARK
        table: dict[str, Any] = self._tokens["dark" if self._is_dark else "light"]
        self._colours = {k: QColor(v) for k, v in table.items() if isinstance(v, str)}
        self._parties = {
            key: PartyColours(**{part: QColor(v) for part, v in colours.items()})
            for key, colours in table["party"].items()
        }


def _valid_scheme(value: object) -> Scheme:
    try:
        return Scheme(str(value))
    except ValueError:
        return Scheme.AUTO


def _valid_zoom(value: object) -> int:
    try:
        percent = int(str(value))
    except ValueError:
        return 100
    return max(ZOOMS[0], min(ZOOMS[-1], percent))
