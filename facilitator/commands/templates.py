"""Templates: shipped ones are files, own ones rows (P4)."""

from __future__ import annotations

import json

from facilitator.commands.agenda import refuse_closed
from facilitator.commands.fields import last_position, must_exist, required_line
from facilitator.domain.templates import Template, TemplateItem, parse_template
from facilitator.domain.words import ItemState
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store


def fill_from_template(store: Store, session_id: int, template: Template) -> None:
    """Put a template's items behind what is on the agenda; part of a step of the caller."""
    position = last_position(store, "agenda_item", "session_id = ?", (session_id,))
    for offset, item in enumerate(template.items):
        item_id = store.insert(
            "agenda_item",
            session_id=session_id,
            position=position + offset,
            title=item.title,
            purpose=item.purpose,
            wanted_result=item.wanted_result or None,
            length_s=item.minutes * 60,
            box=item.box,
            agenda_text=item.agenda_text or None,
            is_standing=int(item.standing),
            state=ItemState.OPEN.value,
            arrived_on=day_of(store).isoformat(),
        )
        if item.prompt:
            store.insert("sealed_prompt", item_id=item_id, text=item.prompt)


def apply_template(store: Store, session_id: int, template: Template) -> None:
    """Add a template's items to an agenda."""
    refuse_closed(store, session_id)
    with store.step("Use template"):
        fill_from_template(store, session_id, template)


def save_template(store: Store, session_id: int, name: str) -> int:
    """Keep the agenda of a session as an own template; an own one of that name is replaced."""
    session = must_exist(store, "session", session_id)
    name = required_line("Name", name)
    rows = store.all(
        "SELECT i.*, p.text AS prompt FROM agenda_item i"
        " LEFT JOIN sealed_prompt p ON p.item_id = i.id"
        " WHERE i.session_id = ? ORDER BY i.position, i.id",
        (session_id,),
    )
    if not rows:
        raise CommandRefused("The agenda is empty, so there is nothing to keep as a template.")
    items = [
        {
            "title": row["title"],
            "purpose": row["purpose"],
            "wanted_result": row["wanted_result"] or "",
            "minutes": row["length_s"] // 60,
            "box": row["box"],
            "agenda_text": row["agenda_text"] or "",
            "prompt": row["prompt"] or "",
            "standing": bool(row["is_standing"]),
        }
        for row in rows
    ]
    body = {
        "kind": session["kind"],
        "name": name,
        "about": "",
        "minutes": sum(row["length_s"] // 60 for row in rows),
        "items": items,
    }
    text = json.dumps(body, ensure_ascii=False)
    same = store.value("SELECT id FROM sealed_template WHERE name = ?", (name,))
    with store.step("Save template"):
        if same is None:
            return store.insert("sealed_template", kind=session["kind"], name=name, body_json=text)
        store.update("sealed_template", same, kind=session["kind"], body_json=text)
    return int(same)


def delete_template(store: Store, template_id: int) -> None:
    """Delete an own template; agendas made from it stay."""
    must_exist(store, "sealed_template", template_id)
    with store.step("Delete template"):
        store.delete("sealed_template", template_id)


def own_templates(reader: Reader) -> list[tuple[int, Template]]:
    """Return the own templates by name, each with its row id."""
    rows = reader.all("SELECT id, body_json FROM sealed_template ORDER BY name")
    return [(row["id"], parse_template(json.loads(row["body_json"]))) for row in rows]


__all__ = [
    "Template",
    "TemplateItem",
    "apply_template",
    "delete_template",
    "fill_from_template",
    "own_templates",
    "save_template",
]
