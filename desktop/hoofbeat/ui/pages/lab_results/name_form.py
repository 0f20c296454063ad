"""The form of a laboratory or of a test of one's own; its former name stays one that it is found by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Kind, Laboratory, OwnTest
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.forms import Form, Values, draft_name
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.names import NameLine
    from hoofbeat.ui.tasks import Act


class NameForm(Form):
    """Signal: `removed` with the change. Only what nothing uses can be deleted; what is used can be merged."""

    removed = Signal(object)

    def __init__(self, surroundings: Surroundings, kind: Kind, line: NameLine | None) -> None:
        record = None if line is None else line.record
        fields = FieldSet(surroundings, kind)
        if record is not None:
            fields.set_values({name: getattr(record, name) for name in fields.names})
        super().__init__(
            surroundings,
            name=draft_name(kind, record),
            parts={"name": fields},
            act=partial(_saving, kind, record),
            can_remove=line is not None and not line.is_used,
            is_inline=True,
        )
        self._kind = kind
        self._record = record
        self.remove_requested.connect(self._on_remove_requested)

    def _on_remove_requested(self) -> None:
        if self._record is not None:
            self._surroundings.tasks.change(partial(_remove, self._kind, self._record.id), then=self.removed.emit)


def _saving(kind: Kind, record: Laboratory | OwnTest | None, values: Values) -> Act[Change | None]:
    return partial(_save, kind, record, values["name"])


def _save(
    kind: Kind, record: Laboratory | OwnTest | None, entered: Mapping[str, Any], journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services.labs import names

    made = names.new(kind) if record is None else record
    return names.save(journal, record=made.replaced(**entered), author=author)


def _remove(kind: Kind, record_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, author=author)
