"""Rows in, frozen domain records out: reading, finding, listing in pages, and the plain writes of the unit of work."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, func, literal_column, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql import ColumnElement

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import RECORD_TYPES, Kind, Record, fields_for, kind_of, made_of
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.store.tables import TABLES

R = TypeVar("R", bound=Record)
PAGE_SIZE = 200
"""Rows that a list fetches at a time."""
_LONGEST_IN = 500
_AS_ADDED: ColumnElement[int] = literal_column("rowid")


@dataclass(frozen=True, slots=True)
class Order:
    """The field that a list is sorted by."""

    field: str
    is_descending: bool = False


def to_row(record: Record) -> dict[str, str | int | None]:
    """Return the stored form of a record, by column."""
    names, (row,) = to_rows(kind_of(type(record)), [record])
    return dict(zip(names, row, strict=True))


def to_rows(kind: Kind, records: Sequence[Record]) -> tuple[Sequence[str], list[tuple[str | int | None, ...]]]:
    """Return the columns of a kind, and the stored values of some records in that order.

    They are written column by column: an import has ten thousands of rows, and most columns are stored as they are.
    """
    names, values_of, writers = _written(kind)
    columns: list[Sequence[Any]] = list(zip(*map(values_of, records), strict=True))
    for place, write in writers if records else ():
        columns[place] = [None if value is None else write(value) for value in columns[place]]
    return names, list(zip(*columns, strict=True))


@cache
def _written(
    kind: Kind,
) -> tuple[Sequence[str], Callable[[Record], tuple[Any, ...]], Sequence[tuple[int, Callable[[Any], Any]]]]:
    """Return the columns of a kind, what gets their values, and by place how those are written that are stored otherwise."""
    declared = fields_for(kind)
    names = ("id", *declared)
    writers = [(place, field.written) for place, field in enumerate(declared.values(), 1) if not field.is_stored_as_is]
    return names, attrgetter(*names), writers


def from_row(kind: Kind, row: Mapping[str, Any] | RowMapping) -> Record:
    """Return the record of a stored row."""
    names, _ = _columns(kind)
    return _from_values(kind, [row[name] for name in names])


def _from_values(kind: Kind, values: list[Any]) -> Record:
    """Return the record of stored values, in the order of the columns: by their places, which is thrice as fast as by their names."""
    _, readers = _columns(kind)
    for place, read in readers:
        if values[place] is not None:
            values[place] = read(values[place])
    return made_of(RECORD_TYPES[kind], _in_order_of_fields(kind)(values))


@cache
def _in_order_of_fields(kind: Kind) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what puts values in the order of the columns into that of the fields."""
    names, _ = _columns(kind)
    return itemgetter(*(names.index(each.name) for each in dataclasses.fields(RECORD_TYPES[kind])))


@cache
def _columns(kind: Kind) -> tuple[Sequence[str], Sequence[tuple[int, Callable[[Any], Any]]]]:
    """Return the columns of a kind, and how those are read that hold something else than they store: worked out once."""
    declared = fields_for(kind)
    readers = [
        (place, _reader(field)) for place, field in enumerate(declared.values(), start=1) if not field.is_stored_as_is
    ]
    return ("id", *declared), readers


def _reader(field: Field) -> Callable[[Any], Any]:
    if field.choices is None:
        return _READERS.get(field.holds, field.from_primitive)
    members = {member.value: member for member in field.choices}
    return lambda stored: members.get(stored) or field.from_primitive(stored)


_READERS: Mapping[FieldType, Callable[[Any], Any]] = MappingProxyType(
    {
        FieldType.FLAG: bool,
        FieldType.DECIMAL: Decimal,
        # Many records share a day, and what never changes can be shared.
        FieldType.PARTIAL_DATE: lru_cache(maxsize=4096)(PartialDate.parse),
        FieldType.WALL_TIME: lru_cache(maxsize=4096)(WallTime.parse),
    }
)


class Repository:
    """The records of one journal, read over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """The connection, for questions that are about more than one kind."""
        return self._connection

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return the record with this id; RecordNotFoundError when there is none."""
        found = self.find(record_type, record_id)
        if found is None:
            raise RecordNotFoundError(kind_of(record_type).value, record_id)
        return found

    def find(self, record_type: type[R], record_id: str) -> R | None:
        """Return the record with this id, or None."""
        return next(self.list(record_type, id=record_id), None)

    def get_kind(self, kind: Kind, record_id: str) -> Record:
        """Return the record of a kind with this id; RecordNotFoundError when there is none."""
        return self.get(RECORD_TYPES[kind], record_id)

    def get_many(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """Return the records with these ids, by id; ids that are not there are left out."""
        wanted, found = list(dict.fromkeys(record_ids)), {}
        table = TABLES[kind_of(record_type)]
        for start in range(0, len(wanted), _LONGEST_IN):
            query = select(table).where(table.c.id.in_(wanted[start : start + _LONGEST_IN]))
            found.update({record.id: record for record in self._records(record_type, query)})
        return found

    def list_in(self, record_type: type[R], field: str, values: Iterable[Any]) -> Iterator[R]:
        """Yield the records whose field has one of these values, whatever their number."""
        kind = kind_of(record_type)
        table, declared = TABLES[kind], fields_for(kind)[field]
        wanted = list(dict.fromkeys(declared.to_primitive(value) for value in values))
        for start in range(0, len(wanted), _LONGEST_IN):
            yield from self._records(
                record_type, select(table).where(table.c[field].in_(wanted[start : start + _LONGEST_IN]))
            )

    def list(
        self,
        record_type: type[R],
        *,
        order: Sequence[Order] = (),
        not_before: Mapping[str, str] | None = None,
        **equal: Any,
    ) -> Iterator[R]:
        """Yield the records whose named fields have these values, in this order, else in the order they were added.

        `not_before` gives the least stored text that a field may hold.
        """
        query = self._query(kind_of(record_type), order, equal)
        table = TABLES[kind_of(record_type)]
        for name, least in (not_before or {}).items():
            query = query.where(table.c[name] >= least)
        return self._records(record_type, query)

    def list_kind(self, kind: Kind) -> Iterator[Record]:
        """Yield the records of a kind in the order they were added."""
        return self.list(RECORD_TYPES[kind])

    def page(
        self,
        record_type: type[R],
        *,
        order: Sequence[Order] = (),
        offset: int = 0,
        limit: int = PAGE_SIZE,
        before: Mapping[str, str] | None = None,
        **equal: Any,
    ) -> Sequence[R]:
        """Return one page of such a list; `before` gives the stored text that a field must come before."""
        query = self._query(kind_of(record_type), order, equal).limit(limit).offset(offset)
        table = TABLES[kind_of(record_type)]
        for name, end in (before or {}).items():
            query = query.where(table.c[name] < end)
        return list(self._records(record_type, query))

    def count(self, kind: Kind, **equal: Any) -> int:
        """Count the records whose named fields have these values."""
        table = TABLES[kind]
        query = select(func.count()).select_from(table).where(*_conditions(kind, equal))
        return int(self._connection.execute(query).scalar_one())

    def has_any(self, kind: Kind) -> bool:
        """Tell whether there is any record of a kind."""
        return self._connection.execute(select(TABLES[kind].c.id).limit(1)).first() is not None

    def texts(self, kind: Kind, field: str, *, limit: int = 200) -> Sequence[str]:
        """Return the different texts that a field holds, most used first; for lists that offer them while typing."""
        column = TABLES[kind].c[field]
        query = select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(limit)
        return [str(text) for text in self._connection.execute(query).scalars()]

    def _query(self, kind: Kind, order: Sequence[Order], equal: Mapping[str, Any]) -> Select[Any]:
        table = TABLES[kind]
        ordering = [table.c[each.field].desc() if each.is_descending else table.c[each.field] for each in order]
        return select(table).where(*_conditions(kind, equal)).order_by(*ordering, _AS_ADDED)

    def _records(self, record_type: type[R], query: Select[Any]) -> Iterator[R]:
        return read_records(self._connection, record_type, query)


def read_records(connection: Connection, record_type: type[R], query: Select[Any]) -> Iterator[R]:
    """Yield the records of a query that selects all columns of their table, and nothing else."""
    kind = kind_of(record_type)
    columns = len(_columns(kind)[0])  # the shadow columns stand behind
    for row in connection.execute(query):
        yield cast("R", _from_values(kind, list(row[:columns])))


def read_in_part(connection: Connection, record_type: type[R], names: Sequence[str], query: Select[Any]) -> Iterator[R]:
    """Yield the records of a query that selects these fields, the id first; the others are as if nothing was said."""
    declared = fields_for(kind_of(record_type))
    fields = dataclasses.fields(record_type)
    # A field without a default is among those that are selected.
    unsaid = [None if each.default is dataclasses.MISSING else each.default for each in fields]
    in_order = [each.name for each in fields]
    places = [in_order.index(name) for name in names]
    readers = [
        (in_order.index(name), _reader(declared[name])) for name in names[1:] if not declared[name].is_stored_as_is
    ]
    for row in connection.execute(query):
        values = unsaid.copy()
        for place, value in zip(places, row, strict=True):
            values[place] = value
        for place, read in readers:
            if values[place] is not None:
                values[place] = read(values[place])
        yield made_of(record_type, values)


def _conditions(kind: Kind, equal: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    table, declared = TABLES[kind], fields_for(kind)
    stored = {name: value if name == "id" else declared[name].to_primitive(value) for name, value in equal.items()}
    return [table.c[name].is_(None) if value is None else table.c[name] == value for name, value in stored.items()]
