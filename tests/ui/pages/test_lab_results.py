"""Lab results as a person meets them: what stands on the page, correcting, deleting, awaiting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from typing_extensions import override

from hoofbeat.domain.records import Progress, Question, Result, Sample
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.lab_results.one_test import OneTest
from hoofbeat.ui.pages.lab_results.result_form import ResultForm
from tests.ui.driver import Driver
from tests.ui.pages.results import all_of, cells, fill, new_form, one_test, results_page, save


def test_a_new_record_says_what_the_page_is_for_and_offers_one_button(empty: Driver) -> None:
    page = results_page(empty)
    assert "Keep your lab results here, exactly as your lab printed them." in empty.words(page)
    assert empty.buttons(page).count("Add result") == 2  # the page's own, and the one below the sentence
    assert not page.table.isVisible()


def test_the_list_shows_each_test_with_its_newest_value_date_laboratory_and_count(filled: Driver) -> None:
    page = results_page(filled)
    row = [str(page.model.index(0, place).data()) for place in range(page.model.columnCount())]
    assert row[0] == "Chromogranin A"
    assert row[1] == "120\N{NO-BREAK SPACE}ng/mL"
    assert row[3:] == ["City Lab", "11"]


def test_awaited_results_stand_first_with_since_when(filled: Driver) -> None:
    page = results_page(filled)
    assert "Waiting for result since 15 February 2026" in filled.words(page)
    assert "City Lab, 555 0150. Expected by 8 March 2026." in filled.words(page)


def test_the_filter_finds_a_test_and_ctrl_f_goes_there(filled: Driver) -> None:
    page = results_page(filled)
    assert page.find_here()
    assert page.filter.hasFocus()
    filled.type("gluc")
    page._timer.timeout.emit()
    filled.settle()
    assert cells(page.table, 0) == ["Glucose"]


def test_one_test_says_its_sentence_its_number_how_the_sample_was_taken_and_the_labs_own_flag(filled: Driver) -> None:
    said = filled.words(one_test(filled))
    for words in (
        "Your lab printed a range of 0 to 93\N{NO-BREAK SPACE}ng/mL. This value is outside the range printed by your lab.",
        "Only your care team can tell you what it means for you.",
        "120\N{NO-BREAK SPACE}ng/mL",
        "Your lab printed “H” next to this value.",
        "How the sample was taken: 10\N{NO-BREAK SPACE}hours without food, taking acid medicine.",
        "Ask your care team before you change or stop any medicine.",
    ):
        assert words in said


def test_results_of_two_labs_stand_in_two_tables_with_the_reason(filled: Driver) -> None:
    view = one_test(filled)
    assert "These results came from two labs." in filled.words(view)
    assert "This result uses ng/mL. Earlier ones used nmol/L." in filled.words(view)
    city, other = view.series
    assert all("ng/mL" in text for text in cells(city.table, 1))
    assert all("nmol/L" in text for text in cells(other.table, 1))


def test_values_stand_as_the_lab_printed_them(filled: Driver) -> None:
    _, other = one_test(filled).series
    assert cells(other.table, 1) == [f"{text}\N{NO-BREAK SPACE}nmol/L" for text in ("<5.0", "7.4", "9.1")]


def test_hidden_numbers_stay_hidden_until_asked_for(filled: Driver) -> None:
    page = results_page(filled)
    page.hide_box.click()
    filled.settle()
    assert set(cells(page.table, 1)) == {"Hidden"}
    view = one_test(filled)
    assert "120" not in filled.words(view)
    assert "outside" not in filled.words(view)
    assert set(cells(view.series[0].table, 1)) == {"Hidden"}
    filled.click("Show the numbers", page)
    assert "120\N{NO-BREAK SPACE}ng/mL" in filled.words(page.inner)


def test_a_result_is_corrected_without_touching_what_was_not_changed(filled: Driver) -> None:
    view = one_test(filled)
    page = filled.window.page
    (before,) = [each for each in filled.read(all_of(Result)) if each.value_text == "<5.0"]
    view.series[1].table.row_opened.emit(0)
    filled.settle()
    form = page.inner
    assert isinstance(form, ResultForm)
    fill(filled, form, note="told on the phone")
    save(filled, form)
    (after,) = [each for each in filled.read(all_of(Result)) if each.id == before.id]
    assert after == before.replaced(note="told on the phone")
    assert isinstance(page.inner, OneTest)


def test_a_changed_date_holds_for_the_whole_sample_or_for_one_result(filled: Driver) -> None:
    page = results_page(filled)
    (result,) = [each for each in filled.read(all_of(Result)) if each.value_text == "318"]
    for is_whole, others in ((False, 0), (True, 0)):
        page.open_result(str(result.id))
        filled.settle()
        form = page.inner
        assert isinstance(form, ResultForm)
        form.fields.editor("taken_on").set_value(PartialDate(2026, 1, 20 if is_whole else 19))
        form.fields._whole_sample.setChecked(is_whole)
        save(filled, form)
        moved = next(each for each in filled.read(all_of(Result)) if each.id == result.id)
        same = [each for each in filled.read(all_of(Result)) if each.sample == moved.sample]
        assert len(same) - 1 == others


def test_delete_takes_a_result_away_and_undo_brings_it_back(filled: Driver) -> None:
    view = one_test(filled)
    before = len(filled.read(all_of(Result)))
    view.focus_results()
    filled.press(Qt.Key.Key_Delete)
    filled.settle()
    assert len(filled.read(all_of(Result))) == before - 1
    filled.controller.undoing.undo()
    filled.settle()
    assert len(filled.read(all_of(Result))) == before


def test_deleting_the_only_result_takes_its_sample_along_and_leaves_the_test(empty: Driver) -> None:
    form = new_form(empty)
    fill(empty, form, test="Glucose", value_text="95")
    save(empty, form)
    page = results_page(empty)
    page.open_test("glucose")
    empty.settle()
    (result,) = empty.read(all_of(Result))
    page.remove_result(str(result.id))
    empty.settle()
    assert empty.read(all_of(Sample)) == []
    assert page.inner is None


def test_a_sample_without_its_result_waits_and_becomes_a_result_in_one_step(empty: Driver) -> None:
    page = results_page(empty)
    page.add_awaited()
    empty.settle()
    form = page.inner
    assert isinstance(form, ResultForm)
    assert not form.fields.editor("value_text").isVisible()
    form.fields.editor("taken_on").set_value(PartialDate(2026, 2, 20))
    fill(empty, form, test="CgA", laboratory="City Lab")
    save(empty, form)
    assert "Waiting for result since 20 February 2026" in empty.words(page)
    empty.click("Enter the result", page)
    came = page.inner
    assert isinstance(came, ResultForm)
    assert came.fields.editor("value_text").target.hasFocus()
    fill(empty, came, value_text="120", unit="ng/mL")
    save(empty, came)
    (result,), (sample,) = empty.read(all_of(Result)), empty.read(all_of(Sample))
    assert (result.state, sample.state) == (Progress.RECEIVED, Progress.RECEIVED)
    assert "Waiting" not in empty.words(page)


class Windows(QObject):
    """Notes every window that shows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(filled: Driver, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    new_form(filled)
    filled.window.page.on_back()
    view = one_test(filled)
    view.result_opened.emit(str(view.results.series[0].latest.result.id))
    filled.settle()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def test_a_question_about_a_result_goes_to_the_next_visit(filled: Driver) -> None:
    one_test(filled)
    page = filled.window.page
    filled.click("Add a question for my visit", page)
    filled.click("Add to my questions", page)
    asked = [each for each in filled.read(all_of(Question)) if each.about == "test:chromogranin_a"]
    assert [each.text for each in asked] == ["What does my result for Chromogranin A of 18 January 2026 mean for me?"]
    assert asked[0].appointment is not None


def test_a_note_about_a_test_that_was_left_is_gone_on_with_from_home(filled: Driver) -> None:
    notes = next(each for each in one_test(filled).notes if each.isVisible())
    notes.open_form(None)
    assert notes.form is not None
    notes.form._parts["note"].editor("text").target.setFocus()
    filled.type("no coffee")
    filled.window.page.on_back()
    filled.settle()
    home = filled.go("home")
    assert "You began to type: note about a test. We kept it." in filled.words(home)
    filled.click("Go on", home)
    filled.settle()
    shown = filled.window.page.inner
    assert isinstance(shown, OneTest)
    (form,) = [each.form for each in shown.notes if each.form is not None]
    filled.click("Keep", form)
    assert form._parts["note"].editor("text").typed() == "no coffee"


def test_no_value_stands_in_the_list_of_changes(filled: Driver) -> None:
    form = new_form(filled)
    fill(filled, form, test="Gastrin", value_text="333", unit="pg/mL")
    save(filled, form)
    page = filled.go("history")
    shown = " ".join(each.text() for each in page.findChildren(QLabel))
    assert "333" not in shown
