"""The paged table model on a real journal: 200 rows at a time, sorted and filtered in the journal, spoken by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import CareTeamMember, CareTeamMemberId, Kind, Record
from hoofbeat.services import lists, records
from hoofbeat.services.journals import Journal
from hoofbeat.ui.models import Column, Ordering, PagedTableModel, RowRole
from tests.ui.driver import Driver

COUNT = 450


class KindSource:
    """The records of one kind as rows."""

    def __init__(self, kind: Kind, searched: Sequence[str]) -> None:
        self._kind = kind
        self._searched = searched

    def ids(self, journal: Journal, ordering: Ordering, filter_text: str) -> Sequence[str]:
        return lists.list_ids(
            journal,
            kind=self._kind,
            order_by=ordering.key,
            is_descending=ordering.is_descending,
            containing=filter_text,
            within=self._searched,
        )

    def rows(self, journal: Journal, ids: Sequence[str]) -> Sequence[Record]:
        return lists.get_in_order(journal, kind=self._kind, ids=ids)


def add_many(journal: Any, author: str) -> Any:
    with journal.change(author=author) as work:
        for number in range(COUNT):
            name = f"Nurse {number:03}" if number % 9 else f"50%_{number:03}"
            work.add(CareTeamMember(id=CareTeamMemberId(records.new_id()), name=name, phones=f"555 {number}"))
        return work.commit(Description(Act.ADD, Kind.TEAM, count=COUNT))


@pytest.fixture
def model(empty: Driver) -> PagedTableModel[CareTeamMember]:
    empty.tasks.change(add_many)
    empty.settle()
    columns = (
        Column[CareTeamMember]("Name", lambda row: row.name, "name"),
        Column[CareTeamMember]("Phones", lambda row: row.phones, spoken=lambda row: f"phone {row.phones}"),
    )
    source: Any = KindSource(Kind.TEAM, ("name", "phones"))
    made: PagedTableModel[CareTeamMember] = PagedTableModel(
        empty.tasks, source, columns, ordering=Ordering("name"), parent=empty.window
    )
    made.reload()
    empty.settle()
    return made


def names(model: PagedTableModel[CareTeamMember]) -> list[str]:
    return [model.row_at(row).name for row in range(model.rowCount())]


def test_rows_come_200_at_a_time(
    model: PagedTableModel[CareTeamMember], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    assert (model.rowCount(), model.total) == (200, COUNT)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt gives it no types
    for expected in (400, COUNT):
        if model.rowCount() < expected:
            model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda expected=expected: model.rowCount() >= expected)  # type: ignore[misc]  # bound by its default
    assert not model.canFetchMore(QModelIndex())
    assert names(model) == sorted(names(model))
    assert len(set(names(model))) == COUNT


def test_a_column_sorts_in_the_journal_both_ways(model: PagedTableModel[CareTeamMember], empty: Driver) -> None:
    model.sort(0, Qt.SortOrder.DescendingOrder)
    empty.settle()
    assert names(model)[0] == f"Nurse {COUNT - 1:03}"
    model.sort(1, Qt.SortOrder.AscendingOrder)  # no sort key: stays
    assert model.ordering == Ordering("name", is_descending=True)


@pytest.mark.parametrize(
    ("text", "count"), [("nurse 44", 12), ("50%_", 50), ("555 449", 1), ("nobody", 0), ("nurse 123 555", 1)]
)
def test_the_filter_takes_every_word_as_typed(
    model: PagedTableModel[CareTeamMember], empty: Driver, text: str, count: int
) -> None:
    model.set_filter(text)
    empty.settle()
    assert model.total == count


def test_a_cell_gives_its_row_its_id_and_words_for_a_screen_reader(model: PagedTableModel[CareTeamMember]) -> None:
    index = model.index(60, 1)
    row = index.data(RowRole.OBJECT)
    assert row.id == index.data(RowRole.ID) == model.id_at(60)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Phones: phone {row.phones}"
    assert index.data() == row.phones


def test_a_change_reloads_as_far_as_was_fetched(model: PagedTableModel[CareTeamMember], empty: Driver) -> None:
    gone = model.id_at(0)
    empty.tasks.change(lambda journal, author: records.remove(journal, kind=Kind.TEAM, record_id=gone, author=author))
    empty.settle()
    model.reload()
    empty.settle()
    assert (model.rowCount(), model.total) == (200, COUNT - 1)
    assert model.place_of(gone) is None
