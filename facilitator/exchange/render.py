"""Which text a projection becomes, by the ending of the file that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.exchange.copies_html import executive_html
from facilitator.exchange.copies_md import executive_markdown
from facilitator.exchange.csv_files import actions_csv, decisions_csv
from facilitator.exchange.data_out import data_csv, data_json, data_markdown
from facilitator.exchange.glossary_out import glossary_csv, glossary_json, glossary_markdown
from facilitator.exchange.goals_out import goals_csv, goals_json, goals_markdown
from facilitator.exchange.json_files import (
    actions_json,
    decisions_json,
    executive_json,
    minutes_json,
)
from facilitator.exchange.minutes_html import minutes_html
from facilitator.exchange.minutes_md import minutes_markdown
from facilitator.exchange.registers_md import actions_markdown, decisions_markdown
from facilitator.projections.data_register import DataRegister
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.glossary import Glossary
from facilitator.projections.types import ActionRegister, DecisionRegister, GoalRegister, Minutes

_MINUTES: dict[str, Callable[[Minutes], str]] = {
    "json": minutes_json,
    "md": minutes_markdown,
    "html": minutes_html,
}
_EXECUTIVE: dict[str, Callable[[ExecutiveSummary], str]] = {
    "json": executive_json,
    "md": executive_markdown,
    "html": executive_html,
}
_ACTIONS: dict[str, Callable[[ActionRegister], str]] = {
    "csv": actions_csv,
    "json": actions_json,
    "md": actions_markdown,
}
_DECISIONS: dict[str, Callable[[DecisionRegister], str]] = {
    "csv": decisions_csv,
    "json": decisions_json,
    "md": decisions_markdown,
}
_GLOSSARY: dict[str, Callable[[Glossary], str]] = {
    "csv": glossary_csv,
    "json": glossary_json,
    "md": glossary_markdown,
}
_GOALS: dict[str, Callable[[GoalRegister], str]] = {
    "csv": goals_csv,
    "json": goals_json,
    "md": goals_markdown,
}
_DATA: dict[str, Callable[[DataRegister], str]] = {
    "csv": data_csv,
    "json": data_json,
    "md": data_markdown,
}

MINUTES_KINDS = tuple(_MINUTES)
REGISTER_KINDS = tuple(_ACTIONS)


def minutes_text(minutes: Minutes, kind: str) -> str:
    """Return minutes as a file of that kind: json, md or html."""
    return _MINUTES[kind](minutes)


def copy_text(copy: Minutes | ExecutiveSummary, kind: str) -> str:
    """Return the copy of one audience as a file of that kind: json, md or html (M3)."""
    if isinstance(copy, ExecutiveSummary):
        return _EXECUTIVE[kind](copy)
    return minutes_text(copy, kind)


def actions_text(register: ActionRegister, kind: str) -> str:
    """Return the action list as a file of that kind: csv, json or md."""
    return _ACTIONS[kind](register)


def decisions_text(register: DecisionRegister, kind: str) -> str:
    """Return the decision log as a file of that kind: csv, json or md."""
    return _DECISIONS[kind](register)


def glossary_text(glossary: Glossary, kind: str) -> str:
    """Return the glossary as a file of that kind: csv, json or md."""
    return _GLOSSARY[kind](glossary)


def goals_text(register: GoalRegister, kind: str) -> str:
    """Return the goals as a file of that kind: csv, json or md."""
    return _GOALS[kind](register)


def data_text(register: DataRegister, kind: str) -> str:
    """Return the data register as a file of that kind: csv, json or md."""
    return _DATA[kind](register)
