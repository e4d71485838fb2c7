"""What is missing before a session, and what is fine already (P9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.queries.prepare import ItemRow
from facilitator.queries.readiness import Readiness
from ui.wording import short_day, translate


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing; `where` is lead, wanted, papers, minutes, agenda or invited.

    `item_id` says at which item, None for the whole agenda.
    """

    words: str
    item_id: int | None
    where: str = "agenda"


def gaps(items: Sequence[ItemRow], ready: Readiness, today: date) -> list[Gap]:
    """Return what is missing, the most important first."""
    if not items:
        return [Gap(translate("ready", "the agenda is empty"), None)]
    place = {item.id: number for number, item in enumerate(items, start=1)}
    return [
        *_leads(ready, place), *_minutes(items, ready), *_papers(ready, place, today),
        *_people(ready), *_silent(ready), *_results(ready, place),
    ]  # fmt: skip


def _leads(ready: Readiness, place: dict[int, int]) -> list[Gap]:
    one = translate("ready", "item {0} has no lead")
    many = translate("ready", "items {0} have no lead")
    return _of_items(ready.without_lead, place, one, many, "lead")


def _results(ready: Readiness, place: dict[int, int]) -> list[Gap]:
    one = translate("ready", "item {0} has no wanted result")
    many = translate("ready", "items {0} have no wanted result")
    return _of_items(ready.without_wanted_result, place, one, many, "wanted")


def _papers(ready: Readiness, place: dict[int, int], today: date) -> list[Gap]:
    one, many = translate("ready", "item {0} waits for its paper"), translate(
        "ready", "items {0} wait for their papers"
    )  # fmt: skip
    if ready.is_late and ready.papers_due_on:
        day = short_day(ready.papers_due_on, today)
        late = translate("ready", "{0}, to be sent by {1}")
        one, many = late.format(one, day), late.format(many, day)
    return _of_items(ready.waiting_for_papers, place, one, many, "papers")


def _of_items(
    ids: Sequence[int], place: dict[int, int], one: str, many: str, where: str
) -> list[Gap]:
    found = [(place[each], each) for each in ids if each in place]
    if not found:
        return []
    words = (one if len(found) == 1 else many).format(_listed(found))
    return [Gap(words, found[0][1], where)]


def _minutes(items: Sequence[ItemRow], ready: Readiness) -> list[Gap]:
    if ready.over_s < 60:
        return []
    over = round(ready.over_s / 60)
    one, many = (
        translate("ready", "1 minute too many"),
        translate("ready", "{0} minutes too many"),
    )
    longest = max(items, key=_length_of).id
    return [Gap(one if over == 1 else many.format(over), longest, "minutes")]


def _length_of(item: ItemRow) -> int:
    return item.length_s


def _people(ready: Readiness) -> list[Gap]:
    if not ready.parties_without_people:
        return []
    names = translate("ready", " and ").join(ready.parties_without_people)
    return [Gap(translate("ready", "nobody of {0} is able to come").format(names), None, "invited")]


def _silent(ready: Readiness) -> list[Gap]:
    if not ready.parties_without_item:
        return []
    names = translate("ready", " and ").join(ready.parties_without_item)
    return [Gap(translate("ready", "nothing was asked by {0}").format(names), None)]


def _listed(found: list[tuple[int, int]]) -> str:
    numbers = [str(number) for number, _id in found]
    if len(numbers) > 4:
        more = translate("ready", "{0} more").format(len(numbers) - 3)
        return translate("ready", "{0} and {1}").format(", ".join(numbers[:3]), more)
    if len(numbers) == 1:
        return numbers[0]
    return translate("ready", "{0} and {1}").format(", ".join(numbers[:-1]), numbers[-1])


def fine(items: Sequence[ItemRow], ready: Readiness, today: date) -> list[str]:
    """Return what is fine already, each as a sentence without its full stop."""
    if not items:
        return []
    out = []
    if ready.papers and not ready.waiting_for_papers:
        out.append(translate("ready", "Papers are in"))
    if not ready.parties_without_item:
        out.append(translate("ready", "Each side has an item"))
    if not ready.without_lead:
        out.append(translate("ready", "Every item has a lead"))
    asked = [side for side in ready.sides if side.asked_s]
    if asked:
        each = translate("ready", "{0} {1} min")
        words = ", ".join(each.format(side.party, round(side.asked_s / 60)) for side in asked)
        out.append(translate("ready", "Minutes asked for: {0}").format(words))
    if ready.opener is not None:
        out.append(translate("ready", "{0} opens").format(ready.opener.name))
    if ready.papers_due_on and not ready.is_late:
        day = short_day(ready.papers_due_on, today, weekday=True)
        out.append(translate("ready", "Papers go out by {0}").format(day))
    return out


def good_news(found: Sequence[str]) -> str:
    """Return the first of what is fine: 'Papers are in, each side has an item'."""
    first = [words[:1].lower() + words[1:] if n else words for n, words in enumerate(found[:2])]
    return ", ".join(first)


def not_ready(found: Sequence[Gap]) -> str:
    """Return 'Not ready yet: item 6 has no lead, 3 minutes too many'."""
    words = ", ".join(gap.words for gap in found[:2])
    if len(found) > 2:
        words = translate("ready", "{0}, and {1} more").format(words, len(found) - 2)
    return translate("ready", "Not ready yet: {0}").format(words)
