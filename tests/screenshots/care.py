"""The scenes of the Medicines and Appointments pages: name, page, what to do there first, with which journals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton

FILLED, EMPTY, BOTH = ("filled",), ("empty",), ("empty", "filled")
_A_MOMENT = 20


def _with_medicine(name: str, then: Callable[[Any, str], object], page: Any) -> None:
    def found(view: Any) -> None:
        then(page, next(each.medication.id for each in view.lines if each.medication.name == name))

    page.surroundings.tasks.read(partial(_view, page.surroundings.today()), then=found)


def _view(today: Any, journal: Any) -> Any:
    from hoofbeat.services import medicines

    return medicines.view(journal, today=today)


def _with_next_visit(then: Callable[[Any], object], page: Any) -> None:
    def found(view: Any) -> None:
        page.show_record(view.ahead[0].appointment.id)
        shown = partial(QTimer.singleShot, 0, partial(then, page))
        page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: shown())

    page.surroundings.tasks.read(partial(_appointments, page.surroundings.today()), then=found)


def _appointments(today: Any, journal: Any) -> Any:
    from hoofbeat.services import visits

    return visits.appointments(journal, today=today, limit=1)


def _press(text: str, page: Any) -> None:
    found = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
    next(each for each in found if text in (each.accessibleName() or each.text())).click()


def _to_the_end(area: Any) -> None:
    """Scroll down once the page is laid out."""
    QTimer.singleShot(_A_MOMENT, area, lambda: area.verticalScrollBar().setValue(area.verticalScrollBar().maximum()))


def _show_stopped(page: Any) -> None:
    _press("Show: Stopped", page)
    page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: _to_the_end(page.scroll_area))


def _type_a_dose(page: Any) -> None:
    page.add()
    page.inner._parts["medicine"].editor("name").set_typed("Omeprazole")
    page.inner._look_for_same()
    dose = page.inner._dose
    for name, text in {"amount": "20", "unit": "mg", "schedule": "daily"}.items():
        dose.editor(name).set_typed(text)
        dose.edited.emit()
    _press("Bedtime", page)


def _type_a_dose_below(page: Any) -> None:
    _type_a_dose(page)
    _to_the_end(page.inner._scroll)


def _stop(page: Any, medication_id: str) -> None:
    page.show_record(medication_id)
    shown = partial(QTimer.singleShot, 0, partial(_press, "Mark as stopped", page))
    page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: shown())


def _type_a_list(page: Any) -> None:
    page._doing.add_list()
    lines = (
        ("Creon", "", "capsules", "2-2-2"),
        ("Omeprazole", "20", "mg", "at bedtime"),
        ("Somatuline Depot", "120", "mg", "every 4 weeks"),
        ("Vitamin D", "1", "drop", "as on the bottle"),
    )
    fields = page.inner._fields
    for number, texts in enumerate(lines, start=1):
        for name, text in zip(("name", "amount", "unit", "often"), texts, strict=True):
            fields.editor(f"{name}_{number}").set_typed(text)
    fields.edited.emit()


def _type_steps(page: Any, medication_id: str) -> None:
    page._doing.taper(medication_id)

    def fill() -> None:
        fields = page.inner._parts["steps"]
        typed = {"dose_1": "40 mg in the morning", "days_1": "7", "dose_2": "20 mg in the morning", "days_2": "7"}
        for name, text in (typed | {"dose_3": "10 mg in the morning"}).items():
            fields.editor(name).set_typed(text)
        fields.edited.emit()

    page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: QTimer.singleShot(0, page, fill))


def _take_as_needed_too(page: Any, medication_id: str) -> None:
    page._doing.change_dose(medication_id)

    def fill() -> None:
        fields = page.inner._parts["dose"]
        fields.editor("schedule").set_typed("as needed")
        fields.edited.emit()
        fields.goes_on.click()
        _to_the_end(page.inner._scroll)

    page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: QTimer.singleShot(0, page, fill))


def _look_back(page: Any) -> None:
    page.look_back(page.surroundings.today() - timedelta(days=400))


def _suggest(page: Any) -> None:
    page.add()
    page.inner._parts["medicine"].editor("name").set_typed("Somatuline Depot")
    page.inner._look_for_same()


def _save_wrongly(page: Any) -> None:
    page.add()
    page.inner.save()


def _change_and_wait(page: Any, act: Callable[..., object]) -> None:
    """Change something, and go on when it is saved."""
    loop = QEventLoop()
    page.surroundings.tasks.change(act, then=lambda _change: loop.quit())
    loop.exec()


def _make_series(page: Any) -> None:
    """Plan something every week at the time of the next visit, so that a clash and a series are seen."""
    _change_and_wait(page, partial(_add_series, page.surroundings.today()))
    page.front.show_month(True)


def _add_series(today: Any, journal: Any, _author: str) -> Any:
    from datetime import timedelta

    from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentKind
    from hoofbeat.domain.recurrence import Frequency, Rule
    from hoofbeat.domain.values import WallTime
    from hoofbeat.services import appointment_series, records

    first = Appointment(
        id=AppointmentId(records.new_id()),
        kind=AppointmentKind.INFUSION,
        starts_at=WallTime.parse(f"{today + timedelta(days=1)}T10:45"),
        with_whom="Day ward",
        place="City Hospital",
    )
    return appointment_series.add(journal, first=first, rule=Rule(Frequency.WEEKLY, count=5))


def _agree_on_steps(page: Any) -> None:
    """Write down what was agreed at the last visit, for Home and for that visit."""
    _change_and_wait(page, partial(_add_steps, page.surroundings.today()))


def _add_steps(today: Any, journal: Any, _author: str) -> Any:
    from datetime import timedelta

    from hoofbeat.domain.values import PartialDate
    from hoofbeat.services import next_steps, visits

    past = visits.appointments(journal, today=today, limit=9).past
    held = next(each for each in past if each.what_was_said)
    next_steps.add(journal, text="Ask the hospital for the report of the receptor scan", who="Ana", appointment=held.id)
    due = PartialDate.of(today + timedelta(days=6))
    return next_steps.add(journal, text="Blood draw before the injection", who="me", due_on=due, appointment=held.id)


def _show_visit_held(page: Any) -> None:
    def found(view: Any) -> None:
        held = next(each for each in view.past if each.what_was_said)
        page.show_record(held.id)
        shown = partial(QTimer.singleShot, 0, lambda: _to_the_end(page.inner))
        page.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: shown())

    _agree_on_steps(page)
    page.surroundings.tasks.read(partial(_all_past, page.surroundings.today()), then=found)


def _all_past(today: Any, journal: Any) -> Any:
    from hoofbeat.services import visits

    return visits.appointments(journal, today=today, limit=9)


def _open_series(page: Any) -> None:
    _make_series(page)
    _with_next_visit(lambda _page: None, page)


def _repeat(page: Any) -> None:
    page.add()
    fields = page.inner._parts["repeat"]
    fields.editor("repeats").set_typed("weeks")
    fields.edited.emit()
    _to_the_end(page.inner._scroll)


def _open_view(key: str, page: Any) -> None:
    """Open a view of the medicines, after some doses of today were ticked off."""
    today = page.surroundings.today()
    _change_and_wait(page, partial(_tick_some, today))
    page.views.open(key)


def _remind(page: Any) -> None:
    """Switch reminders on, and look at what can be chosen then."""
    page.findChild(QAbstractButton, "is_reminding").click()
    page.scroll_area.bring_into_view(page.findChild(QAbstractButton, "reminds_in_detail"))


def _tick_some(today: Any, journal: Any, _author: str) -> Any:
    from hoofbeat.services import days

    change = None
    for back in (0, 1):
        day = today - timedelta(days=back)
        for dose in days.day_view(journal, day=day, today=today).doses[: 2 + back]:
            change = days.tick(journal, day=day, today=today, key=dose.key) or change
    return change


def _choose_starters(page: Any) -> None:
    page._open_starters(None)


SCENES: tuple[tuple[Any, ...], ...] = (
    ("medicines", "medicines", None, BOTH),
    ("medicines-stopped", "medicines", _show_stopped, FILLED),
    ("medicines-add", "medicines", lambda page: page.add(), EMPTY),
    ("medicines-add-wrong", "medicines", _save_wrongly, EMPTY),
    ("medicines-add-same", "medicines", _type_a_dose, FILLED),
    ("medicines-add-dose", "medicines", _type_a_dose_below, FILLED),
    (
        "medicines-change",
        "medicines",
        partial(_with_medicine, "Somatuline Autogel", lambda page, each: page.change_dose(each)),
        FILLED,
    ),
    (
        "medicines-give",
        "medicines",
        partial(_with_medicine, "Somatuline Autogel", lambda page, each: page.mark_as_given(each)),
        FILLED,
    ),
    (
        "medicines-history",
        "medicines",
        partial(_with_medicine, "Somatuline Autogel", lambda page, each: page.show_record(each)),
        FILLED,
    ),
    ("medicines-list", "medicines", _type_a_list, BOTH),
    ("medicines-steps", "medicines", partial(_with_medicine, "Omeprazole", _type_steps), FILLED),
    ("medicines-suggest", "medicines", _suggest, EMPTY),
    (
        "medicines-move",
        "medicines",
        partial(_with_medicine, "Somatuline Autogel", lambda page, each: page._doing.move_next(each)),
        FILLED,
    ),
    (
        "medicines-phases",
        "medicines",
        partial(_with_medicine, "Omeprazole", lambda page, each: page.show_record(each)),
        FILLED,
    ),
    ("medicines-beside", "medicines", partial(_with_medicine, "Omeprazole", _take_as_needed_too), FILLED, (100, 200)),
    ("medicines-stop", "medicines", partial(_with_medicine, "Omeprazole", _stop), FILLED),
    ("medicines-allergy", "medicines", lambda page: page.add_allergy(), EMPTY),
    ("medicines-as-of-choose", "medicines", partial(_press, "Show the list as of"), FILLED),
    ("medicines-as-of", "medicines", _look_back, FILLED),
    ("medicines-today", "medicines", partial(_open_view, "view:today"), FILLED, (100, 200)),
    ("medicines-week", "medicines", partial(_open_view, "view:week"), FILLED, (100, 200)),
    ("medicines-ledger", "medicines", partial(_open_view, "view:ledger"), FILLED, (100, 200)),
    ("medicines-calendar", "medicines", partial(_open_view, "view:calendar"), FILLED, (100, 200)),
    ("settings-reminders", "settings", _remind, FILLED, (100, 200)),
    ("appointments", "appointments", None, BOTH),
    ("appointments-past", "appointments", lambda page: _to_the_end(page.scroll_area), FILLED),
    ("appointments-add", "appointments", lambda page: page.add(), EMPTY),
    ("appointments-month", "appointments", _make_series, FILLED, (100, 200)),
    ("visit-clash", "appointments", _open_series, FILLED),
    ("visit-steps", "appointments", _show_visit_held, FILLED, (100, 200)),
    ("home-steps", "home", _agree_on_steps, FILLED),
    ("appointments-repeat", "appointments", _repeat, EMPTY),
    ("questions-many-ask", "appointments", _choose_starters, FILLED, (100, 200)),
    ("visit", "appointments", partial(_with_next_visit, lambda _page: None), FILLED),
    ("visit-answer", "appointments", partial(_with_next_visit, partial(_press, "Answer: Can I")), FILLED),
    ("visit-move", "appointments", partial(_with_next_visit, partial(_press, "Move")), FILLED),
    ("visit-after", "appointments", partial(_with_next_visit, lambda page: _to_the_end(page.inner)), FILLED),
)
