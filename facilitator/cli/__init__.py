"""The command line. Reading takes no lock, and nothing here returns sealed text."""

from __future__ import annotations

from facilitator.cli.group import facilitator

__all__ = ["facilitator", "main"]


def main() -> None:
    """Run the command line of this process."""
    facilitator(prog_name="facilitator")
