"""Named failures that a person can be told about. They carry data; the sentence is chosen where it is shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path


class HoofbeatError(Exception):
    """Base of every failure that is told in one plain sentence instead of a crash report."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of a record that somebody entered.

    `code` names the sentence (see `wording.problems`); `data` fills its gaps.
    """

    field: str
    code: str
    data: dict[str, str] = dataclasses.field(default_factory=dict)


class RecordInvalidError(HoofbeatError):
    """A record was not saved because of the problems it carries."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.code}" for problem in problems))
        self.problems = tuple(problems)


class RecordNotFoundError(HoofbeatError):
    """No record of that kind has that id (or that name)."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wanted = wanted


class NameAmbiguousError(HoofbeatError):
    """A name was given where an id is needed, and several records bear it."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wanted = wanted


class TopicNotFoundError(HoofbeatError):
    """No topic has this id; `nearest` holds ids that look like it, best first."""

    def __init__(self, topic_id: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(topic_id, nearest)
        self.topic_id = topic_id
        self.nearest = nearest


class NothingToUndoError(HoofbeatError):
    """The change log holds no change that can be undone."""


class NothingCouldBeUndoneError(HoofbeatError):
    """All that a change did would have to stay, so it was not taken back; `kept` names the records by kind and id."""

    def __init__(self, kept: Sequence[tuple[str, str]]) -> None:
        super().__init__(len(kept))
        self.kept = tuple(kept)


class NothingToRedoError(HoofbeatError):
    """No undone change waits to be done again."""


class PathError(HoofbeatError):
    """A failure about one file or folder, kept as `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(type(self).__name__)
        self.path = path


class FileMissingError(PathError):
    """There is no file at this path."""


class FolderMissingError(PathError):
    """There is no folder at this path to save into."""


class FileUnreadableError(PathError):
    """The file is there and cannot be read."""


class FileEmptyError(PathError):
    """The file holds nothing, so there is nothing to keep."""


class FileTooLargeError(PathError):
    """The file is larger than what can be kept, and was not read; both sizes are bytes."""

    def __init__(self, path: Path, size: int, largest: int) -> None:
        super().__init__(path)
        self.size = size
        self.largest = largest


class AttachmentsDamagedError(PathError):
    """The content of kept files is gone or is not what was kept; `titles` names them. All else of the journal is untouched."""

    def __init__(self, path: Path, titles: Sequence[str]) -> None:
        super().__init__(path)
        self.titles = tuple(titles)


class FileExistsAlreadyError(PathError):
    """A file that would be replaced is there already."""


class NameNotUsableError(PathError):
    """No file can have this name here: a folder has it, or the disk does not take it."""


class FileHeldError(PathError):
    """A file that would be replaced is held by another program, or protected from changes."""


class PlaceNotWritableError(PathError):
    """The folder or the medium takes no new or changed file."""


class DiskFullError(PathError):
    """The disk is full; nothing that was saved before is lost."""


class DiskFailedError(PathError):
    """The disk answered with an input or output error."""


class NotAJournalError(PathError):
    """The file is not a Hoofbeat journal; it was left untouched."""


class EmptyJournalFileError(NotAJournalError):
    """The file holds nothing at all."""


class JournalDamagedError(PathError):
    """The file is a journal by its header, and its inside cannot be trusted."""


class JournalInUseError(PathError):
    """Another window or program holds the journal open for writing."""


class JournalReadOnlyError(PathError):
    """The journal was opened for reading only, and a change was asked."""


class JournalNewerError(PathError):
    """The journal was written by a newer program; it was left untouched."""

    def __init__(self, path: Path, found: int, supported: int) -> None:
        super().__init__(path)
        self.found = found
        self.supported = supported


class PassphraseNeededError(PathError):
    """The journal is protected and no passphrase was given."""


class PassphraseWrongError(PathError):
    """The passphrase does not open the journal; `is_changed` when the file also differs from its seal."""

    def __init__(self, path: Path, *, is_changed: bool = False) -> None:
        super().__init__(path)
        self.is_changed = is_changed


class PassphraseEmptyError(HoofbeatError):
    """An empty passphrase protects nothing and is refused."""


class JournalSwappedError(PathError):
    """The file under an open journal was replaced from outside; writing would overwrite it."""


class JournalNotUpdatedError(PathError):
    """The journal is of an older version and could not be brought up to date; it was left as it was."""


class CopyNotVerifiedError(PathError):
    """A copy did not read back as it was written, and was thrown away."""


class BackupMissingError(PathError):
    """There is no copy of this journal that could be brought back."""


class ImportRefusedError(PathError):
    """A file cannot be taken; `code` names the sentence, `data` fills its gaps."""

    def __init__(self, path: Path, code: str, **data: str) -> None:
        super().__init__(path)
        self.code = code
        self.data = data
