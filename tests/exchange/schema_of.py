"""The JSON Schema that the projections' own types say, to hold against the published one.

After a type of `Minutes` or `Record` got a field, run `python -m tests.exchange.schema_of` from the
checkout: it writes the field into `resources/schemas` and names what still needs a description.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from facilitator import resources
from facilitator.exchange.minutes_format import (
    DAY,
    ENUMERATED,
    FORMATS,
    LARGEST,
    MOMENT,
    is_day,
    is_moment,
    name_of,
)
from facilitator.projections.data import VERSION

Schema = dict[str, Any]
_HOW = "run `python -m tests.exchange.schema_of`, then write the descriptions it asks for"


def path_of(form: str) -> Path:
    """Return the published schema of a format."""
    return resources.path("schemas", f"{form.removeprefix('facilitator-')}-{VERSION}.schema.json")


def schema_of(form: str) -> Schema:
    """Return the schema of a format, without its words."""
    defs: Schema = {}
    content = _type(FORMATS[form], defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:facilitator:schema:{form.removeprefix('facilitator-')}-{VERSION}",
        "type": "object",
        "properties": {
            "format": {"const": form},
            "version": {"const": VERSION},
            "content": content,
        },
        "required": ["content", "format", "version"],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def _type(hint: Any, defs: Schema) -> Schema:
    if isinstance(hint, type) and is_dataclass(hint):
        if name_of(hint) not in defs:
            defs[name_of(hint)] = {}
            defs[name_of(hint)] = _object(hint, defs)
        return {"$ref": f"#/$defs/{name_of(hint)}"}
    if get_origin(hint) is types.UnionType:
        return {"anyOf": [_type(each, defs) for each in get_args(hint)]}
    if get_origin(hint) is tuple:
        return _list(get_args(hint), defs)
    return dict(_SIMPLE[hint])


def _list(parts: tuple[Any, ...], defs: Schema) -> Schema:
    if parts[1:] == (Ellipsis,):
        return {"type": "array", "items": _type(parts[0], defs)}
    each = [_type(part, defs) for part in parts]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}


_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
    types.NoneType: {"type": "null"},
}


def _object(kind: type, defs: Schema) -> Schema:
    hints, owner = get_type_hints(kind), name_of(kind)
    needed = [
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    ]
    return {
        "type": "object",
        "properties": {
            field.name: _field(owner, field.name, hints[field.name], defs) for field in fields(kind)
        },
        "required": sorted(needed),
        "additionalProperties": False,
    }


def _field(owner: str, name: str, hint: Any, defs: Schema) -> Schema:
    if allowed := ENUMERATED.get(f"{owner}.{name}"):
        return {"type": "string", "enum": [*map(str, allowed), ""]}
    if is_moment(owner, name):
        return {"type": "string", "pattern": MOMENT}
    if is_day(owner, name):
        day = {"type": "string", "pattern": DAY}
        return {"type": "array", "items": day} if hint == tuple[str, ...] else day
    return _type(hint, defs)


# --- the published one ---------------------------------------------------------------------------


def published(form: str) -> Schema:
    """Return the published schema."""
    found: Schema = json.loads(path_of(form).read_text(encoding="utf-8"))
    return found


def without_words(value: Any) -> Any:
    """Return a schema without titles and descriptions; properties of that name stay."""
    if isinstance(value, list):
        return [without_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    words = () if _is_properties(value) else ("title", "description")
    return {name: without_words(each) for name, each in value.items() if name not in words}


def _is_properties(value: Schema) -> bool:
    return all(isinstance(each, dict) for each in value.values())


def differences(form: str) -> list[str]:
    """Return what the published schema lacks or has too much, and what to do about it."""
    wanted, found, out = schema_of(form), without_words(published(form)), []
    file = f"resources/schemas/{path_of(form).name}"
    for name in sorted({*wanted["$defs"], *found["$defs"]}):
        here = wanted["$defs"].get(name, {"properties": {}})
        there = found["$defs"].get(name, {"properties": {}})
        for field in sorted({*here["properties"], *there["properties"]}):
            if here["properties"].get(field) != there["properties"].get(field):
                out.append(f"{file}, $defs/{name}/properties/{field}: {_HOW}")
        if here.get("required") != there.get("required"):
            out.append(f"{file}, $defs/{name}/required: {_HOW}")
    if not out and wanted != found:
        out.append(f"{file}: {_HOW}")
    return out


def undescribed(form: str) -> list[str]:
    """Return the types and fields of the published schema that say nothing of themselves."""
    found = published(form)
    out = [name for name, each in found["$defs"].items() if not each.get("description")]
    for name, each in {"": found, **found["$defs"]}.items():
        fields_of = each["properties"].items()
        out += [f"{name}.{field}" for field, said in fields_of if not said.get("description")]
    return sorted(out)


def _described(new: Any, old: Any) -> Any:
    """Return a schema with the words of another one of its form."""
    if not isinstance(new, dict):
        return new
    before = old if isinstance(old, dict) else {}
    words = {name: before[name] for name in ("title", "description") if _says(before, name)}
    return words | {name: _described(each, before.get(name)) for name, each in new.items()}


def _says(value: Schema, name: str) -> bool:
    return isinstance(value.get(name), str)


def main() -> None:
    for form in FORMATS:
        path = path_of(form)
        old = published(form) if path.exists() else {}
        text = json.dumps(_described(schema_of(form), old), indent=2, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")
        for place in undescribed(form):
            print(f"{path.name}: {place} needs a description")


if __name__ == "__main__":
    main()
