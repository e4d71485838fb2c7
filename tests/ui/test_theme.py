"""Light and dark, zoom, and what is remembered of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme as look_module
from ui.theme import Scheme, Theme
from ui.widgets.buttons import PlainButton
from ui.widgets.text import Text


def test_a_scheme_that_was_set_is_in_force_and_remembered(
    qtbot: QtBot, qapp: QApplication, look: Theme, settings: QSettings
) -> None:
    with qtbot.waitSignal(look.changed):
        look.set_scheme(Scheme.DARK)
    assert look.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == look.color("bg")
    assert look_module.install(qapp, settings).is_dark


def test_the_system_that_turns_dark_is_followed(
    qapp: QApplication, look: Theme, settings: QSettings
) -> None:
    look.set_scheme(Scheme.AUTO)
    look._on_system_scheme(Qt.ColorScheme.Dark)
    assert settings.value("look/last_system_dark") in (True, "true")


def test_the_last_known_scheme_is_used_where_the_system_says_nothing(
    qapp: QApplication, settings: QSettings
) -> None:
    """GNOME and XFCE say Unknown at start and speak up later."""
    settings.setValue("look/last_system_dark", True)
    is_unknown = qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    assert look_module.install(qapp, settings).is_dark == is_unknown


@pytest.mark.parametrize("percent", [90, 100, 125, 150])
def test_zoom_changes_type_and_targets_together(qtbot: QtBot, look: Theme, percent: int) -> None:
    button, words = PlainButton("Save"), Text("Words", "body")
    qtbot.addWidget(button)
    qtbot.addWidget(words)
    look.set_zoom(percent)
    assert words.font().pixelSize() == round(13 * percent / 100)
    assert button.sizeHint().height() == round(36 * percent / 100)
    assert button.sizeHint().height() >= 32


def test_zoom_is_held_between_90_and_150(look: Theme) -> None:
    look.set_zoom(400)
    assert look.zoom == 150
    look.zoom_step(1)
    assert look.zoom == 150
    look.set_zoom(10)
    assert look.zoom == 90


def test_a_damaged_setting_gives_the_ordinary_zoom(qapp: QApplication, settings: QSettings) -> None:
    settings.setValue("look/zoom", "wide")
    assert look_module.install(qapp, settings).zoom == 100


def test_a_damaged_scheme_follows_the_system(qapp: QApplication, settings: QSettings) -> None:
    settings.setValue("look/scheme", "sepia")
    assert look_module.install(qapp, settings).scheme is Scheme.AUTO


def test_the_shipped_typeface_is_the_one_in_use(look: Theme) -> None:
    font = look.font(13, 600, tabular=True)
    assert font.family() == "Inter"
    assert font.weight() == QFont.Weight.DemiBold


def test_a_colour_handed_out_can_be_changed_without_harm(look: Theme) -> None:
    ink = look.color("accent")
    ink.setAlphaF(0.1)
    assert look.color("accent").alphaF() == 1.0


def test_an_unknown_party_colour_gets_the_neutral_one(look: Theme) -> None:
    assert look.party("mauve").fill == look.party("slate").fill
    assert look.party(None).fill == look.party("slate").fill
    assert look.party("blue").fill == QColor("#3B6FB6")
