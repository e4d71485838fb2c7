"""The glossary as a table, as text and as data. What the table says can be brought back."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict

from facilitator.domain.acceptance import Standing
from facilitator.exchange.csv_files import MARK, guarded
from facilitator.exchange.json_files import canonical
from facilitator.exchange.markdown import bullet, document, escape, paragraph
from facilitator.exchange.wording import short_day
from facilitator.projections.glossary import Glossary, GlossaryEntry, GlossarySide

VERSION = 1
COLUMNS = (
    "Term", "Abbreviation", "Home", "Plain words", "Why it matters to the other side",
    "Agreed wording", "Say instead", "Relation", "Related words", "Source",
)  # fmt: skip
SIDE_COLUMNS = ("Meaning", "Example", "Say instead")
RELATIONS = {
    "": "",
    "same": "the same",
    "two_words": "two words for one thing",
    "one_word": "one word for two things",
}
_MARKED = re.compile(r"^'[\s']*[=+\-@]")


def marked(cell: str) -> str:
    """Return a cell that no spreadsheet runs, so that taking the mark off gives the cell back."""
    return f"'{cell}" if _MARKED.match(cell) else guarded(cell)


def glossary_csv(glossary: Glossary) -> str:
    """Return the glossary as CSV: one line for each word, three columns for each side.

    Which side accepts a wording is not in it: acceptance is given, not brought by a file.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [f"{column} ({party.name})" for party in glossary.parties for column in SIDE_COLUMNS]
    writer.writerow([*COLUMNS, *map(marked, heads)])
    for entry in glossary.entries:
        writer.writerow([marked(cell) for cell in _cells(entry, glossary)])
    return MARK + out.getvalue()


def _cells(entry: GlossaryEntry, glossary: Glossary) -> list[str]:
    sides = {side.party: side for side in entry.sides}
    cells = [
        entry.term, entry.abbreviation, entry.home, entry.plain, entry.why_other,
        entry.agreed_wording, entry.say_instead, RELATIONS[entry.relation],
        "; ".join(entry.related), entry.source,
    ]  # fmt: skip
    for party in glossary.parties:
        side = sides.get(party)
        cells += [side.meaning, side.example, side.say_instead] if side else ["", "", ""]
    return cells


def glossary_json(glossary: Glossary) -> str:
    """Return the glossary as one JSON document."""
    content = asdict(glossary)
    return canonical({"format": "facilitator-glossary", "version": VERSION, "content": content})


# --- as text -------------------------------------------------------------------------------------


def glossary_markdown(glossary: Glossary) -> str:
    """Return the glossary as Markdown, false friends first."""
    head = glossary.engagement
    title = escape(", ".join(filter(None, (head.title, head.organisation))))
    blocks = [f"# Words of {title}"]
    friends = [entry for entry in glossary.entries if entry.is_false_friend]
    others = [entry for entry in glossary.entries if not entry.is_false_friend]
    for heading, entries in (("One word, two things", friends), ("All other words", others)):
        if entries:
            blocks.append(f"## {heading}")
            blocks += [block for entry in entries for block in _word(entry)]
    if not glossary.entries:
        blocks.append("No words yet.")
    return document(blocks)


def _word(entry: GlossaryEntry) -> list[str]:
    short = f" ({entry.abbreviation})" if entry.abbreviation else ""
    lines = [
        _line("Home", "; ".join(entry.owners) or entry.home),
        _line("Why it matters to the other side", entry.why_other),
        _line("Agreed wording", entry.agreed_wording),
        _line("Say instead", entry.say_instead),
        _line(_relation_head(entry), ", ".join(entry.related)),
        *(_line(side.party.name, _side(side)) for side in entry.sides),
    ]
    body = "\n".join(line for line in lines if line)
    return [f"### {escape(entry.term + short)}", paragraph(entry.plain), body]


def _relation_head(entry: GlossaryEntry) -> str:
    return "Also called" if entry.relation == "two_words" else "See also"


def _side(side: GlossarySide) -> str:
    said = [
        f"means {side.meaning}" if side.meaning else "",
        f"for example “{side.example}”" if side.example else "",
        f"say instead “{side.say_instead}”" if side.say_instead else "",
        _accepted(side),
    ]
    return "; ".join(part for part in said if part)


def _accepted(side: GlossarySide) -> str:
    if side.standing == Standing.ACCEPTED:
        return f"accepted the wording on {short_day(side.accepted_on)}"
    if side.standing == Standing.STALE:
        return f"accepted other words on {short_day(side.accepted_on)}"
    return ""


def _line(label: str, text: str) -> str:
    return bullet(f"{escape(label)}: {paragraph(text, '  ')}") if text.strip() else ""
