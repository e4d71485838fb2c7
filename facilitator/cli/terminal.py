"""What every command shares: one-line errors, exit codes, standard output, tables."""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click
from click_default_group import DefaultGroup

from facilitator.cli.passphrase import FileCommand
from facilitator.errors import FacilitatorError, FileProblem, SealedTextFound, WriteFailed

NO, WRONG_USE, FILE_PROBLEM, WRITE_FAILED, OWN_FAULT, STOPPED = 1, 2, 3, 4, 70, 130
STDOUT = "-"


def exit_code(error: FacilitatorError) -> int:
    """Return the exit code for a cause, as the interface promises it."""
    if isinstance(error, FileProblem):
        return FILE_PROBLEM
    return WRITE_FAILED if isinstance(error, WriteFailed | SealedTextFound) else WRONG_USE


class HouseGroup(DefaultGroup):
    """A group whose errors are one line on standard error, never a traceback."""

    command_class = FileCommand

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and leave the process with the promised exit code."""

        def run() -> Any:
            return super(HouseGroup, self).main(args, prog_name, complete_var, False, **extra)

        if not standalone_mode:
            return run()
        sys.exit(_told(run))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that closed the pipe early (`| head`) is no error."""
        try:
            result = super().invoke(ctx)
            with _writing():
                sys.stdout.flush()
        except BrokenPipeError:
            _shut_stdout()
            return 0
        return result


@contextmanager
def _writing() -> Iterator[None]:
    """Turn a failure to write to standard output into the cause that exit code 4 stands for."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _shut_stdout()
        cause = (error.strerror or str(error)).lower()
        raise WriteFailed(Path("Standard output"), cause) from error


def _shut_stdout() -> None:
    """Let what is still to be written go nowhere, else the interpreter complains on its way out."""
    with suppress(OSError):  # no process of its own, so that there is nothing to complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(run: Callable[[], Any]) -> int:
    """Run and return the exit code; say what went wrong in one line."""
    try:
        result = run()
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "facilitator"
        complain(f"{_line(error.format_message())} See {where} --help.")
        return WRONG_USE
    except click.ClickException as error:
        complain(_line(error.format_message()))
        return error.exit_code
    except click.Abort:
        complain("Stopped. Nothing was left half-written.")
        return STOPPED
    except FacilitatorError as error:
        complain(str(error))
        return exit_code(error)
    except Exception as error:  # noqa: BLE001  (the last door: a person gets a line, no traceback)
        complain(_own_fault(error))
        return OWN_FAULT
    return result if isinstance(result, int) else 0


def _own_fault(error: Exception) -> str:
    """Name the place of a mistake of ours, without any word that could be the engagement's."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__}, {Path(frame.filename).name} line {frame.lineno}"
    return (
        f"Facilitator made a mistake ({place}). The engagement file is unchanged and nothing was "
        "left half-written; please report this line."
    )


def _line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if joined.endswith((".", "?", "!")) else f"{joined}."


def complain(text: str) -> None:
    """Write one line to standard error."""
    click.echo(f"facilitator: {text}", err=True)


def wrong_use(text: str) -> NoReturn:
    """Refuse what was asked for: exit code 2."""
    raise click.UsageError(text, _named_context())


def _named_context() -> click.Context | None:
    """Return the context of the command as people call it: the hidden one has no name."""
    context = click.get_current_context(silent=True)
    hidden = context is not None and context.command.hidden
    return context.parent if context is not None and hidden else context


def print_json(value: Any) -> None:
    """Print one JSON document."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    print_bytes(f"{text}\n".encode("utf-8", "replace"))


def print_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are, whatever the terminal's encoding."""
    with _writing():
        sys.stdout.flush()
        out = getattr(sys.stdout, "buffer", None)
        if out is None:
            sys.stdout.write(data.decode("utf-8"))
            return
        out.write(data)
        out.flush()


def print_line(text: str) -> None:
    """Print a line; a character that the terminal cannot show becomes a question mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    with _writing():
        click.echo(text.encode(encoding, "replace").decode(encoding))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], nothing: str) -> None:
    """Print columns; on a terminal a line ends at its edge, elsewhere it is whole."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not lines:
        print_line(nothing)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    shown = [index for index in range(len(heads)) if any(line[index] for line in lines)]
    widths = {
        index: max(len(heads[index]), *(min(len(line[index]), 60) for line in lines))
        for index in shown
    }
    for line in [list(heads), *lines]:
        text = "  ".join(line[index].ljust(widths[index]) for index in shown).rstrip()
        print_line(text if width is None or len(text) <= width else f"{text[: width - 1]}…")
