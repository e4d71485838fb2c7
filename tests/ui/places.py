"""The whole window on the demo, and every place in it that a person can be: for walks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from facilitator.clock import FixedClock
from facilitator.commands import captures, running
from facilitator.domain.words import CaptureKind
from tests.demo_file import demo_file
from ui import spoken
from ui.main_window import MainWindow
from ui.workspace import Workspace

Editor = QLineEdit | QPlainTextEdit | QTextEdit

SEARCHES = ("search", "filter", "find")
RUNNING = "SELECT {running}"
# what is shown: the page (and its tab), and the target that is found in the demo by this question
PLACES: dict[str, tuple[str, str, str]] = {
    "together": ("together", "", ""),
    "guided path": ("guide", "", ""),
    "the parties of the path": ("guide/parties", "", ""),
    "the people of the path": ("guide/people", "", ""),
    "the goal of the path": ("guide/goal", "", ""),
    "the words of the path": ("guide/words", "", ""),
    "the rhythm of the path": ("guide/rhythm", "", ""),
    "the kickoff of the path": ("guide/kickoff", "", ""),
    "goals": ("goals", "", ""),
    "a goal": ("goals", "goal_id", "SELECT min(id) FROM goal"),
    "a goal that is done": ("goals", "goal_id", "SELECT id FROM goal WHERE state = 'done'"),
    "a goal that is not yet common": ("goals", "goal_id", "SELECT max(id) FROM goal"),
    "a tension": ("goals/tensions", "tension_id", "SELECT id FROM tension WHERE state = 'hard'"),
    "a ranking that is open": ("goals/ranking", "", ""),
    "a trade-off": ("goals/tradeoffs", "tradeoff_id",
                    "SELECT id FROM tradeoff WHERE chosen_option_id IS NULL"),
    "a budget line": ("goals/money", "line_id",
                      "SELECT id FROM budget_line ORDER BY position DESC"),
    "a fact": ("goals/facts", "fact_id", "SELECT min(id) FROM agreed_fact"),
    "a fact that is retired": ("goals/facts", "fact_id",
                               "SELECT id FROM agreed_fact WHERE retired_on IS NOT NULL"),
    "a false friend": ("language/words", "term_id",
                       "SELECT min(term_id) FROM term_relation WHERE relation = 'one_word'"),
    "a word of one side": ("language/words", "term_id",
                           "SELECT min(id) FROM term WHERE home_label = 'Security'"),
    "a say-it-back": ("language/sayback", "sayback_id",
                      "SELECT id FROM sayback WHERE state = 'corrected'"),
    "a say-it-back to confirm": ("language/sayback", "sayback_id",
                                 "SELECT id FROM sayback ORDER BY state = 'restated' DESC"),
    "a confirmed say-it-back": ("language/sayback", "sayback_id",
                                "SELECT id FROM sayback WHERE state = 'confirmed'"),
    "an open question": ("language/questions", "question_id",
                         "SELECT id FROM question WHERE answer IS NULL AND confirmed_on IS NULL"),
    "an answered question": ("language/questions", "question_id",
                             "SELECT id FROM question ORDER BY confirmed_on > '', answer IS NULL"),
    "an understood question": ("language/questions", "question_id",
                               "SELECT min(id) FROM question WHERE confirmed_on IS NOT NULL"),
    "sessions": ("sessions", "", ""),
    "decisions": ("decisions", "", ""),
    "an agreed decision": ("decisions", "decision_id",
                           "SELECT id FROM decision WHERE state = 'agreed'"),
    "a proposed decision": ("decisions", "decision_id",
                            "SELECT id FROM decision WHERE state = 'proposed'"),
    "actions": ("actions", "", ""),
    "a promised action": ("actions", "action_id",
                          "SELECT id FROM action WHERE state = 'promised'"),
    "an accepted action": ("actions", "action_id",
                           "SELECT id FROM action WHERE state = 'accepted'"),
    "data": ("data", "", ""),
    "data that two claim": ("data", "data_set_id",
                            "SELECT data_set_id FROM data_claim GROUP BY 1 HAVING count(*) > 1"),
    "data that is retired": ("data", "data_set_id",
                             "SELECT id FROM data_set WHERE retired_on IS NOT NULL"),
    "an open request": ("data", "request_id",
                        "SELECT id FROM data_request WHERE answer IS NULL"),
    "an answered request": ("data", "request_id",
                            "SELECT id FROM data_request WHERE answer IS NOT NULL"),
    "radar": ("radar", "", ""),
    "an answered concern": ("radar", "concern_id",
                            "SELECT max(id) FROM concern WHERE state = 'answered'"),
    "an idea": ("radar", "idea_id", "SELECT min(id) FROM idea"),
    "the rhythm": ("plan/rhythm", "series_id", "SELECT min(id) FROM series"),
    "the written plan": ("plan/written", "", ""),
    "the backlog": ("plan/backlog", "", ""),
    "a request of the backlog": ("plan/backlog", "item_id",
                                 "SELECT max(id) FROM agenda_item WHERE session_id IS NULL"),
    "give and take": ("plan/balance", "", ""),
    "private": ("private", "", ""),
    "what left": ("private", "left_of", "SELECT max(id) FROM session WHERE state = 'closed'"),
    "people": ("people", "", ""),
    "a person": ("people", "person_id", "SELECT min(id) FROM person"),
    "a party": ("people", "party_id", "SELECT min(id) FROM party"),
    "the calendar": ("plan/calendar", "", ""),
    "a session in the calendar": ("plan/calendar", "session_id",
                                  "SELECT max(id) FROM session WHERE state = 'closed'"),
    "prepare": ("prepare", "session_id", "SELECT id FROM session WHERE state = 'planned'"),
    "an agenda item": ("prepare", "item_id",
                       "SELECT min(id) FROM agenda_item WHERE session_id = {running}"),
    "a closed agenda": ("prepare", "session_id",
                        "SELECT id FROM session WHERE state = 'closed'"),
    "run": ("run", "session_id", RUNNING),
    "close": ("close", "session_id", RUNNING),
    "minutes": ("minutes", "session_id", "SELECT id FROM session WHERE state = 'closed'"),
    "minutes that wait for an answer": (
        "minutes", "session_id", "SELECT session_id FROM minutes WHERE state = 'circulated'"),
    "minutes with corrections": (
        "minutes", "session_id",
        "SELECT m.session_id FROM minutes m JOIN correction c ON c.minutes_id = m.id"),
    "minutes so far": ("minutes", "session_id",
                       RUNNING),
    "search": ("search", "", ""),
}  # fmt: skip

# One place for each page: its commands are the same everywhere on it.
PAGES = ["together", "the people of the path", "a goal", "a tension", "a ranking that is open",
         "a trade-off",
         "a budget line", "a fact", "a false friend", "a say-it-back",
         "an open question", "sessions", "the calendar",
         "a proposed decision", "a promised action", "radar", "give and take", "private", "data",
         "a request of the backlog",
         "an open request", "an answered request", "the rhythm", "the written plan", "a person",
         "an agenda item", "run", "close", "minutes", "search"]  # fmt: skip
# The places with fields of their own.
TYPED = ["the parties of the path", "the goal of the path", "the rhythm of the path",
         "a false friend", "a say-it-back", "an open question", "a goal", "a tension",
         "a trade-off", "a budget line", "a fact", "a proposed decision", "an agreed decision",
         "a promised action", "radar", "private", "the rhythm", "the written plan",
         "a request of the backlog", "people", "a party", "prepare",
         "an agenda item", "run", "close"]  # fmt: skip


def open_whole_window(folder: Path, settings: QSettings, clock: FixedClock) -> MainWindow:
    """Return the window on the demo, whose next session runs; one of each kind is captured."""
    spoken.install()
    window = MainWindow(Workspace(clock), settings)
    window.show()
    assert window.open_engagement(demo_file(folder))
    store = window.workspace.store
    session_id = one(window, "SELECT id FROM session WHERE state = 'planned'")
    running.start_session(store, session_id)
    window.setProperty("running", session_id)
    for kind in CaptureKind:
        captures.capture(store, kind, f"Said as {kind.value}", session_id=session_id)
    return window


def one(window: MainWindow, sql: str) -> int:
    """Return the number that a question answers."""
    found = window.workspace.reader.value(sql)
    assert isinstance(found, int), sql
    return found


def settle() -> None:
    """Let everything happen that waits to happen."""
    for _turn in range(4):
        QApplication.processEvents()


def running_session(window: MainWindow) -> int:
    """Return the session that was started."""
    return int(str(window.property("running")))


def show(window: MainWindow, place: str) -> None:
    """Go to a place of `PLACES`."""
    page, name, sql = PLACES[place]
    session_id = running_session(window)
    page, _, tab = page.partition("/")
    target: dict[str, object] = {"tab": tab} if tab else {}
    if name:
        target[name] = one(window, sql.format(running=session_id))
    if name == "item_id":
        target["session_id"] = session_id
    window.go(page, **target)
    settle()


def editors(window: MainWindow, *, hidden: bool = False) -> dict[tuple[str, int], Editor]:
    """Return the fields that somebody can type into, without those that only search."""
    page, found = window.page(window.page_id), {}
    for each in page.findChildren(QWidget):
        if not isinstance(each, Editor) or isinstance(each.parentWidget(), QAbstractSpinBox):
            continue
        takes = each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and not each.isReadOnly() and (hidden or each.isVisible()):
            name = each.accessibleIdentifier() or each.accessibleName()
            number = sum(1 for key in found if key[0] == name)
            if not any(word in name for word in SEARCHES):
                found[name, number] = each
    return found


def words_of(editor: Editor) -> str:
    """Return what stands in a field."""
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
