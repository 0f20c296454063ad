"""Editors for partly known dates, times of day, and both together."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.fields import Field
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.ui.editors import Editor, LineEditor, TypedWrongError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.typed_dates import UnderstoodDate, days_in_month, month_number, understand_date, understand_time
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, clear, column, icon_button, label, restyle, row
from hoofbeat.wording.dates import MONTHS, date_words
from hoofbeat.wording.translation import tr


class DateEditor(Editor):
    """Day, month and year; only the year, or month and year, will do. A whole date may be typed or pasted into any of them.

    `is_narrow` leaves out the buttons for today and the calendar.
    """

    def __init__(self, field: Field, surroundings: Surroundings, *, is_narrow: bool = False) -> None:
        super().__init__(field)
        self._surroundings = surroundings
        self._day, self._month, self._year = (ShortLine(characters) for characters in (3, 11, 5))
        self._parts = (self._day, self._month, self._year)
        for part in self._parts:
            part.textEdited.connect(lambda _text: self.edited.emit())
            part.editingFinished.connect(self._on_part_finished)
        today = button(tr("Today"), self._on_today_clicked, look="quiet")
        self._today = today
        self._calendar = icon_button(
            tr("Choose from a calendar"), "calendar-day", surroundings.appearance.icons, self._on_calendar_clicked
        )
        captions = (tr("Day"), tr("Month"), tr("Year"))
        boxes = [_captioned(caption, part) for caption, part in zip(captions, self._parts, strict=True)]
        shortcuts = column_of_buttons(today, self._calendar)
        line = row(*boxes, shortcuts, None, spacing="s")
        self._column.addLayout(line)
        shortcuts.setHidden(is_narrow)  # not before it has a parent: it would flash up as a window of its own
        self._question = row(spacing="s")
        self._column.addLayout(self._question)

    @property
    @override
    def target(self) -> QWidget:
        return self._day

    @override
    def set_name(self, name: str, description: str = "") -> None:
        for part, what in zip(self._parts, (tr("day"), tr("month"), tr("year")), strict=True):
            part.setAccessibleName(tr("{field}, {part}").format(field=name, part=what))
            part.setAccessibleDescription(description)
        self._today.setAccessibleName(tr("{field}: today").format(field=name))
        self._calendar.setAccessibleName(tr("{field}: choose from a calendar").format(field=name))

    @override
    def mark_wrong(self, is_wrong: bool) -> None:
        for part in self._parts:
            restyle(part, is_wrong=is_wrong)

    @override
    def typed(self) -> str:
        texts = [part.text().strip() for part in self._parts]
        return "|".join(texts) if any(texts) else ""

    @override
    def set_typed(self, text: str) -> None:
        for part, each in zip(self._parts, [*text.split("|"), "", ""], strict=False):
            part.setText(each)

    @override
    def value(self) -> PartialDate | None:
        text = " ".join(part.text().strip() for part in self._parts).strip()
        if not text:
            return None
        found = self._understood()
        if found.date is None:
            raise self._what_is_wrong(text)
        return found.date

    @override
    def set_value(self, value: Any) -> None:
        self._show(value)

    def _what_is_wrong(self, text: str) -> TypedWrongError:
        day, month, year = (part.text().strip() for part in self._parts)
        days = days_in_month(month, year)
        if days is None or not day.isdigit() or 1 <= int(day) <= days:
            return TypedWrongError("not a date", text=text)
        name = tr(MONTHS[(month_number(month) or 1) - 1])
        return TypedWrongError("no such day", day=day, month=name, year=year, days=str(days))

    def focus_day(self) -> None:
        """Put the cursor where the date begins."""
        self._day.setFocus()

    def _understood(self) -> UnderstoodDate:
        texts = [part.text().strip() for part in self._parts]
        day, month, year = texts
        if month and month_number(month) is not None and (not day or day.isdigit()) and year.isdigit():
            texts = [day, MONTHS[(month_number(month) or 1) - 1], year]
        return understand_date(" ".join(filter(None, texts)), today=self._surroundings.today())

    def _show(self, value: PartialDate | None) -> None:
        self._ask(())
        self._day.setText(str(value.day) if value and value.day else "")
        self._month.setText(tr(MONTHS[value.month - 1]) if value and value.month else "")
        self._year.setText(str(value.year) if value else "")

    def _on_part_finished(self) -> None:
        filled = [part for part in self._parts if part.text().strip()]
        if (
            len(filled) == 1
            and filled[0] is not self._year
            and filled[0].text().strip().isdigit()
            and len(filled[0].text().strip()) < 4
        ):
            return
        found = self._understood()
        if found.date is not None:
            self._show(found.date)
        else:
            self._ask(found.candidates)

    def _ask(self, candidates: tuple[PartialDate, ...]) -> None:
        clear(self._question)
        if not candidates:
            return
        names = [date_words(each) for each in candidates]
        question = tr("Did you mean {date}?").format(date=tr(" or ").join(names))
        self._question.addWidget(label(question, "quiet", wraps=False))
        for name, candidate in zip(names, candidates, strict=True):
            text = name if len(names) > 1 else tr("Yes")
            self._question.addWidget(button(text, partial(self._take, candidate)))
        self._question.addStretch(1)
        announce(self, question)

    def _take(self, chosen: PartialDate) -> None:
        self._show(chosen)
        self._year.setFocus()
        self.edited.emit()

    def _on_today_clicked(self) -> None:
        self._show(PartialDate.of(self._surroundings.today()))
        self.edited.emit()

    def _on_calendar_clicked(self) -> None:
        found = self._understood().date
        popup = CalendarPopup(self, found.first if found else self._surroundings.today())
        popup.day_chosen.connect(self._on_calendar_day_chosen)
        popup.show_below(self._calendar)

    def _on_calendar_day_chosen(self, day: date) -> None:
        self._show(PartialDate.of(day))
        self._day.setFocus()
        self.edited.emit()


class CalendarPopup(QFrame):
    """A month to choose a near day from. Signal: `day_chosen` with the day."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "card")
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setAccessibleName(tr("Calendar"))
        self._calendar.activated.connect(self._on_chosen)
        self._calendar.clicked.connect(self._on_chosen)
        inside = QVBoxLayout(self)
        inside.addWidget(self._calendar)

    def show_below(self, widget: QWidget) -> None:
        """Open under a widget, with the keyboard in the calendar."""
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self._calendar.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, day: QDate) -> None:
        self.day_chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


class TimeEditor(LineEditor):
    """A time of day, in any of the ways people write it."""

    def __init__(self, field: Field, surroundings: Surroundings) -> None:
        super().__init__(field, ShortLine(9))
        self._surroundings = surroundings
        self._line.editingFinished.connect(self._on_finished)

    @override
    def value(self) -> time | None:
        if not self.typed().strip():
            return None
        found = understand_time(self.typed())
        if found is None:
            raise TypedWrongError("not a time", text=self.typed().strip())
        return found

    @override
    def set_value(self, value: Any) -> None:
        self._line.setText(self._surroundings.time_text(value))

    def _on_finished(self) -> None:
        found = understand_time(self.typed())
        if found is not None:
            self.set_value(found)


class MomentEditor(Editor):
    """A date, and the time where it is known."""

    def __init__(self, field: Field, surroundings: Surroundings) -> None:
        super().__init__(field)
        self._date, self._time = DateEditor(field, surroundings), TimeEditor(field, surroundings)
        self._date.edited.connect(self.edited)
        self._time.edited.connect(self.edited)
        self._column.addWidget(self._date)
        self._column.addWidget(_captioned(tr("Time, if known (for example 10:30am)"), self._time))

    @property
    @override
    def target(self) -> QWidget:
        return self._date.target

    @override
    def set_name(self, name: str, description: str = "") -> None:
        self._date.set_name(name, description)
        self._time.set_name(tr("{field}, time").format(field=name))

    @override
    def mark_wrong(self, is_wrong: bool) -> None:
        self._date.mark_wrong(is_wrong)
        self._time.mark_wrong(is_wrong)

    @override
    def typed(self) -> str:
        parts = (self._date.typed(), self._time.typed())
        return "@".join(parts) if any(parts) else ""

    @override
    def set_typed(self, text: str) -> None:
        day, _, at = text.partition("@")
        self._date.set_typed(day)
        self._time.set_typed(at)

    @override
    def value(self) -> WallTime | None:
        day, at = self._date.value(), self._time.value()
        if day is None:
            if at is not None:
                raise TypedWrongError("missing")
            return None
        if at is not None and not day.is_exact:
            raise TypedWrongError("time without day")
        return WallTime(day, at)

    @override
    def set_value(self, value: Any) -> None:
        self._date.set_value(None if value is None else value.on)
        self._time.set_value(None if value is None else value.at)


def column_of_buttons(*buttons: QWidget) -> QWidget:
    """Put buttons beside captioned fields, level with the fields themselves."""
    holder = QWidget()
    holder.setLayout(row(*buttons, spacing="xs"))
    outside = QWidget()
    inside = column(spacing="")
    inside.addStretch(1)
    inside.addWidget(holder)
    outside.setLayout(inside)
    return outside


class ShortLine(QLineEdit):
    """A line as wide as so many characters, at every size of text."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self._characters = characters
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * self._characters + 28)


def _captioned(caption: str, part: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(spacing="")
    inside.setSpacing(2)
    words = label(caption, "small", wraps=False)
    words.setBuddy(part)
    inside.addWidget(words)
    inside.addWidget(part)
    holder.setLayout(inside)
    return holder
