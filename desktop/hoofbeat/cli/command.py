"""What the commands share: their declaration, opening a journal, and what is said on which stream."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.services import backups
from hoofbeat.services.journals import Journal, open_journal
from hoofbeat.services.passphrase_file import read_passphrase
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.translation import tr

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a few words, its arguments, and the act itself, which returns the exit code."""

    name: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


class WrongUsageError(Exception):
    """The words of the command line make no sense; its text says why."""


def journal_argument(parser: argparse.ArgumentParser, *, name: str = "journal") -> None:
    """Declare the journal that a command is about, and the way to hand over its passphrase."""
    parser.add_argument(name, type=Path, metavar=name.upper())
    passphrase_argument(parser)


def passphrase_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the file that a passphrase may come from."""
    text = tr("a file whose first line is the passphrase of the journal")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=text)


def json_argument(parser: argparse.ArgumentParser) -> None:
    """Declare --json."""
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document and nothing else"))


@contextmanager
def opened(options: argparse.Namespace, *, is_read_only: bool = False) -> Iterator[Journal]:
    """Open the journal of a command; after changes a copy is kept when the newest is an hour old.

    For reading, a journal that a window has open is shared.
    """
    folders = options.installation.folders
    journal = open_journal(
        options.journal,
        passphrase=passphrase_for(options, options.journal),
        is_read_only=is_read_only,
        may_share=is_read_only,
        folders=folders,
    )
    try:
        yield journal
        _keep_copy(journal)
    finally:
        journal.close()


def _keep_copy(journal: Journal) -> None:
    try:
        backups.back_up_if_due(journal)
    except HoofbeatError as error:
        say(tr("No copy could be kept: {why}").format(why=sentence(error)))


def passphrase_for(options: argparse.Namespace, path: Path) -> str | None:
    """Return the passphrase of --passphrase-file, or ask for it where the file needs one and somebody can answer."""
    given = given_passphrase(options)
    if given is None and sys.stdin.isatty() and backups.needs_passphrase(path):
        return getpass.getpass(tr("Passphrase: "))
    return given


def given_passphrase(options: argparse.Namespace) -> str | None:
    """Return the passphrase of --passphrase-file, where it was given."""
    return None if options.passphrase_file is None else read_passphrase(options.passphrase_file)


def print_json(document: Any) -> None:
    """Print the one JSON document of a command."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def say(text: str) -> None:
    """Tell something beside the answer, on standard error."""
    print(text, file=sys.stderr)
