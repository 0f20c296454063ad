"""A passphrase handed over in a file, as scripts do."""

from __future__ import annotations

from pathlib import Path

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, PassphraseEmptyError


def read_passphrase(path: Path) -> str:
    """Return the first line of a file, without its line end; FileMissingError, FileUnreadableError, PassphraseEmptyError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise FileMissingError(path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(path) from error
    if not lines or not lines[0]:
        raise PassphraseEmptyError
    return lines[0]
