"""Icons take the colour they are asked for, at the pixels of the screen, facing the right way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from facilitator import resources
from ui import icons
from ui.theme import Scheme, Theme

ALL = sorted(path.stem for path in resources.path("icons").glob("*.svg"))


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _strongest(image: QImage) -> QColor:
    best = QColor(0, 0, 0, 0)
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() > best.alpha():
                best = colour
    return best


@pytest.mark.parametrize("name", ALL)
def test_every_icon_draws_in_the_colour_it_is_given(look: Theme, name: str) -> None:
    drawn = _strongest(icons.pixmap(name, QColor("#A9271D"), 24).toImage())
    assert drawn.alpha() > 150, "nothing was drawn"
    assert abs(drawn.red() - 0xA9) < 6
    assert abs(drawn.green() - 0x27) < 6


def test_an_icon_has_the_pixels_of_the_screen(look: Theme) -> None:
    drawn = icons.pixmap("gavel", QColor("black"), 16, 2.0)
    assert drawn.size() == QSize(32, 32)
    assert drawn.deviceIndependentSize().toSize() == QSize(16, 16)


def test_an_icon_that_was_made_follows_a_change_of_palette(look: Theme) -> None:
    icon = icons.icon("gavel", "danger")
    light = _strongest(icon.pixmap(24, 24).toImage()).name()
    look.set_scheme(Scheme.DARK)
    assert _strongest(icon.pixmap(24, 24).toImage()).name() != light


def test_a_disabled_icon_is_quieter(look: Theme) -> None:
    icon = icons.icon("gavel", "danger")
    off = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled)
    assert _strongest(off.toImage()).name() == look.color("text3").name()


def test_arrows_point_the_other_way_from_right_to_left(look: Theme, right_to_left: None) -> None:
    back = icons.pixmap("arrow-left", QColor("black"), 32).toImage()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    forward = icons.pixmap("arrow-left", QColor("black"), 32).toImage()
    assert back == forward.flipped(Qt.Orientation.Horizontal)
    assert back != forward


def test_a_mark_without_direction_stays_as_it_is(look: Theme, right_to_left: None) -> None:
    turned = icons.pixmap("check", QColor("black"), 32).toImage()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned == icons.pixmap("check", QColor("black"), 32).toImage()


def test_the_licence_lies_beside_what_others_drew() -> None:
    for parts in (("icons", "Phosphor-LICENSE.txt"), ("fonts", "Inter-LICENSE.txt")):
        assert "Copyright" in resources.text(*parts)
