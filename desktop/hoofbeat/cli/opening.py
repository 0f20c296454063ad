"""Opening the journal that a command is about: its passphrase, its lock, and a copy after changes."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hoofbeat.cli.outcome import say
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.services.journals import Journal, open_journal
from hoofbeat.services.passphrase_file import read_passphrase
from hoofbeat.wording.translation import tr


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
        if not is_read_only:
            _keep_copy(journal)
    finally:
        journal.close()


def _keep_copy(journal: Journal) -> None:
    from hoofbeat.services import backups

    try:
        backups.back_up_if_due(journal)
    except HoofbeatError as error:
        from hoofbeat.wording.errors import sentence

        say(tr("No copy could be kept: {why}").format(why=sentence(error)))


def passphrase_for(options: argparse.Namespace, path: Path) -> str | None:
    """Return the passphrase of --passphrase-file, or ask for it where the file needs one and somebody can answer."""
    given = given_passphrase(options)
    if given is None and sys.stdin.isatty():
        from hoofbeat.services import backups

        if backups.needs_passphrase(path):
            return getpass.getpass(tr("Passphrase: "))
    return given


def given_passphrase(options: argparse.Namespace) -> str | None:
    """Return the passphrase of --passphrase-file, where it was given."""
    return None if options.passphrase_file is None else read_passphrase(options.passphrase_file)
