"""The first steps of a young engagement, as facts, each with the way to it (E6)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.first_steps import FirstSteps
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.text import Text

STEPS = ("sides", "people", "goal", "agreement", "session")


class FirstStepsCard(Card):
    """Shown until the first session is planned. `asked` names the step somebody wants to take."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(tone="accent_soft", margin=14, spacing=4)
        self.how_far = Text("", "strong")
        self.add(self.how_far)
        holder = QWidget()
        flow = FlowLayout(holder, 12)
        self._links: dict[str, LinkButton] = {}
        for key in STEPS:
            link = identify(LinkButton("", icon="circle"), f"first-step-{key}")
            link.clicked.connect(self._on_clicked)
            self._links[key] = link
            flow.addWidget(link)
        self.add(holder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_steps(self, found: FirstSteps) -> None:
        """Show what is done and what is still to do; nothing once it is over."""
        self.setVisible(not found.is_over)
        lacking = self.tr(" and ").join(found.lacking)
        rows = {
            "sides": (found.parties >= 2, self.tr("Two sides")),
            "people": (
                found.has_everybody,
                self.tr("Somebody for {0}").format(lacking)
                if lacking
                else self.tr("People on both sides"),
            ),
            "goal": (found.goals > 0, self.tr("A first goal")),
            "agreement": (found.agreements > 0, self.tr("A working agreement")),
            "session": (found.sessions > 0, self.tr("The first session")),
        }
        done = sum(is_done for is_done, _words in rows.values())
        self.how_far.setText(self.tr("First steps, {0} of {1} done").format(done, len(rows)))
        for key, (is_done, words) in rows.items():
            link = self._links[key]
            link.setText(words)
            link.set_icon("check-circle-fill" if is_done else "circle")
            state = self.tr("done") if is_done else self.tr("still to do")
            link.setAccessibleName(f"{words}, {state}")
            link.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        self.asked.emit(next(key for key, link in self._links.items() if link is sender))
