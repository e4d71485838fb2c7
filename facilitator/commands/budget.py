"""The shared pot of money: lines of each goal, and what each side pays of them (G2, G7)."""

from __future__ import annotations

import re
from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    last_position,
    must_exist,
    reference,
    remember,
    required_line,
    text,
)
from facilitator.commands.links import add_link
from facilitator.commands.tradeoffs import cents
from facilitator.domain.money import parts, percents
from facilitator.domain.words import BudgetState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import parties
from facilitator.store import Row, Store

LINE: dict[str, Converter] = {
    "name": required_line,
    "goal_id": reference,
    "cents": cents,
    "state": choice(BudgetState),
    "scope_in": text,
    "scope_out": text,
}


def set_currency(store: Store, currency: str) -> None:
    """Say in which currency this engagement counts; amounts stay as they are."""
    code = currency.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise InvalidText("Currency", "write its three letters, for example EUR")
    engagement_id = store.value("SELECT id FROM engagement")
    with store.step("Change the currency"):
        store.update("engagement", int(engagement_id or 0), currency=code)


def add_budget_line(
    store: Store,
    name: str,
    *,
    goal_id: int | None = None,
    amount: str | int | None = None,
    state: BudgetState = BudgetState.ASKED,
) -> int:
    """Add a line behind the others, which nobody pays yet."""
    with store.step("Add a budget line"):
        return store.insert(
            "budget_line",
            name=required_line("What for", name),
            goal_id=goal_id,
            cents=cents("Amount", amount),
            state=BudgetState(state).value,
            position=last_position(store, "budget_line"),
        )


def set_budget_line(
    store: Store, line_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a line; `cents` takes words such as 60k too, earlier states are kept."""
    row = must_exist(store, "budget_line", line_id)
    values = convert(LINE, fields)
    merge = f"budget_line:{line_id}:{'+'.join(sorted(values))}"
    with store.step("Edit budget line", merge=merge, origin=origin):
        for field in ("state", "cents"):
            if field in values and values[field] != row[field]:
                remember(store, line_id, field, row[field], values[field])
        store.update("budget_line", line_id, **values)


def delete_budget_line(store: Store, line_id: int) -> None:
    """Delete a line and what each side pays of it."""
    must_exist(store, "budget_line", line_id)
    with store.step("Delete budget line"):
        store.delete("budget_line", line_id)


def set_share(store: Store, line_id: int, party_id: int, percent: int | str | None) -> None:
    """Say how much of a line a side pays, in whole percent; None or 0 takes it away.

    Together they may be more than 100 while people talk; the page says so.

    Raises:
        InvalidText: it is no percent.
        CommandRefused: the side is no longer at the table.
    """
    must_exist(store, "budget_line", line_id)
    party = must_exist(store, "party", party_id)
    share = _percent(percent)
    if share and party["archived_on"] is not None:
        raise CommandRefused(f"{party['name']} is no longer at the table and takes no new share.")
    row = _share_of(store, line_id, party_id)
    with store.step("Share the cost", merge=f"budget_share:{line_id}:{party_id}"):
        if row is None and share:
            store.insert("budget_share", line_id=line_id, party_id=party_id, percent=share)
        elif row is not None and share:
            store.update("budget_share", row["id"], percent=share)
        elif row is not None:
            store.delete("budget_share", row["id"])


def _percent(value: int | str | None) -> int:
    words = str(value if value is not None else "").strip().removesuffix("%").strip()
    if not words:
        return 0
    if not words.isascii() or not words.isdigit() or int(words) > 100:
        raise InvalidText("Share", f"“{words}” is not a whole percent from 0 to 100")
    return int(words)


def _share_of(store: Store, line_id: int, party_id: int) -> Row | None:
    return store.one(
        "SELECT * FROM budget_share WHERE line_id = ? AND party_id = ?", (line_id, party_id)
    )


def share_evenly(store: Store, line_id: int) -> None:
    """Let every side at the table pay the same of a line."""
    must_exist(store, "budget_line", line_id)
    table = parties(store)
    if not table:
        raise CommandRefused("Nobody is at the table who could pay. Add a side first.")
    with store.step("Share the cost evenly"):
        _write_shares(
            store,
            line_id,
            dict(zip([each.id for each in table], percents([1] * len(table)), strict=True)),
        )


def merge_budget_lines(store: Store, kept_id: int, other_id: int) -> None:
    """Make one line of two that pay for the same: each side pays on what it paid before.

    Raises:
        CommandRefused: it is one line, or they belong to two goals.
    """
    kept = must_exist(store, "budget_line", kept_id)
    other = must_exist(store, "budget_line", other_id)
    if kept_id == other_id:
        raise CommandRefused("It takes two lines to make one. Nothing was changed.")
    if kept["goal_id"] != other["goal_id"]:
        raise CommandRefused("These lines belong to two goals and stay two.")
    paid: dict[int, int] = {}
    covered = 0
    for line in (kept, other):
        rows = store.all(
            "SELECT party_id, percent FROM budget_share WHERE line_id = ? ORDER BY party_id",
            (line["id"],),
        )
        amounts = parts(line["cents"] or 0, [row["percent"] for row in rows])
        for row, paying in zip(rows, amounts, strict=True):
            paid[row["party_id"]] = paid.get(row["party_id"], 0) + paying
            covered += paying
    total = (kept["cents"] or 0) + (other["cents"] or 0)
    weights = [*paid.values(), max(total - covered, 0)]  # what nobody pays stays uncovered
    shares = dict(zip(paid, percents(weights), strict=False))
    with store.step("Make one line of two"):
        _write_shares(store, kept_id, shares)
        known = [kept["cents"], other["cents"]]
        amount = total if any(each is not None for each in known) else None
        remember(store, kept_id, "cents", kept["cents"], amount, other["name"])
        store.update(
            "budget_line",
            kept_id,
            cents=amount,
            scope_in=_joined(kept["scope_in"], other["scope_in"]),
            scope_out=_joined(kept["scope_out"], other["scope_out"]),
        )
        store.delete("budget_line", other_id)


def keep_lines_apart(store: Store, line_id: int, other_id: int) -> None:
    """Say that two lines pay for different things after all; they are not asked about again."""
    with store.step("Keep lines apart"):
        add_link(store, "budget_line", line_id, "budget_line", other_id, "apart")


def _write_shares(store: Store, line_id: int, shares: dict[int, int]) -> None:
    for known in store.all("SELECT id, party_id FROM budget_share WHERE line_id = ?", (line_id,)):
        if not shares.get(known["party_id"]):
            store.delete("budget_share", known["id"])
    for party_id, percent in shares.items():
        row = _share_of(store, line_id, party_id)
        if row is not None and percent:
            store.update("budget_share", row["id"], percent=percent)
        elif row is None and percent:
            store.insert("budget_share", line_id=line_id, party_id=party_id, percent=percent)


def _joined(one: str | None, other: str | None) -> str | None:
    """Return both texts, each line once."""
    lines = [*(one or "").splitlines(), *(other or "").splitlines()]
    return "\n".join(dict.fromkeys(line for line in lines if line.strip())) or None
