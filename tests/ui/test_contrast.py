"""Every colour that stands on another one can be read: WCAG AA, computed from the tokens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from facilitator import resources
from facilitator.domain.words import PARTY_COLOURS

TOKENS = resources.toml("themes", "tokens.toml")
GROUNDS = ("bg", "surface", "sunken", "hover", "chip")
SOFT = ("accent_soft", "warn_soft", "danger_soft", "ok_soft", "decision_soft", "action_soft",
        "park_soft")  # fmt: skip
TONES = ("warn", "danger", "ok", "decision", "action", "park", "accent")
SCHEMES = ("light", "dark")


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _text_pairs(table: dict[str, Any]) -> list[tuple[str, str, str]]:
    pairs = [
        (f"{ink} on {ground}", table[ink], table[ground])
        for ink in ("text", "text2", "text3", "accent")
        for ground in (*GROUNDS, *SOFT)
    ]
    pairs += [
        (f"{tone} on {ground}", table[tone], table[ground])
        for tone in TONES
        for ground in (*GROUNDS[:4], "accent_soft", f"{tone}_soft")
    ]
    pairs += [
        (f"{ink} on {ground}", table[ink], table[ground])
        for ink, ground in (("on_accent", "accent"), ("on_accent", "accent_hover"),
                            ("surface", "text"), ("surface", "danger"))
    ]  # fmt: skip
    for key, party in table["party"].items():
        pairs.append((f"letters of {key}", party["on"], party["fill"]))
        pairs += [
            (f"{key} ink on {ground}", party["ink"], table[ground])
            for ground in (*GROUNDS, "accent_soft")
        ]
        pairs.append((f"{key} ink on its soft", party["ink"], party["soft"]))
        pairs.append((f"text on {key} soft", table["text"], party["soft"]))
    return pairs


def _shape_pairs(table: dict[str, Any]) -> list[tuple[str, str, str]]:
    pairs = [
        (f"{line} on {ground}", table[line], table[ground])
        for line in ("border_strong", "accent", "danger")
        for ground in (*GROUNDS[:4], "accent_soft", "warn_soft")
    ]
    pairs += [
        (f"dot of {key} on {ground}", party["fill"], table[ground])
        for key, party in table["party"].items()
        for ground in (*GROUNDS, "accent_soft")
    ]
    return pairs


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_reaches_four_and_a_half_to_one(scheme: str) -> None:
    """U3: text in both palettes."""
    low = [
        f"{name}: {contrast(ink, ground):.2f}"
        for name, ink, ground in _text_pairs(TOKENS[scheme])
        if contrast(ink, ground) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_shape_that_carries_meaning_reaches_three_to_one(scheme: str) -> None:
    """U3: field borders, focus rings and party dots."""
    low = [
        f"{name}: {contrast(line, ground):.2f}"
        for name, line, ground in _shape_pairs(TOKENS[scheme])
        if contrast(line, ground) < 3.0
    ]
    assert low == []


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_party_colour_of_the_trade_has_its_look(scheme: str) -> None:
    assert set(TOKENS[scheme]["party"]) == set(PARTY_COLOURS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_marks_have_the_colours_of_the_tokens(scheme: str) -> None:
    """The marks are files because a style sheet takes nothing else; they follow the tokens."""
    tones = {"check": "on_accent", "minus": "on_accent", "caret-down": "text2",
             "caret-up": "text2", "radio": "accent"}  # fmt: skip
    for name, tone in tones.items():
        drawn = resources.text("themes", scheme, f"{name}.svg")
        assert TOKENS[scheme][tone] in drawn, name


def test_the_style_sheet_holds_no_colour_of_its_own() -> None:
    sheet = resources.text("themes", "app.qss")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(", sheet) == []


def test_no_module_of_the_window_holds_a_colour_of_its_own() -> None:
    folder = Path(__file__).parents[2] / "ui"
    found = [
        f"{file.name}: {line.strip()}"
        for file in folder.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"QColor\(\s*[\"']#|[\"']#[0-9A-Fa-f]{6}[\"']", line)
    ]
    assert found == []
