"""Lists of the records of one kind, ordered and filtered, for windows that fetch them part by part."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.records import RECORD_TYPES, Kind, Record
from hoofbeat.store import lists
from hoofbeat.store.journal import Journal


def list_ids(
    journal: Journal,
    *,
    kind: Kind,
    order_by: str = "",
    is_descending: bool = False,
    containing: str = "",
    within: Sequence[str] = (),
) -> Sequence[str]:
    """Return the ids of a kind ordered by a field, else as they were added; filtered by words within some fields."""
    with journal.reading_connection() as connection:
        return lists.list_ids(
            connection, kind, order_by=order_by, is_descending=is_descending, containing=containing, within=within
        )


def get_in_order(journal: Journal, *, kind: Kind, ids: Sequence[str]) -> Sequence[Record]:
    """Return the records with these ids, in their order; ids that are not there are left out."""
    with journal.reading() as records:
        found = records.get_many(RECORD_TYPES[kind], ids)
    return [found[each] for each in ids if each in found]
