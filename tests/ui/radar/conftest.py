"""The radar page of the whole window, on the demo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.pages.radar.page import RadarPage


@pytest.fixture
def page(demo_window: MainWindow) -> RadarPage:
    demo_window.go("radar")
    QApplication.processEvents()
    found = demo_window.page("radar")
    assert isinstance(found, RadarPage)
    return found
