"""Minutes made again from their frozen data, as they stood when they went out (M2).

What a newer version of the product adds to the types keeps its default, and what an older text
holds besides is left alone: a version that went out years ago still reads as it went out.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from facilitator.projections.types import Minutes

Make: TypeAlias = Callable[[Any], Any]


def minutes_of(data: str | bytes) -> Minutes:
    """Return the minutes whose `data_of` this is.

    Raises:
        ValueError: it is no JSON, or no minutes.
    """
    document = json.loads(data)
    if not isinstance(document, dict) or not isinstance(document.get("content"), dict):
        raise ValueError("this is no data of minutes")
    try:
        made = _maker(Minutes)(document["content"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no data of minutes: {error!r}") from error
    assert isinstance(made, Minutes)
    return made


@cache
def _maker(kind: type) -> Make:
    """Return what makes one projection type from its object."""
    hints = get_type_hints(kind)
    parts = [
        (field.name, _make(hints[field.name]), field.default, field.default_factory)
        for field in fields(kind)
    ]

    def make(value: dict[str, Any]) -> Any:
        given = {name: each(value[name]) for name, each, *_ in parts if name in value}
        missing = [
            name
            for name, _, default, factory in parts
            if name not in given and default is MISSING and factory is MISSING
        ]
        if missing:
            raise KeyError(f"{kind.__name__}: {', '.join(missing)}")
        return kind(**given)

    return make


def _make(hint: Any) -> Make:
    """Return what makes a value of one type hint."""
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: _maker(hint)(value)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(one for one in get_args(hint) if one is not type(None))
        known = _make(inner)
        return lambda value: None if value is None else known(value)
    return _plain


def _tuple(arguments: tuple[Any, ...]) -> Make:
    """Return what makes a tuple: of many of one kind, or of these kinds."""
    if arguments[-1] is not Ellipsis:
        makers = [_make(one) for one in arguments]
        return lambda value: tuple(make(one) for make, one in zip(makers, value, strict=True))
    each = _make(arguments[0])
    return lambda value: tuple(each(one) for one in value)


def _plain(value: Any) -> Any:
    return value
