"""The data register as a table, as text and as data (C4)."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict

from facilitator.exchange.csv_files import MARK, guarded
from facilitator.exchange.json_files import canonical
from facilitator.exchange.markdown import bold, bullet, document, escape
from facilitator.projections.data_register import DataEntry, DataRegister, HolderEntry

VERSION = 1
_ROLES = {
    "accountable": "Accountable",
    "responsible": "Does the work",
    "consulted": "Is asked before",
    "informed": "Is told after",
}
_STATES = {
    "claimed_twice": "More than one claims it",
    "nobody": "Nobody yet",
    "claimed": "One claims it",
    "settled": "Settled",
}
COLUMNS = (
    "Data set", "How it stands", *_ROLES.values(), "Claims", "Agreed in", "Holds", "Sensitivity",
    "Kept", "How much", "Goes to",
)  # fmt: skip


def data_csv(register: DataRegister) -> str:
    """Return the register as CSV, one line for each data set."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in register.data_sets:
        writer.writerow([guarded(cell) for cell in _cells(entry)])
    return MARK + out.getvalue()


def data_json(register: DataRegister) -> str:
    """Return the register as one JSON document."""
    return canonical(
        {"format": "facilitator-data", "version": VERSION, "content": asdict(register)}
    )


def data_markdown(register: DataRegister) -> str:
    """Return the register as Markdown, a section for each data set."""
    head = register.engagement
    title = escape(", ".join(filter(None, (head.title, head.organisation))))
    blocks = [f"# Data of {title}"]
    for entry in register.data_sets:
        blocks.append(f"## {escape(entry.name)}")
        found = zip(COLUMNS[1:], _cells(entry)[1:], strict=True)
        lines = [bullet(f"{bold(label)}: {escape(cell)}") for label, cell in found if cell]
        blocks.append("\n".join(lines))
    if not register.data_sets:
        blocks.append("No data sets yet.")
    return document(blocks)


def _cells(entry: DataEntry) -> list[str]:
    agreed = [each for each in entry.holders if each.is_agreed]
    claims = [each for each in entry.holders if not each.is_agreed]
    return [
        entry.name,
        _STATES[entry.state],
        *("; ".join(_who(each) for each in agreed if each.role == role) for role in _ROLES),
        "; ".join(_claim(each) for each in claims),
        "; ".join(each.agreed_in for each in agreed if each.agreed_in),
        entry.contents,
        entry.sensitivity,
        entry.kept_for,
        entry.size,
        "; ".join(f"{name}: {why}" if why else name for name, why in entry.goes_to),
    ]


def _who(holder: HolderEntry) -> str:
    return holder.name if holder.name == holder.side else f"{holder.name} ({holder.side})"


def _claim(holder: HolderEntry) -> str:
    words = f"{_who(holder)}: {_ROLES[holder.role].lower()}"
    return f"{words}, {holder.says}" if holder.says else words
