"""The fields of a page with one strip, and the saving that collects unknown words (L3, L4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from facilitator.commands import unknown_words
from facilitator.language.unknown import Unknown
from facilitator.queries.engagement import parties
from facilitator.queries.jargon import Mark
from ui.actions import Command
from ui.jargon.field import JargonField
from ui.jargon.places import Editor, caret, points
from ui.jargon.radar import Sides, radar_of
from ui.jargon.strip import ExplainStrip
from ui.shell import Shell
from ui.workspace import Workspace


class JargonDesk(QObject):
    """Joins fields to a strip. `party_of` tells whose words a field's text is, where known."""

    def __init__(self, workspace: Workspace, shell: Shell, strip: ExplainStrip) -> None:
        super().__init__(strip)
        self.strip = strip
        self._workspace, self._shell = workspace, shell
        self._radar = radar_of(workspace)
        self._fields: list[JargonField] = []
        self._current: JargonField | None = None
        self._owner: int | None = None
        self._readers: Sides = frozenset()
        self._voices: dict[Editor, int] = {}
        self._speakers: dict[str, int] = {}
        self._waiting: dict[Editor, tuple[str, tuple[str, int], int | None]] = {}
        strip.insert_asked.connect(self.insert)
        strip.instead_asked.connect(self.say_instead)

    def watch(self, *editors: Editor, is_shared: bool = True, voice: int | None = None) -> None:
        """Underline in these fields; `is_shared` is False for sealed text, which leaves no word.

        `voice` is the side that speaks in them, where it is one. A field that comes while the
        page is shown is read by the same sides as the others; one that is gone is let go of.
        """
        self._forget_gone()
        for editor in editors:
            field = JargonField(editor, self._radar, is_shared=is_shared)
            field.at_caret.connect(self._on_at_caret)
            field.keep_asked.connect(self._on_keep)
            field.left.connect(self._on_left)
            if voice is not None:
                self._voices[editor] = voice
            field.set_readers(self._readers, self._writer_in(editor))
            self._fields.append(field)

    def _forget_gone(self) -> None:
        self._fields = [each for each in self._fields if isValid(each) and isValid(each.editor)]
        if self._current not in self._fields:
            self._current = None
        self._waiting = {each: what for each, what in self._waiting.items() if isValid(each)}
        self._voices = {each: side for each, side in self._voices.items() if isValid(each)}

    def set_readers(self, readers: Sides, owner: int | None = None) -> None:
        """Mark what these sides do not own; new words of the text are `owner`'s, where known."""
        self._owner, self._readers = owner, readers
        self._forget_gone()
        self._speakers = {
            f"{name}:": party.id
            for party in parties(self._workspace.reader)
            for name in (party.name, party.short_name)
            if name
        }
        for field in self._fields:
            field.set_readers(readers, self._writer_in(field.editor))

    def _writer_in(self, editor: Editor) -> Callable[[str], int | None]:
        return partial(self._writer_of, self._voices.get(editor))

    def _writer_of(self, voice: int | None, text: str) -> int | None:
        """Return the side that a paragraph names at its start, else whose the text is."""
        line = text.lstrip(" -•\t")
        named = (side for name, side in self._speakers.items() if line.startswith(name))
        return next(named, self._owner if voice is None else voice)

    # --- the strip --------------------------------------------------------------------------

    def _on_at_caret(self, found: object) -> None:
        field = self.sender()
        if isinstance(field, JargonField):
            self._current = field
        if isinstance(found, Mark) and self._current is not None:
            self.strip.show_word(self._current.explain(found))
        else:
            self.strip.show_word(found if isinstance(found, Unknown) else None)

    def _has_something(self) -> bool:
        self._forget_gone()
        return self._current is not None and self._current.has_something

    def insert(self) -> None:
        """Insert the plain words of the word at the caret, or keep what was defined there."""
        self._forget_gone()
        if self._current is not None:
            self._current.insert()

    def say_instead(self) -> None:
        """Say the word at the caret in other words."""
        self._forget_gone()
        if self._current is not None:
            self._current.say_instead()

    def _on_keep(self, found: object) -> None:
        if not isinstance(found, Unknown) or not found.expansion:
            return
        writer = self._current.writer if self._current is not None else self._owner
        owners = [] if writer is None else [writer]
        self._shell.drafts.flush()
        if self._workspace.carry_out(
            unknown_words.keep_definition, found.word, found.expansion, owners=owners
        ):
            self._shell.toast(self.tr("{0} is a word now").format(found.word), undo=True)

    def commands(self) -> list[Command]:
        """Return what can be done with the word at the caret."""
        group = self.tr("Words")
        return [
            Command("jargon.insert", self.tr("Insert plain words"), self.insert, icon="translate",
                    shortcut="Ctrl+I", group=group, enabled=self._has_something,
                    consequence=self.tr("behind the word at the caret, in brackets")),
            Command("jargon.instead", self.tr("Say it in other words"), self.say_instead,
                    icon="translate", shortcut="Ctrl+Shift+I", group=group,
                    enabled=self._has_something),
        ]  # fmt: skip

    # --- saving -----------------------------------------------------------------------------

    def save(
        self,
        editor: Editor,
        command: Callable[..., Any],
        *args: object,
        label: str,
        typed: str,
        seen_in: tuple[str, int],
        origin: object | None = None,
        **fields: object,
    ) -> None:
        """Save typing of a shared field; abbreviations that are new in it are collected with it."""
        used_by = self._voices.get(editor, self._owner)
        unfinished = self._unfinished(editor, typed)
        if unfinished is None:
            self._waiting.pop(editor, None)
        else:
            self._waiting[editor] = (typed, seen_in, used_by)
        if not self._radar.has_new_words(typed, unfinished):
            self._workspace.run(command, *args, origin=origin, **fields)
            return
        self._workspace.run(
            unknown_words.save_text, command, *args, label=label, typed=typed, seen_in=seen_in,
            used_by=used_by, unfinished_at=unfinished, origin=origin, **fields,
        )  # fmt: skip

    def _on_left(self) -> None:
        """Collect the word that stood at the caret, and is whole now that the field is left."""
        field = self.sender()
        waiting = self._waiting.pop(field.editor, None) if isinstance(field, JargonField) else None
        if waiting is None or not self._workspace.is_open or self._workspace.read_only:
            return
        typed, seen_in, used_by = waiting
        if self._radar.has_new_words(typed, None):
            self._workspace.run(unknown_words.collect, typed, *seen_in, used_by)

    def _unfinished(self, editor: Editor, typed: str) -> int | None:
        """Return where a word may still be typed: at the caret of a field with the keyboard."""
        if not editor.hasFocus():
            return None
        _, start, at = caret(editor)
        return points(typed, start + at)
