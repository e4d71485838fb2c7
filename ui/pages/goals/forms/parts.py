"""What the forms of a goal share: a date, an owner, and the refusal that one press answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from facilitator.errors import FacilitatorError, MilestonesAfterGoal
from facilitator.queries.engagement import people
from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import PlainButton
from ui.widgets.fields import Choice, DateField
from ui.widgets.naming import identify
from ui.wording import goals as wording_goals
from ui.workspace import Workspace


def date_field(workspace: Workspace, identifier: str, name: str) -> DateField:
    """Return a date field that reads days as people type them."""
    field = DateField(
        wording.day_reader(workspace.today), partial(_shown, workspace),
        placeholder=wording.translate("goals", "for example 28 aug"),
    )  # fmt: skip
    return identify(field, identifier, name)


def _shown(workspace: Workspace, day: date) -> str:
    return wording.short_day(day, workspace.today(), weekday=True)


def day_of(words: str) -> date | None:
    """Return the day of ISO text, None of an empty one."""
    return date.fromisoformat(words) if words else None


def is_read(field: DateField) -> bool:
    """Read a date field; where it makes no sense the keyboard goes there."""
    field.read()
    if field.property("invalid") == "true":
        field.setFocus()
        return False
    return True


def fill_people(choice: Choice, workspace: Workspace, current: int | None, name: str) -> None:
    """Offer everybody, and nobody; somebody who left stays while chosen."""
    choice.clear_choices()
    choice.add(None, wording.translate("goals", "Nobody yet"))
    known = set()
    for person in people(workspace.reader):
        words = f"{person.name}, {person.party}" if person.party else person.name
        choice.add(person.id, words, party=person.colour or None)
        known.add(person.id)
    if current is not None and current not in known:
        choice.add(current, name)
    choice.set_current(current)


class DatedForm(FormDialog):
    """A form whose dates may not fit the milestones; one press moves the other date too."""

    workspace: Workspace

    def offer_both(self, words: str) -> None:
        """Prepare the button that moves both; hidden until it is needed."""
        self.both = identify(PlainButton(words), "move-both", words)
        self.both.hide()
        self.foot.insertWidget(0, self.both)
        self.both.clicked.connect(self._on_both)

    def save(self, *, both: bool) -> object:
        """Write the form; `both` moves the other date as well."""
        raise NotImplementedError

    def submit(self) -> bool:
        """Write the form; a date that does not fit is explained, and the way out offered."""
        return self._try(partial(self.save, both=False))

    def _on_both(self) -> None:
        self.complain("")
        if self._try(partial(self.save, both=True)):
            self.accept()

    def _try(self, save: Callable[[], object]) -> bool:
        self.both.hide()
        try:
            save()
        except MilestonesAfterGoal as error:
            self.complain(wording_goals.too_late(error, self.workspace.today()))
            self.both.show()
            self.both.setFocus()
            return False
        except FacilitatorError as error:
            self.complain(str(error))
            return False
        return True
