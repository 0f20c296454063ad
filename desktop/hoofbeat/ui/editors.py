"""One editor for each kind of field: what was typed stays as typed, and becomes a value only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.ui.widgets.parts import restyle
from hoofbeat.wording.translation import tr

_LEAST_CHARACTERS, _MOST_CHARACTERS = 12, 38
"""The room of a list to choose from, in letters."""


class TypedWrongError(Exception):
    """What was typed cannot be such a value; `code` and `data` are those of a Problem."""

    def __init__(self, code: str, **data: str) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class Editor(QWidget):
    """Something to enter one field with. Signal: `edited` when the person changed it."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def target(self) -> QWidget:
        """The widget that takes the focus, and the label's buddy."""
        raise NotImplementedError

    def typed(self) -> str:
        """Return what stands there, letter for letter, as a draft keeps it."""
        raise NotImplementedError

    def set_typed(self, text: str) -> None:
        """Put back what a draft kept."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return the field's value; TypedWrongError when what was typed is none."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value of the field."""
        raise NotImplementedError

    def set_name(self, name: str, description: str = "") -> None:
        """Give the name that a screen reader says."""
        self.target.setAccessibleName(name)
        self.target.setAccessibleDescription(description)

    def show_offered(self, text: str) -> None:
        """Show in grey what could be entered here, while nothing is; "" for nothing."""
        line = self.target.lineEdit() if isinstance(self.target, QComboBox) else self.target
        if isinstance(line, QLineEdit):
            line.setPlaceholderText(text)

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show that something is wrong here, or no longer."""
        restyle(self.target, is_wrong=is_wrong)


class LineEditor(Editor):
    """One line: text, a number, a whole number."""

    def __init__(self, field: Field, line: QLineEdit | None = None) -> None:
        super().__init__(field)
        self._line = line or QLineEdit()
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        if field.holds in (FieldType.DECIMAL, FieldType.INTEGER):
            self._line.setMaximumWidth(180)
        self._column.addWidget(self._line)

    @property
    @override
    def target(self) -> QWidget:
        return self._line

    @override
    def typed(self) -> str:
        return self._line.text()

    @override
    def set_typed(self, text: str) -> None:
        self._line.setText(text)

    @override
    def value(self) -> Any:
        text = self.typed()
        if self.field.holds is FieldType.TEXT:
            return text.strip()
        if not text.strip():
            return None
        try:
            return self.field.parse(text)
        except ValueError:
            is_whole = self.field.holds is FieldType.INTEGER
            raise TypedWrongError("not a whole number" if is_whole else "not a number", text=text) from None

    @override
    def set_value(self, value: Any) -> None:
        self.set_typed("" if value is None else str(self.field.to_primitive(value)))


class TextEditor(Editor):
    """Several lines; it grows with what is typed. Tab goes on to the next field."""

    _SMALLEST_LINES, _LARGEST_LINES = 3, 12

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._fit)
        self._text.textChanged.connect(self.edited)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._column.addWidget(self._text)
        self._fit()

    @property
    @override
    def target(self) -> QWidget:
        return self._text

    @override
    def typed(self) -> str:
        return self._text.toPlainText()

    @override
    def set_typed(self, text: str) -> None:
        self._text.setPlainText(text)

    @override
    def value(self) -> Any:
        return self.typed().strip()

    @override
    def set_value(self, value: Any) -> None:
        self.set_typed(value or "")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        lines = min(max(self._text.document().lineCount(), self._SMALLEST_LINES), self._LARGEST_LINES)
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + 24)


class FlagEditor(Editor):
    """A yes or no, with its label beside it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._box = QCheckBox(tr(field.label))
        self._box.toggled.connect(lambda _checked: self.edited.emit())
        self._box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self._box)

    @property
    @override
    def target(self) -> QWidget:
        return self._box

    @override
    def typed(self) -> str:
        return "yes" if self._box.isChecked() else ""

    @override
    def set_typed(self, text: str) -> None:
        self._box.setChecked(bool(text))

    @override
    def value(self) -> Any:
        return self._box.isChecked()

    @override
    def set_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))


class ChoiceBox(QComboBox):
    """A list to choose from, which a turn of the wheel does not change in passing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(_LEAST_CHARACTERS)

    @override
    def sizeHint(self) -> QSize:
        """Ask for the room of the longest words, within reason; a layout that has less may take it down to a few letters."""
        wanted = super().sizeHint()
        return QSize(min(wanted.width(), self.fontMetrics().averageCharWidth() * _MOST_CHARACTERS), wanted.height())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceEditor(Editor):
    """One of a closed list; a field that may be empty begins with an empty line."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._box = ChoiceBox()
        if not (field.is_required or field.is_always_set):
            self._box.addItem(tr("Not said"), "")
        for choice in field.choices or ():
            self._box.addItem(_capitalized(tr(choice.label)), choice.value)
        self._box.activated.connect(lambda _index: self.edited.emit())
        self._column.addWidget(self._box)

    @property
    @override
    def target(self) -> QWidget:
        return self._box

    @override
    def typed(self) -> str:
        return str(self._box.currentData() or "")

    @override
    def set_typed(self, text: str) -> None:
        self._box.setCurrentIndex(max(self._box.findData(text), 0))

    @override
    def value(self) -> Any:
        return self.field.choices.of(self.typed()) if self.typed() and self.field.choices else None

    @override
    def set_value(self, value: Any) -> None:
        self.set_typed("" if value is None else value.value)


class OfferingEditor(Editor):
    """One line that offers something while one types."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._box = ChoiceBox()
        self._line = offer_while_typing(self._box)
        self._column.addWidget(self._box)

    @property
    @override
    def target(self) -> QWidget:
        return self._box

    @override
    def set_name(self, name: str, description: str = "") -> None:
        super().set_name(name, description)
        self._line.setAccessibleName(name)
        self._line.setAccessibleDescription(description)


class SuggestingEditor(OfferingEditor):
    """Offers what was entered before; anything else may be typed as well."""

    def __init__(self, field: Field, look_up: Callable[[Callable[[list[str]], object]], object]) -> None:
        super().__init__(field)
        self._as_typed = ""
        self._line.textEdited.connect(self._on_typed)
        self._line.editingFinished.connect(self._keep_letters)
        self._box.activated.connect(self._on_chosen)
        look_up(self._offer)

    @override
    def typed(self) -> str:
        return self._box.currentText()

    @override
    def set_typed(self, text: str) -> None:
        self._as_typed = text
        self._box.setEditText(text)

    @override
    def value(self) -> Any:
        return self.typed().strip()

    @override
    def set_value(self, value: Any) -> None:
        self.set_typed(value or "")

    def _on_typed(self, text: str) -> None:
        self._as_typed = text
        self.edited.emit()

    def _on_chosen(self, _index: int) -> None:
        self._keep_letters()
        self._as_typed = self.typed()
        self.edited.emit()

    def _keep_letters(self) -> None:
        """Put back capital and small letters as they were typed: Qt takes the line of the list that differs in these alone."""
        if self.typed() != self._as_typed and self.typed().casefold() == self._as_typed.casefold():
            self._box.setEditText(self._as_typed)

    def _offer(self, texts: list[str]) -> None:
        typed = self.typed()
        self._box.clear()
        self._box.addItems(texts)
        self.set_typed(typed)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


PLAIN_EDITORS: Mapping[FieldType, Callable[[Field], Editor]] = MappingProxyType(
    {
        FieldType.TEXT: LineEditor,
        FieldType.LONG_TEXT: TextEditor,
        FieldType.DECIMAL: LineEditor,
        FieldType.INTEGER: LineEditor,
        FieldType.FLAG: FlagEditor,
        FieldType.CHOICE: ChoiceEditor,
    }
)
"""The editors that need to know nothing but their field."""


def offer_while_typing(box: QComboBox) -> QLineEdit:
    """Let a list be typed into, offering whatever contains what was typed; return its line."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setMaxVisibleItems(8)
    line = QLineEdit()
    box.setLineEdit(line)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("look", "popup")
    box.setCompleter(completer)
    return line
