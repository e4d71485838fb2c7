"""One class per cause, carrying facts. `wording` turns them into sentences for people."""

from __future__ import annotations

from pathlib import Path


class FacilitatorError(Exception):
    """Anything that can go wrong in a way a person can be told about.

    `str(error)` is one line that says what happened, what was kept and what to do.
    """


# --- the file cannot be used (exit code 3) ---------------------------------------------------


class FileProblem(FacilitatorError):
    """The engagement file cannot be used as asked."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class FileMissing(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(path, f"{path.name} is not there. Nothing was changed; check the path.")


class NotAnEngagement(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is not a Facilitator engagement. It was left as it is; "
            "choose a file that ends in .facilitator.",
        )


class FileEmpty(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is empty, so there is nothing to open. It was left as it is; "
            "restore a backup or a snapshot.",
        )


class FileTruncated(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is cut short or damaged. It was left as it is; "
            "restore a backup or a snapshot.",
        )


class FileDamaged(FileProblem):
    def __init__(self, path: Path, finding: str) -> None:
        super().__init__(
            path,
            f"{path.name} is damaged ({finding}). It was left as it is; "
            "restore a backup or a snapshot.",
        )
        self.finding = finding


class FileNewer(FileProblem):
    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"{path.name} was written by a newer Facilitator (schema {found}, this one knows "
            f"{known}). It was left as it is; install the newer version to open it.",
        )
        self.found = found
        self.known = known


class FileUnreadable(FileProblem):
    """Random bytes that no engagement can be, with a passphrase or without."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is damaged, cut short or no engagement at all. It was left as it is; "
            "restore a backup or a snapshot.",
        )


class PassphraseNeeded(FileProblem):
    """Protected with a passphrase, or rubbish: without the passphrase the two look the same."""

    def __init__(self, path: Path, how: str = "") -> None:
        super().__init__(
            path,
            f"{path.name} is protected with a passphrase, or is no engagement at all. It was left "
            f"as it is; give its passphrase{how} to open it.",
        )


class PassphraseWrong(FileProblem):
    """Not this passphrase, or damaged at its very beginning: the two look the same."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"This passphrase does not open {path.name}. Nothing was changed; try again. Without "
            "the passphrase nobody can open the file, and there is no way around it.",
        )


class FileForbidden(FileProblem):
    """The operating system does not let this account read the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} may not be read by this account. It was left as it is; "
            "ask its owner for access.",
        )


class MigrationFailed(FileProblem):
    """An older file could not be brought to this version's form; it was rolled back."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(
            path,
            f"{path.name} could not be brought up to this version ({cause}). It was left as it "
            "was; open it with the version that wrote it.",
        )
        self.cause = cause


class FileLocked(FileProblem):
    def __init__(self, path: Path, holder: str, since: str) -> None:
        super().__init__(
            path,
            f"{path.name} is open on {holder} since {since}. Nothing was changed; "
            "open it read-only, or close it there first.",
        )
        self.holder = holder
        self.since = since


class FileReadOnly(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is open read-only, so this change was not made. "
            "Work on a copy to change things.",
        )


class FileExists(FileProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"{path.name} is there already and was left as it is; choose another name."
        )


# --- writing failed (exit code 4) ------------------------------------------------------------


class WriteFailed(FacilitatorError):
    """Nothing could be written: disk full, read-only medium, no permission."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(
            f"{path.name} could not be written ({cause}). What was there before is unchanged; "
            "make room or choose another place, then try again."
        )
        self.path = path
        self.cause = cause


class Cancelled(FacilitatorError):
    def __init__(self) -> None:
        super().__init__("Cancelled. Nothing was written.")


class CopiesDiffer(FacilitatorError):
    """The copies of one session do not all say the same (M3); `found` tells where, line by line."""

    def __init__(self, found: list[str]) -> None:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        super().__init__(
            f"The copies of this session do not say the same ({found[0]}{more}). "
            "Nothing was written; please report this."
        )
        self.found = found


class KeyringFailed(FacilitatorError):
    """The system's keyring cannot be used; the passphrase is asked for as always."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"This computer's keyring could not be used ({cause}). The file is protected all the "
            "same; its passphrase is asked for each time."
        )
        self.cause = cause


class SealedTextFound(FacilitatorError):
    """A finished file holds sealed words (S2): it is refused. Names the place, never the words."""

    def __init__(self, path: Path, place: str) -> None:
        super().__init__(
            f"{path.name} was not handed over: sealed text was found in it ({place}). "
            "Nothing was written; please report this."
        )
        self.place = place


# --- the command cannot be carried out (exit code 2) -----------------------------------------


class CommandRefused(FacilitatorError):
    """A rule of the trade says no; nothing was changed."""


class NotThere(CommandRefused):
    def __init__(self, what: str, which: str) -> None:
        super().__init__(f"There is no {what} {which} here. Nothing was changed.")


class AudienceUnclear(CommandRefused):
    """Nobody is called so, or several are; `known` names everybody a paper can be for."""

    def __init__(self, called: str, known: list[str], count: int = 0) -> None:
        found = f"{count} sides are called “{called}”" if count else f"Nobody is called “{called}”"
        super().__init__(f"{found}. Nothing was written; choose one of: {', '.join(known)}.")
        self.known = known


class FacilitatorOnly(CommandRefused):
    """A run book has one door, and that door lets nothing else through (P7)."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"{cause} Nothing was written.")


class PassphraseRefused(CommandRefused):
    """A passphrase that cannot be one, or a file that already is, or is not, protected."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} Nothing was changed.")


class InvalidText(CommandRefused):
    def __init__(self, field: str, cause: str) -> None:
        super().__init__(f"{field}: {cause}. Nothing was changed.")
        self.field = field


class InvalidMoment(CommandRefused):
    def __init__(self, text: str, cause: str) -> None:
        super().__init__(f"“{text}” {cause}. Nothing was changed.")
        self.text = text
        self.cause = cause


class MilestonesAfterGoal(CommandRefused):
    """A goal cannot be reached before its milestones (G3); `last_on` is the day that is too late.

    `titles` are the open milestones behind the goal's day `due_on`.
    """

    def __init__(self, titles: list[str], last_on: str, due_on: str) -> None:
        one = "“{0}” would be due on {1}, after its goal, which is due on {2}."
        many = "{3} milestones, “{0}” among them, would be due as late as {1}, after {2}."
        sentence = (one if len(titles) == 1 else many).format(
            titles[0], last_on, due_on, len(titles)
        )
        super().__init__(
            f"{sentence} Nothing was changed; choose another day, or move the goal's date too."
        )
        self.titles = titles
        self.last_on = last_on
        self.due_on = due_on


class ConsiderationMissing(CommandRefused):
    """Agreed before each side was heard (D2)."""

    def __init__(self, parties: list[str]) -> None:
        names = " and ".join(parties)
        super().__init__(
            f"{names} {'has' if len(parties) == 1 else 'have'} not been heard yet, so this is "
            "not agreed. Record the consideration, or a pass with its reason."
        )
        self.parties = parties


class RowRefused(CommandRefused):
    """A rule of the file itself (a reference, a required column) says no."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"The file refused this change ({cause}). Nothing was changed.")
        self.cause = cause


class DecisionFixed(CommandRefused):
    """A decision that was agreed, rejected or superseded keeps its words."""

    def __init__(self, decision_id: int) -> None:
        super().__init__(
            "This decision was taken, so its words stay as they are. Nothing was changed; "
            "supersede it with a new decision to change it."
        )
        self.decision_id = decision_id


class MinutesApproved(CommandRefused):
    """What the minutes of a session say stays as it is once the sides have approved them (M2)."""

    def __init__(self, session_id: int) -> None:
        super().__init__(
            "The minutes of this session are approved, so what they say stays as it is. Nothing "
            "was changed; add a numbered correction to the minutes instead."
        )
        self.session_id = session_id


class MinutesWentOut(CommandRefused):
    """A version that the sides were given is kept as it went out (M2)."""

    def __init__(self) -> None:
        super().__init__(
            "Minutes of this session were circulated, so the session and what went out stay in "
            "the file. Nothing was changed; circulate a corrected version instead."
        )


class UndoRefused(CommandRefused):
    """The rows are no longer as the step left them, so replaying it would damage them."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"“{label}” cannot be undone or redone: what it changed is not as it left it. "
            "Nothing was changed."
        )
        self.label = label


# --- a paper that somebody sent cannot be read (exit code 3) ---------------------------------


class PaperProblem(FileProblem):
    """A PDF cannot be opened as minutes; it is left as it is and nothing was taken from it."""


class PaperTooLarge(PaperProblem):
    def __init__(self, path: Path, size: int, most: int) -> None:
        super().__init__(
            path,
            f"{path.name} is larger than {most // 2**20} MB, which minutes never are, so it was "
            "not opened; ask for the original.",
        )
        self.size = size
        self.most = most


class PaperNotPdf(PaperProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"{path.name} is not a PDF, so it was not opened; choose the PDF of the minutes."
        )


class PaperDamaged(PaperProblem):
    def __init__(self, path: Path, *, is_cut: bool = False) -> None:
        what = "is cut short" if is_cut else "is damaged"
        super().__init__(
            path,
            f"{path.name} {what}, so its data cannot be read; ask for it again.",
        )
        self.is_cut = is_cut


class PaperEncrypted(PaperProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} is protected by a password, so its data cannot be read; "
            "ask for a copy without one.",
        )


class PaperWithoutData(PaperProblem):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} carries no data of Facilitator: it was made elsewhere, or was printed "
            "again. Ask for the file as it was sent first.",
        )


class PaperDataTooLarge(PaperProblem):
    def __init__(self, path: Path, most: int) -> None:
        super().__init__(
            path,
            f"The data inside {path.name} unpacks to more than {most // 2**20} MB, so it was not "
            "read; ask for the original.",
        )
        self.most = most


class PaperDataWrong(PaperProblem):
    """The data does not have the published form; `place` names the first value that does not."""

    def __init__(self, path: Path, place: str) -> None:
        super().__init__(
            path,
            f"The data inside {path.name} does not have the form of minutes ({place}), so nothing "
            "was taken from it; ask for the original.",
        )
        self.place = place


class PaperNewer(PaperProblem):
    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"{path.name} was written by a newer Facilitator (data version {found}, this one "
            f"knows {known}); install the newer version to open it.",
        )
        self.found = found
        self.known = known


class PaperNotMinutes(PaperProblem):
    """A paper of ours, but another kind: `kind` is the word in its format."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(
            path,
            f"{path.name} is no minutes of one session but another paper ({kind}); "
            "choose the minutes.",
        )
        self.kind = kind


class PaperTooMuch(PaperProblem):
    """Reading took more time or memory than any paper of ours needs."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} takes more time or memory to read than minutes do, so reading was "
            "stopped; ask for the original.",
        )


class ReplyProblem(PaperProblem):
    """A PDF cannot be read as a reply sheet; `problem` is the name of the reason."""

    def __init__(self, path: Path, problem: str, fact: str = "") -> None:
        why = _NO_REPLY.get(problem, _NO_REPLY["damaged"]).format(name=path.name, fact=fact)
        super().__init__(path, f"{why} Nothing was kept.")
        self.problem = problem


_BY_HAND = "Record the answer by hand, or ask for the sheet as it was filled in and saved."
_NO_REPLY = {
    "not_pdf": "{name} is not a PDF; choose the PDF of the reply sheet.",
    "cut": "{name} is cut short; ask for it again.",
    "damaged": "{name} is damaged, so its fields cannot be read. " + _BY_HAND,
    "encrypted": "{name} is protected by a password; ask for a copy without one.",
    "not_reply": "{name} is no reply sheet of Facilitator.",
    "flat": "{name} was printed or scanned: it has no fields any more. " + _BY_HAND,
    "newer": "{name} was made by a newer Facilitator; install the newer version to read it.",
    "too_large": "{name} is larger than any reply sheet, so it was not opened. " + _BY_HAND,
    "too_much": "{name} takes more time or memory than a reply sheet, so reading was stopped. "
    + _BY_HAND,
}


class KeyUnusable(FileProblem):
    """A key to sign with cannot be made or used; `problem` is the name of the reason."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, f"{_NO_KEY[problem].format(name=path.name)} Nothing was signed.")
        self.problem = problem


_NO_KEY = {
    "needs": "A key needs the name of who signs, and a passphrase.",
    "passphrase": "{name} does not open with this passphrase, or is no key file (.p12).",
    "damaged": "{name} is no key file (.p12), or is damaged.",
    "empty": "{name} holds no key with its certificate that can sign.",
}


class PaperChanged(PaperProblem):
    """The data inside is not the one whose code is printed on the pages."""

    def __init__(self, path: Path, printed: str, found: str) -> None:
        super().__init__(
            path,
            f"The data inside {path.name} was changed after it was printed (its pages say code "
            f"{printed or 'none'}, the data has {found}), so nothing was taken from it; ask for "
            "the original.",
        )
        self.printed = printed
        self.found = found
