"""Forms keep what is typed: drafts, errors on save only, dates asked about, names that become records."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from hoofbeat.domain.records import Appointment, CareTeamMember, Kind, Laboratory, Person, Sample
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import drafts
from hoofbeat.ui.form_layouts import layout_for
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.widgets.wrapping_button import WrappingButton
from tests.ui.driver import Driver


def all_of(record_type: type[Any]) -> Any:
    def query(journal: Any) -> list[Any]:
        with journal.reading() as stored:
            return list(stored.list(record_type))

    return query


def field(form: RecordForm, name: str) -> Any:
    return form._parts["record"].editor(name)


@pytest.fixture
def page(empty: Driver) -> Any:
    return empty.go("about_me")


def open_form(empty: Driver, kind: Kind, **given: Any) -> RecordForm:
    form = RecordForm(empty.controller.surroundings, kind, **given)
    empty.window.page.show_inner(form, "Form", back="Back")
    form.focus_first()
    empty.settle()
    return form


def test_a_member_of_the_team_is_added_by_keyboard(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    empty.type("Nurse Łucja")
    page.inner.save()
    empty.settle()
    assert [each.name for each in empty.read(all_of(CareTeamMember))] == ["Nurse Łucja"]
    assert page.inner is None
    assert "Saved 10:42" in empty.words()


def test_errors_show_on_save_only_at_the_top_and_at_the_field(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    assert "Please fill in" not in empty.words()
    page.inner.save()
    empty.settle()
    assert empty.words().count("Please fill in “Name”.") == 1
    assert "Please fill in “Name”." in empty.buttons()
    assert page.inner is not None
    field(page.inner, "name").target.clearFocus()
    empty.click("Please fill in “Name”.")
    assert empty.window.focusWidget() is field(page.inner, "name").target


def test_what_was_typed_is_kept_when_it_is_wrong(empty: Driver) -> None:
    form = open_form(empty, Kind.SAMPLES)
    editor = field(form, "taken_on")
    editor.set_typed("31|2|2026")
    form.save()
    empty.settle()
    assert editor.typed() == "31|2|2026"
    assert "February 2026 has 28 days, so there is no 31 February." in empty.words()
    assert empty.read(all_of(Sample)) == []


def test_a_draft_is_kept_soon_after_typing_and_offered_again(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    empty.type("Dr Ñusta")
    assert page.inner._timer.isActive()
    assert page.inner._timer.interval() <= 2_000
    page.inner.keep_draft()
    empty.settle()
    assert empty.read(lambda journal: drafts.find_draft(journal, form="team")) == {"record.name": "Dr Ñusta"}
    page.show_outer()  # as after a crash: nothing was said to the form
    page.add()
    empty.settle()
    assert "Hoofbeat closed while you were typing. We kept what you typed. Choose Keep or Discard." in empty.words()
    empty.click("Keep")
    assert field(page.inner, "name").value() == "Dr Ñusta"
    page.inner.save()
    empty.settle()
    assert empty.read(lambda journal: drafts.find_draft(journal, form="team")) is None


def test_escape_closes_the_form_and_keeps_the_draft(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    empty.type("Dr Lee")
    page.inner.close_keeping_draft()
    empty.settle()
    assert not page.inner
    page.add()
    empty.settle()
    assert "You began this before. We kept what you typed. Choose Keep or Discard." in empty.words()
    empty.click("Discard")
    assert field(page.inner, "name").value() == ""
    assert empty.read(lambda journal: drafts.find_draft(journal, form="team")) is None


def test_closing_the_window_while_typing_keeps_the_draft(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    empty.type("half a na")
    path = empty.controller.session.path
    empty.window.close()
    from hoofbeat.services import journals

    journal = journals.open_journal(path)
    assert drafts.find_draft(journal, form="team") == {"record.name": "half a na"}
    journal.close()


def test_a_slashed_date_is_asked_about_and_taken_in_one_click(empty: Driver) -> None:
    form = open_form(empty, Kind.SAMPLES)
    editor = field(form, "taken_on")
    editor._day.setFocus()
    empty.type("3/3/26")
    editor._on_part_finished()
    empty.settle()
    assert "Did you mean 3 March 2026?" in empty.words()
    empty.click("Yes")
    assert editor.value() == PartialDate(2026, 3, 3)
    assert editor._month.text() == "March"


def test_a_date_that_may_be_two_days_offers_both(empty: Driver) -> None:
    form = open_form(empty, Kind.SAMPLES)
    editor = field(form, "taken_on")
    editor._day.setText("3/4/2026")
    editor._on_part_finished()
    empty.settle()
    assert "Did you mean 3 April 2026 or 4 March 2026?" in empty.words()
    empty.click("4 March 2026")
    assert editor.value() == PartialDate(2026, 3, 4)


@pytest.mark.parametrize(
    ("parts", "meant"),
    [
        (("", "", "2019"), "2019"),
        (("", "March", "2019"), "2019-03"),
        (("14", "3", "2026"), "2026-03-14"),
        (("March 2019", "", ""), "2019-03"),
    ],
)
def test_a_partly_known_date_is_enough(empty: Driver, parts: tuple[str, str, str], meant: str) -> None:
    form = open_form(empty, Kind.SAMPLES)
    editor = field(form, "taken_on")
    editor.set_typed("|".join(parts))
    assert editor.value() == PartialDate.parse(meant)


def test_an_appointment_needs_its_date_and_a_time_its_day(empty: Driver) -> None:
    form = open_form(empty, Kind.APPOINTMENTS)
    form.save()
    empty.settle()
    assert "Please fill in “Date and time”." in empty.words()
    field(form, "starts_at").set_typed("|March|2026@10:30")
    form.save()
    empty.settle()
    assert "A time needs its day." in empty.words()
    field(form, "starts_at").set_typed("4|3|2026@10.30am")
    form.save()
    empty.settle()
    assert [each.starts_at for each in empty.read(all_of(Appointment))] == [WallTime.parse("2026-03-04T10:30")]


def test_a_laboratory_typed_by_name_becomes_a_record_and_is_found_next_time(empty: Driver) -> None:
    for _ in range(2):
        form = open_form(empty, Kind.SAMPLES)
        empty.settle()
        line = field(form, "laboratory")._line
        line.setText("City Lab")
        line.textEdited.emit("City Lab")
        form.save()
        empty.settle()
    laboratories = empty.read(all_of(Laboratory))
    assert [each.name for each in laboratories] == ["City Lab"]
    assert {each.laboratory for each in empty.read(all_of(Sample))} == {laboratories[0].id}


def test_correcting_keeps_what_the_form_does_not_show(filled: Driver) -> None:
    before = filled.read(all_of(Appointment))[0].replaced(source_id="from-a-file")
    filled.go("about_me")
    form = open_form(filled, Kind.APPOINTMENTS, record=before)
    field(form, "about").set_value("scan results")
    form.save()
    filled.settle()
    after = next(each for each in filled.read(all_of(Appointment)) if each.id == before.id)
    assert after == before.replaced(about="scan results")


def test_what_was_entered_before_is_offered_while_typing(filled: Driver) -> None:
    filled.go("about_me")
    form = open_form(filled, Kind.APPOINTMENTS)
    filled.settle()
    box = field(form, "with_whom").target
    assert isinstance(box, QComboBox)
    assert "Dr Lee" in [box.itemText(place) for place in range(box.count())]
    assert box.currentText() == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_that_is_typed_has_its_place_in_the_form(kind: Kind) -> None:
    from hoofbeat.domain.records import fields_for

    typed = {name for name, field in fields_for(kind).items() if field.is_typed}
    layout = layout_for(kind)
    missing = typed - set(layout.names) - {"source", "is_sensitive", "note", "source_id"}
    assert missing == set()
    assert len(layout.names) == len(set(layout.names))


@pytest.mark.parametrize("kind", list(Kind))
def test_each_editor_is_labelled_and_gives_back_what_it_shows(empty: Driver, kind: Kind) -> None:
    empty.go("about_me")
    form = open_form(empty, kind)
    typed = form._typed()
    part = form._parts["record"]
    part.set_typed({key.removeprefix("record."): text for key, text in typed.items()})
    assert form._typed() == typed
    for name in part.names:
        assert part.editor(name).target.accessibleName(), name


def test_undo_in_a_text_field_takes_back_typing_only(empty: Driver, page: Any) -> None:
    page.add()
    empty.settle()
    empty.type("abc")
    line = empty.window.focusWidget()
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    empty.controller.run_command("undo")
    empty.settle()
    assert field(page.inner, "name").value() != "abc"
    assert [each.name for each in empty.read(all_of(Person))] == ["Maria Gomez"]


def test_the_tab_key_leaves_a_text_of_several_lines(empty: Driver) -> None:
    form = open_form(empty, Kind.PEOPLE)
    field(form, "alerts").target.setFocus()
    empty.press(Qt.Key.Key_Tab)
    assert empty.window.focusWidget() is not field(form, "alerts").target


@pytest.mark.parametrize("scale", [100, 200])
def test_a_long_sentence_about_an_error_wraps_instead_of_widening_the_form(empty: Driver, scale: int) -> None:
    empty.controller.surroundings.appearance.choose_text_size(scale)
    form = open_form(empty, Kind.SAMPLES)
    empty.window.resize(820, 640)
    field(form, "taken_on").set_typed("14|sometime in spring, as far as I can remember it|2026")
    form.save()
    empty.settle()
    (sentence,) = form.findChildren(WrappingButton)
    assert sentence.text().startswith("“14 sometime in spring")
    assert sentence.width() <= form.width()
    assert sentence.height() >= 2 * sentence.fontMetrics().height()
