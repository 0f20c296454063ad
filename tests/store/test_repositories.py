from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import RECORD_TYPES, Kind, Question, Result, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, from_row, to_row
from tests.adding import add
from tests.store.filled import every_kind, new, question


def test_every_record_comes_back_as_it_went_in(journal: Journal) -> None:
    made = every_kind()
    add(journal, *made)
    with journal.reading() as found:
        assert [found.get(type(each), each.id) for each in made] == made


@pytest.mark.parametrize("kind", Kind)
def test_a_stored_row_is_the_record(kind: Kind) -> None:
    made = next(each for each in every_kind() if type(each) is RECORD_TYPES[kind])
    assert from_row(kind, to_row(made)) == made


@pytest.mark.parametrize(
    "number", ["5.0", "5.00", "0.50", "1E+3", "-0", "0.000000001", "123456789012345678901234567890"]
)
def test_the_digits_of_a_number_stay_as_they_were(journal: Journal, number: str) -> None:
    add(
        journal,
        new(Kind.SAMPLES, "s"),
        new(Kind.RESULTS, "r", sample="s", catalogue_test="x", value_text=number, value=Decimal(number)),
    )
    with journal.reading() as found:
        assert str(found.get(Result, "r").value) == str(Decimal(number))


def test_numbers_sort_as_numbers_and_unknown_ones_come_first(journal: Journal) -> None:
    add(journal, new(Kind.SAMPLES, "s"))
    for value in ("100", "9.5", "20", None):
        number = None if value is None else Decimal(value)
        add(journal, new(Kind.RESULTS, f"r{value}", sample="s", catalogue_test="x", value_text="-", value=number))
    with journal.reading() as found:
        ordered = [each.id for each in found.list(Result, order=[Order("value_sort")])]
    assert ordered == ["rNone", "r9.5", "r20", "r100"]


def test_a_list_is_filtered_ordered_and_else_in_the_order_of_adding(journal: Journal) -> None:
    add(journal, question("b", "2", rank=1), question("a", "1", rank=2), question("c", "3", rank=1))
    with journal.reading() as found:
        assert [each.id for each in found.list(Question)] == ["b", "a", "c"]
        assert [each.id for each in found.list(Question, rank=1)] == ["b", "c"]
        assert [each.id for each in found.list(Question, order=[Order("text", is_descending=True)])] == ["c", "b", "a"]


def test_an_absent_value_can_be_looked_for(journal: Journal) -> None:
    add(journal, question("loose", "?"), question("ranked", "!", rank=1))
    with journal.reading() as found:
        assert [each.id for each in found.list(Question, rank=None)] == ["loose"]


def test_pages_follow_each_other(journal: Journal) -> None:
    add(journal, *(question(f"{number:03d}", "?") for number in range(25)))
    with journal.reading() as found:
        pages = [found.page(Question, order=[Order("id")], offset=start, limit=10) for start in (0, 10, 20)]
    assert [each.id for page in pages for each in page] == [f"{number:03d}" for number in range(25)]


def test_many_are_fetched_by_id_and_missing_ones_left_out(journal: Journal) -> None:
    ids = [f"{number}" for number in range(1200)]
    add(journal, *(question(each, "?") for each in ids))
    with journal.reading() as found:
        assert set(found.get_many(Question, [*ids, "missing"])) == set(ids)


def test_get_raises_and_find_does_not(journal: Journal) -> None:
    with journal.reading() as found:
        assert found.find(Question, "nobody") is None
        with pytest.raises(RecordNotFoundError) as told:
            found.get_kind(Kind.QUESTIONS, "nobody")
    assert (told.value.kind, told.value.wanted) == ("questions", "nobody")


def test_texts_are_offered_most_used_first_without_empty_ones(journal: Journal) -> None:
    specimens = ["serum", "blood", "blood", "", "urine", "urine", "urine"]
    add(journal, *(new(Kind.SAMPLES, str(number), specimen=text) for number, text in enumerate(specimens)))
    with journal.reading() as found:
        assert found.texts(Kind.SAMPLES, "specimen") == ["urine", "blood", "serum"]


def test_partly_known_dates_are_found_by_their_text(journal: Journal) -> None:
    add(journal, new(Kind.SAMPLES, "s", taken_on=PartialDate.parse("2019-03")))
    with journal.reading() as found:
        assert [each.id for each in found.list(Sample, taken_on=PartialDate.parse("2019-03"))] == ["s"]


def test_reading_sees_only_what_is_committed(journal: Journal) -> None:
    with journal.change() as work:
        work.add(question("q", "?"))
        with journal.reading() as found:
            assert found.count(Kind.QUESTIONS) == 0
        assert work.records.count(Kind.QUESTIONS) == 1
