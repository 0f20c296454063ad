"""One plain sentence for each named failure: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hoofbeat.domain import errors
from hoofbeat.wording.imports import refusal_sentence
from hoofbeat.wording.problems import problem_sentence
from hoofbeat.wording.translation import tr

_MEGABYTE = 1024 * 1024
_BY_TYPE: Mapping[type[errors.HoofbeatError], str] = MappingProxyType(
    {
        errors.NothingToUndoError: "There is nothing to undo.",
        errors.NothingCouldBeUndoneError: "That change could not be undone: what it touched was changed, used or removed since. Your records stay as they are. Undo the newer changes first.",
        errors.NothingToRedoError: "There is nothing to redo.",
        errors.PassphraseEmptyError: "An empty passphrase protects nothing. Please type at least one character.",
        errors.RecordNotFoundError: "There is no such record: {wanted}. Nothing was changed.",
        errors.TopicNotFoundError: "There is no topic “{topic_id}” in the reference.",
        errors.NameAmbiguousError: "Several records are called “{wanted}”. Please give the id.",
        errors.FileMissingError: "There is no file {path}. Please check the name.",
        errors.FolderMissingError: "There is no folder {path}. Nothing was saved. Make the folder first, or choose another place.",
        errors.FileUnreadableError: "The file {path} cannot be read. Please check that it is a file and that you may open it.",
        errors.FileEmptyError: "The file {path} is empty. There is nothing in it to keep.",
        errors.FileTooLargeError: "The file {path} has {size} MB, and a paper can have up to {largest} MB. It was not added. Save a smaller version of it, then add that.",
        errors.AttachmentsDamagedError: "The content of these papers is damaged or gone: {titles}. The rest of your record is not touched. You can add the paper again, or bring back a copy that was saved before.",
        errors.FileExistsAlreadyError: "There is already a file {path}. We did not touch it. Choose another name, or say that it may be replaced.",
        errors.NameNotUsableError: "No file can be saved under the name {path} here. Nothing was saved. Choose another name.",
        errors.FileHeldError: "The file {path} could not be replaced. It is as it was. Close it if it is open in another program and try again, or choose another name.",
        errors.PlaceNotWritableError: "Nothing can be saved to {path}: the place is read-only. What you saved before is safe. Choose another place.",
        errors.DiskFullError: "We could not save to {path}. The disk is full. Nothing you saved before is lost. Free some space, then try again.",
        errors.DiskFailedError: "The disk reported a fault at {path}. Nothing you saved before was changed. Try again, or copy the file to another disk.",
        errors.EmptyJournalFileError: "The file {path} is empty, so it is not a Hoofbeat journal. We did not change it. Bring back a copy, or choose another file.",
        errors.NotAJournalError: "The file {path} is not a Hoofbeat journal. We did not change it. Choose another file.",
        errors.JournalDamagedError: "The journal {path} is damaged. We did not change it. You can bring back a copy that was saved before.",
        errors.JournalInUseError: "The journal {path} is open in another window. Nothing was changed. Make the change there, open in the window.",
        errors.JournalReadOnlyError: "The journal {path} is open for reading only. You can look and print. Nothing was changed.",
        errors.JournalNewerError: "The journal {path} was made by a newer version of Hoofbeat ({found}). This is version {supported}. We did not change the file.",
        errors.JournalSwappedError: "The file {path} was changed or replaced by another program. We did not write over it. Close Hoofbeat and open the file again.",
        errors.JournalNotUpdatedError: "The journal {path} is of an older version and could not be brought up to date. We did not change it. Copy it to a place where you may save, then open it there.",
        errors.CopyNotVerifiedError: "The copy {path} did not read back as it was written, so we threw it away. Your journal is safe. Try again, or choose another disk.",
        errors.BackupMissingError: "There is no saved copy of {path} to bring back. Nothing was changed.",
        errors.PassphraseNeededError: "The journal {path} is protected by a passphrase. Please give it.",
        errors.PassphraseWrongError: "That passphrase does not open this file.",
    }
)


def sentence(error: errors.HoofbeatError, *, label: Callable[[str], str] = str) -> str:
    """Say a failure in plain words; `label` gives the label of a field for the problems of a record."""
    if isinstance(error, errors.RecordInvalidError):
        return " ".join(problem_sentence(problem, label(problem.field)) for problem in error.problems)
    if isinstance(error, errors.ImportRefusedError):
        return refusal_sentence(error)
    if isinstance(error, errors.PassphraseWrongError) and error.is_changed:
        return tr("That passphrase does not open this file, or the file is damaged. You can bring back a copy.")
    text = next((tr(_BY_TYPE[each]) for each in type(error).__mro__ if each in _BY_TYPE), "")
    return text.format(**_gaps(error)) or tr("That could not be done. Nothing was changed.")


def _gaps(error: errors.HoofbeatError) -> dict[str, Any]:
    gaps = dict(vars(error))
    if isinstance(error, errors.PathError):
        gaps["path"] = error.path.name or str(error.path)
    if isinstance(error, errors.FileTooLargeError):
        # Rounded up, so that a file just over the limit is not said to have as much as it may.
        gaps |= {"size": -(-error.size // _MEGABYTE), "largest": error.largest // _MEGABYTE}
    if isinstance(error, errors.AttachmentsDamagedError):
        gaps["titles"] = ", ".join(tr("“{title}”").format(title=title) for title in error.titles)
    return gaps
