"""A sheet that is saved for somebody: the file and the note of it in the log, both or neither."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.records import Handing
from hoofbeat.services import files, history
from hoofbeat.services.sheets.making import MadeSheet
from hoofbeat.services.sheets.sharing import log_sharing
from hoofbeat.store.journal import Journal


def save_for(
    journal: Journal, *, made: MadeSheet, content: bytes, path: Path, handing: Handing, at: datetime, author: str = ""
) -> None:
    """Save a sheet and note who has it. Raises what `files.write_file` does, and the failures of a change.

    The file is written whole under a name of its own first, then the note is kept, and then the file gets its name, which takes no
    space: so nobody has a sheet that the log does not know. Where the name cannot be given, the note is taken back.
    """
    with files.prepared_file(path=path, content=content) as finish:
        noted = log_sharing(journal, made=made, handing=handing, at=at, file_name=path.name, author=author)
        try:
            finish()
        except HoofbeatError:
            # What is told is why there is no file, also where the disk then takes no change any more.
            with suppress(HoofbeatError):
                history.undo_change(journal, change_id=noted.id, author=author)
            raise
