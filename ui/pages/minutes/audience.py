"""For whom the paper is: everybody, one side, the executives, or the facilitator alone (M3, P7)."""

from __future__ import annotations

from facilitator.queries.engagement import parties
from facilitator.store import Reader
from ui.widgets.fields import Choice
from ui.widgets.naming import identify

JOINT, ROOM, EXECUTIVE, FACILITATOR = "joint", "room", "executive", "facilitator"


def party_of(audience: str) -> int | None:
    """Return the side that an audience is, None for everybody or the executives."""
    kind, _, party_id = audience.partition(":")
    return int(party_id) if kind == "party" else None


class AudienceChoice(Choice):
    """Offers who may read a paper of one session; a side that is gone falls back to everybody."""

    def __init__(self) -> None:
        super().__init__(self.tr("For whom"))
        identify(self, "minutes-audience")
        self._offered: list[tuple[str, str]] = []
        self._names: dict[str, str] = {}

    def offer(self, reader: Reader, session_id: int, paper: str, current: str) -> str:
        """Show the choices for a paper; return the one that holds."""
        from facilitator.projections.audiences import audiences_of  # seldom the first page

        self._names = dict(audiences_of(reader, session_id))
        offered = [(key, self._words(key, name, paper)) for key, name in self._names.items()]
        if paper == "agenda":
            offered = [(ROOM if key == JOINT else key, words) for key, words in offered]
            offered = [each for each in offered if each[0] != EXECUTIVE]
            offered.append((FACILITATOR, self.tr("Only for you: the run book")))
        if offered != self._offered:
            self._offered = offered
            colours = {f"party:{each.id}": each.colour for each in parties(reader)}
            self.clear_choices()
            for key, words in offered:
                self.add(key, words, party=colours.get(key))
        self.set_current(current)
        return str(self.current())

    def side(self) -> str:
        """Return the name of the side that is chosen, empty for everybody else."""
        return self._names.get(str(self.current()), "")

    def _words(self, audience: str, name: str, paper: str) -> str:
        if audience == JOINT:
            is_agenda = paper == "agenda"
            return self.tr("The room") if is_agenda else self.tr("Everybody: the joint copy")
        if audience == EXECUTIVE:
            return self.tr("The executives: one page")
        return self.tr("{0}: pre-brief").format(name) if paper == "agenda" else name
