"""Passphrases on the command line (S4): from a file, or asked for on a terminal, never an argument.

What stands in an argument is read by every program on the computer and kept by the shell.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.errors import PassphraseNeeded, PassphraseWrong

if TYPE_CHECKING:
    from facilitator.store.protection import Rewritten

_GIVEN = "facilitator.passphrase_file"
_TRIES = 3
_FILES = ("file", "saved")  # what the argument is called that may be a protected file
_NEW = frozenset({"demo", "new"})  # commands whose file is not there yet
LARGEST = 10_000

NO_RECOVERY = (
    "Nobody can open the file without the passphrase, and there is no way to get it back. "
    "Keep it where you keep your other secrets."
)

SECRET = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str)


class FileCommand(click.Command):
    """A command that asks for the passphrase of its FILE where there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {each.name for each in self.params if isinstance(each, click.Argument)}
        if names & {*_FILES} and self.name not in _NEW:
            self.params.append(_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Unlock the file, then do what the command does."""
        for name in _FILES:
            path = ctx.params.get(name)
            if isinstance(path, Path) and self.name not in _NEW:
                unlock(path, ctx.meta.get(_GIVEN))
        return super().invoke(ctx)


def _option() -> click.Option:
    return click.Option(
        ["--passphrase-file"], type=SECRET, metavar="SECRET", expose_value=False,
        callback=_keep, help="Where the passphrase of a protected FILE is written.",
    )  # fmt: skip


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    ctx.meta[_GIVEN] = value


def unlock(path: Path, secret: str | None) -> None:
    """Let this process read a protected file; a plain one needs nothing.

    Raises:
        PassphraseNeeded: none was given, and there is no terminal to ask on.
        PassphraseWrong: it is another one.
    """
    if not path.is_file():
        return
    from facilitator.store import gate, protection

    if not gate.is_protected(path):
        return
    if secret is not None:
        protection.unlock(path, read_secret(secret))
        return
    if not is_terminal():
        raise PassphraseNeeded(path, " with --passphrase-file")
    for left in range(_TRIES - 1, -1, -1):
        try:
            protection.unlock(path, ask(f"Passphrase of {path.name}"))
            return
        except PassphraseWrong:
            if not left:
                raise
            click.echo("Not this one.", err=True)


def is_terminal() -> bool:
    """Tell whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(words: str, *, twice: bool = False) -> str:
    """Ask for a passphrase without showing it, beside what goes to standard output."""
    again = "Once more" if twice else False
    return str(click.prompt(words, hide_input=True, confirmation_prompt=again, err=True))


def read_secret(name: str) -> str:
    """Return the one line of a file (- is standard input), without what ends it."""
    with click.open_file(name, "rb") as file:
        data: bytes = file.read(LARGEST + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.BadParameter(f"{name} holds no text") from None
    line = text.removesuffix("\n").removesuffix("\r")
    if "\n" in line or len(data) > LARGEST:
        raise click.BadParameter(f"{name} holds more than one line; the passphrase alone belongs")
    return line


# --- set, change, remove -------------------------------------------------------------------------


def rewrite(path: Path, deed: str, secret: str | None) -> None:
    """Set, change or remove the passphrase of a file and say what came of it."""
    from facilitator.cli.terminal import print_line
    from facilitator.store import protection

    if deed == "remove":
        done = protection.remove_passphrase(path)
        print_line(f"{path.name} has no passphrase any more: whoever has the file can read it.")
    else:
        words = _new_words(path, secret)
        work = {"set": protection.set_passphrase, "change": protection.change_passphrase}[deed]
        done = work(path, words)
        print_line(f"{path.name} is protected with the new passphrase. {NO_RECOVERY}")
    for line in _told(done, deed):
        print_line(line)


def _new_words(path: Path, secret: str | None) -> str:
    if secret is not None:
        return read_secret(secret)
    if not is_terminal():
        raise PassphraseNeeded(path, " with --new-passphrase-file")
    click.echo(NO_RECOVERY, err=True)
    return ask(f"New passphrase of {path.name}", twice=True)


def _told(done: Rewritten, deed: str) -> list[str]:
    lines = []
    if done.states:
        lines.append(f"{done.states} earlier states of it were written anew the same way.")
    if done.deleted:
        lines.append(f"{done.deleted} earlier states could not be read and were deleted.")
    if done.left:
        lines.append(f"{done.left} earlier states were left as they are.")
    if deed != "remove":
        lines.append("Backups and copies that you made yourself are as they were.")
    if deed == "set":
        lines.append(
            "The bytes of the plain file were overwritten; an SSD may still hold older ones."
            if done.is_overwritten
            else "The bytes of the plain file could not be overwritten, only let go."
        )
    return lines
