"""Colours, type and sizes: light and dark, following the system or a setting, with a zoom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from string import Template
from typing import Any, cast

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from facilitator import resources

ZOOMS = (90, 100, 110, 125, 150)
_FAMILY = "Inter"
_BASE_PX = 13
_PARTY_SPARE = "slate"


class Scheme(StrEnum):
    """What the setting may say."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class PartyColours:
    """One party's colours: dots and discs, words, quiet grounds, letters on the disc."""

    fill: QColor
    ink: QColor
    soft: QColor
    on: QColor


def _radii(tokens: dict[str, Any]) -> dict[str, int]:
    return cast("dict[str, int]", tokens["scale"]["radius"])


class Theme(QObject):
    """The look in force. Widgets that paint read it while painting and listen to `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings or QSettings()
        self._tokens = resources.toml("themes", "tokens.toml")
        self._family = _load_fonts()
        self._font_ratio = _font_ratio()
        self._scheme = _valid_scheme(self._settings.value("look/scheme"))
        self._zoom = _valid_zoom(self._settings.value("look/zoom", 100))
        self._is_dark = False
        self._unit = 1.0
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._parties: dict[str, PartyColours] = {}
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        self._apply()

    # --- what painters ask ------------------------------------------------------------------

    @property
    def is_dark(self) -> bool:
        """Tell whether the dark palette is in force."""
        return self._is_dark

    def color(self, name: str) -> QColor:
        """Return a colour of the tokens, e.g. `text2`, `accent_soft`."""
        return QColor(self._colours[name])  # a copy: painters change its alpha

    def party(self, key: str | None) -> PartyColours:
        """Return the colours of a party's colour word; an unknown word gets a neutral one."""
        return self._parties.get(key or _PARTY_SPARE) or self._parties[_PARTY_SPARE]

    def px(self, size: float) -> int:
        """Return a length of the design in pixels at the present font size and zoom."""
        return max(1, round(size * self._unit))

    @property
    def unit(self) -> float:
        """Return pixels per design pixel."""
        return self._unit

    def radius(self, name: str) -> int:
        """Return a corner radius: chip, card or panel."""
        return self.px(_radii(self._tokens)[name])

    def font(self, size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
        """Return a font in design pixels; `tabular` gives every digit the same width."""
        known = self._fonts.get((size, weight, tabular))
        if known is None:
            known = self._fonts[size, weight, tabular] = self._make_font(size, weight, tabular)
        return QFont(known)

    def _make_font(self, size: int, weight: int, tabular: bool) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    # --- settings ---------------------------------------------------------------------------

    @property
    def scheme(self) -> Scheme:
        """Return the setting: auto, light or dark."""
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark; remembered."""
        self._scheme = scheme
        self._settings.setValue("look/scheme", scheme.value)
        self._apply()

    @property
    def zoom(self) -> int:
        """Return the zoom in percent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Set the zoom, held between 90 and 150 percent; remembered."""
        self._zoom = _valid_zoom(percent)
        self._settings.setValue("look/zoom", self._zoom)
        self._apply()

    def zoom_step(self, steps: int) -> None:
        """Go up or down the ladder of zooms."""
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))])

    # --- applying ---------------------------------------------------------------------------

    def _on_system_scheme(self, system: Qt.ColorScheme) -> None:
        if system != Qt.ColorScheme.Unknown:
            self._settings.setValue("look/last_system_dark", system == Qt.ColorScheme.Dark)
        if self._wants_dark() != self._is_dark:
            self._apply()

    def _wants_dark(self) -> bool:
        if self._scheme is not Scheme.AUTO:
            return self._scheme is Scheme.DARK
        system = self._app.styleHints().colorScheme()
        if system == Qt.ColorScheme.Unknown:
            return str(self._settings.value("look/last_system_dark", "false")).lower() == "true"
        return system == Qt.ColorScheme.Dark

    def _apply(self) -> None:
        self._is_dark = self._wants_dark()
        self._unit = self._font_ratio * self._zoom / 100
        self._fonts.clear()
        self._take_colours(self._tokens["dark" if self._is_dark else "light"])
        self._app.setFont(self.font())
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Draw light and at 100 % inside the block, for a picture; nobody else is told."""
        kept = (self._is_dark, self._unit, self._fonts, self._colours, self._parties)
        self._is_dark, self._unit, self._fonts = False, 1.0, {}
        self._take_colours(self._tokens["light"])
        try:
            yield
        finally:
            self._is_dark, self._unit, self._fonts, self._colours, self._parties = kept

    def _take_colours(self, table: dict[str, Any]) -> None:
        self._colours = {k: QColor(v) for k, v in table.items() if isinstance(v, str)}
        self._parties = {
            key: PartyColours(**{part: QColor(v) for part, v in colours.items()})
            for key, colours in table["party"].items()
        }

    def _palette(self) -> QPalette:
        c = self._colours
        role = QPalette.ColorRole
        pairs = {
            role.Window: "bg", role.WindowText: "text", role.Base: "surface", role.Text: "text",
            role.AlternateBase: "sunken", role.Button: "surface", role.ButtonText: "text",
            role.BrightText: "danger", role.Highlight: "accent", role.HighlightedText: "on_accent",
            role.Link: "accent", role.LinkVisited: "accent", role.ToolTipBase: "text",
            role.ToolTipText: "surface", role.PlaceholderText: "text3", role.Accent: "accent",
            role.Light: "surface", role.Midlight: "hover", role.Mid: "border",
            role.Dark: "border_strong", role.Shadow: "border_strong",
        }  # fmt: skip
        palette = QPalette()
        for where, name in pairs.items():
            palette.setColor(where, c[name])
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, c["text3"])
        palette.setColor(QPalette.ColorGroup.Disabled, role.Base, c["bg"])
        return palette

    def _style_sheet(self) -> str:
        values = {name: colour.name() for name, colour in self._colours.items()}
        values |= {f"px{n}": f"{self.px(n)}px" for n in range(1, 33)}
        values |= {f"r_{name}": f"{self.px(size)}px" for name, size in _radii(self._tokens).items()}
        # A radius of more than half the height is ignored, so halves are halves of what is drawn.
        values["half_tick"] = f"{(self.px(16) + 2) // 2}px"
        values["half_bar"] = f"{self.px(8) // 2}px"
        values["half_thumb"] = f"{(self.px(12) - 2 * self.px(3)) // 2}px"
        values["half_knob"] = f"{(self.px(4) + 2 * self.px(6)) // 2}px"
        marks = resources.path("themes", "dark" if self._is_dark else "light")
        values["marks"] = marks.as_posix()
        values["rtl_sub"] = "left" if self._app.isRightToLeft() else "right"
        return Template(resources.text("themes", "app.qss")).substitute(values)


def theme() -> Theme:
    """Return the theme of the running application; made at the first call."""
    global _current
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a QApplication comes first")
    if _current is None or not isValid(_current):
        _current = Theme(app)
    return _current


def install(app: QApplication, settings: QSettings | None = None) -> Theme:
    """Make the theme at start, before the first widget."""
    global _current
    if _current is not None and isValid(_current):
        _current.deleteLater()
    _current = Theme(app, settings)
    return _current


_current: Theme | None = None


def _load_fonts() -> str:
    for file in sorted(resources.path("fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    return _FAMILY


def _font_ratio() -> float:
    """Follow a large system font; a small one does not make us tiny."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    ratio = QFontInfo(system).pixelSize() / _BASE_PX
    return ratio if ratio > 1.1 else 1.0


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
