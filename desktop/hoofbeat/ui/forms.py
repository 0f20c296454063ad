"""Forms in the page: errors on save only, a draft within two seconds of typing, and nothing ever lost by closing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import Problem, RecordInvalidError
from hoofbeat.domain.records import RECORD_TYPES, Kind, Record
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout
from hoofbeat.ui.reference_editor import NewByName
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import LONGEST_LINE, SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import button, card, clear, column, label, row
from hoofbeat.ui.widgets.wrapping_button import WrappingButton
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

DRAFT_MILLISECONDS = 1_000
_AROUND_FOCUS = 50
"""Pixels that stay free above and below what has the keyboard, where there is room for them."""
_CLOSED_ON_PURPOSE = "_closed"

Values = dict[str, dict[str, Any]]
"""What a form holds: by part, then by field."""


class Form(QWidget):
    """One or several sets of fields with one Save. Each part goes by a name; a draft keeps them as PART.FIELD.

    Signals: `saved` with the change; `closed` when the person leaves it; `remove_requested`.
    """

    saved = Signal(object)
    closed = Signal()
    remove_requested = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        name: str,
        parts: Mapping[str, FieldSet],
        act: Callable[[Values], Act[Change | None]],
        can_remove: bool = False,
        is_inline: bool = False,
        can_close: bool = True,
        save_text: str = "",
    ) -> None:
        """Make the form; an inline one stands inside a page that scrolls, so it neither scrolls nor has a surface itself.

        One that cannot be closed is always there, as a part of the page.
        """
        super().__init__()
        self.name = name
        self._is_inline = is_inline
        self._can_close = can_close
        self._save_text = save_text or tr("Save")
        self._surroundings = surroundings
        self._parts = parts
        self._act = act
        self._is_dirty = False
        self._has_draft = False
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_MILLISECONDS)
        self._build(can_remove=can_remove)
        self._connect()
        self._clean = self._typed()
        if surroundings.tasks.is_open:
            surroundings.tasks.read(partial(_find_draft, name), then=self._on_draft_found)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        part = next(iter(self._parts.values()))
        part.go_to(part.names[0])
        self._keep_focus_in_view()

    def save(self) -> None:
        """Save what was entered, or say what is wrong."""
        values, problems = self._collect()
        if problems:
            self._show_problems(problems)
            return
        self._save.setEnabled(False)
        self._timer.stop()
        self._surroundings.tasks.change(
            partial(_act_and_discard, self._act(values), self.name), then=self._on_saved, failed=self._on_save_failed
        )

    def close_keeping_draft(self) -> None:
        """Leave the form; what was typed stays as a draft."""
        self.keep_draft(closed_on_purpose=True)
        self.closed.emit()

    def keep_draft(self, *, closed_on_purpose: bool = False) -> None:
        """Keep what was typed, where anything was."""
        self._timer.stop()
        if self._is_dirty and self._typed() == self._clean:
            self._forget_draft()
        if self._is_dirty and self._surroundings.can_change:
            self._has_draft = True
            content = self._typed() | ({_CLOSED_ON_PURPOSE: "yes"} if closed_on_purpose else {})
            self._surroundings.tasks.change(partial(_save_draft, self.name, content))

    def _forget_draft(self) -> None:
        """Nothing differs any more from what was there, as after typing and taking it back: so there is nothing to keep."""
        self._is_dirty = False
        if self._has_draft:
            self._has_draft = False
            self._surroundings.tasks.change(partial(_discard_draft, self.name))

    def add_notice(self, notice: Notice) -> None:
        """Say something above the fields, such as that there is such a record already."""
        self._notices.addWidget(notice)
        self._keep_focus_in_view()
        announce(self, notice.text.text())

    def _build(self, *, can_remove: bool) -> None:
        self._notices = column(spacing="s")
        outside = column(spacing="m")
        if self._is_inline:
            outside.addLayout(self._notices)
            for part in self._parts.values():
                outside.addWidget(part)
        else:
            outside.addWidget(self._surface(), 1)
            outside.setContentsMargins(0, 0, 0, SPACE["l"])
            self.setMaximumWidth(self._surroundings.appearance.scaled(LONGEST_LINE))
        outside.addLayout(self._buttons(can_remove=can_remove))
        self.setLayout(outside)

    def _surface(self) -> QScrollArea:
        frame, inside = card(spacing="l")
        inside.addLayout(self._notices)
        self._fill(inside)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        around = row(frame)
        around.setContentsMargins(2, 2, 8, 2)
        holder.setLayout(around)
        self._scroll.setWidget(holder)
        return self._scroll

    def _fill(self, inside: QVBoxLayout) -> None:
        """Put the parts into the form's surface."""
        for part in self._parts.values():
            inside.addWidget(part)

    def _buttons(self, *, can_remove: bool) -> Any:
        icons = self._surroundings.appearance.icons
        self._save = button(self._save_text, self.save, look="primary")
        self._save.setEnabled(self._surroundings.can_change)
        self._close = button(tr("Close"), self.close_keeping_draft)
        self._state = label("", "small", wraps=False)
        line = row(self._save, self._close, self._state, None)
        if not self._can_close:  # shown before it has a parent, it would flash up as a window of its own
            self._close.hide()
        if can_remove and self._surroundings.can_change:
            line.addWidget(button(tr("Delete"), self.remove_requested.emit, look="quiet", icon="remove", icons=icons))
        line.setContentsMargins(2, 2, 2, 2)
        return line

    def _connect(self) -> None:
        for part in self._parts.values():
            part.edited.connect(self._on_edited)
        self._timer.timeout.connect(self.keep_draft)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        if self._can_close:
            QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_keeping_draft, context=context)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save, context=context)

    def _collect(self) -> tuple[Values, list[Problem]]:
        values, problems = {}, []
        for name, part in self._parts.items():
            values[name], found = part.collect()
            problems += found
        return values, problems

    def _typed(self) -> dict[str, str]:
        return {
            f"{name}.{field}": text
            for name, part in self._parts.items()
            for field, text in part.typed().items()
            if text
        }

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        clear(self._notices)
        found = []
        for part in self._parts.values():
            mine = [problem for problem in problems if problem.field in part.names]
            found += part.show_problems(mine)
            problems = [problem for problem in problems if problem not in mine]
        found += next(iter(self._parts.values())).show_problems(problems) if problems else []
        self._notices.addWidget(self._problem_list(found))
        if not self._is_inline:
            self._scroll.verticalScrollBar().setValue(0)
        if found:
            found[0][1]()

    def _problem_list(self, found: Sequence[tuple[str, Callable[[], None]]]) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "problem")
        inside = column(spacing="xs", margin="m")
        heading = ntr(
            "We could not save this yet. Please check one thing:",
            "We could not save this yet. Please check these:",
            len(found),
        )
        inside.addWidget(label(heading, "label"))
        for sentence, go in found:
            inside.addWidget(WrappingButton(sentence, partial(self._go_to, go)))
        frame.setLayout(inside)
        announce(self, " ".join([heading, *(sentence for sentence, _ in found)]))
        return frame

    def _go_to(self, go: Callable[[], None]) -> None:
        go()
        if self._is_inline:
            return
        focused = self.window().focusWidget()
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused)

    def _keep_focus_in_view(self) -> None:
        """Scroll, once all is laid out, to what has the keyboard: with large text it may stand below what is seen."""
        if not self._is_inline:
            QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        focused = self.window().focusWidget()
        if self._scroll.isAncestorOf(focused):
            room = self._scroll.viewport().height() - focused.height()
            self._scroll.ensureWidgetVisible(focused, 0, max(0, min(room // 2, _AROUND_FOCUS)))

    def _on_edited(self) -> None:
        self._is_dirty = True
        self._state.setText("")
        if not self._timer.isActive():
            self._timer.start()

    def _on_saved(self, change: Change | None) -> None:
        self._is_dirty, self._has_draft = False, False
        self._clean = self._typed()
        self._save.setEnabled(self._surroundings.can_change)
        self._state.setText(tr("Saved {time}").format(time=self._surroundings.clock_text()))
        self.saved.emit(change)

    def show_values(self, part: str, values: Mapping[str, Any]) -> None:
        """Show what is stored by now, unless something was typed since."""
        if self._is_dirty:
            return
        shown, _ = self._parts[part].collect()
        others = {name: value for name, value in values.items() if shown.get(name) != value}
        if others:
            self._parts[part].set_values(others)
            self._is_dirty = False
            self._clean = self._typed()

    def _on_save_failed(self, error: Exception) -> None:
        self._save.setEnabled(self._surroundings.can_change)
        if isinstance(error, RecordInvalidError):
            self._show_problems(error.problems)
        else:
            self._surroundings.host.tell_error(error)

    def _on_draft_found(self, draft: Mapping[str, str] | None) -> None:
        if not draft or self._is_dirty:
            return
        was_closed = _CLOSED_ON_PURPOSE in draft
        text = (
            tr("You began this before. We kept what you typed. Choose Keep or Discard.")
            if was_closed
            else tr("Hoofbeat closed while you were typing. We kept what you typed. Choose Keep or Discard.")
        )
        notice = Notice(text, self._surroundings.appearance, icon="edit")
        notice.add_button(tr("Keep"), partial(self._on_draft_kept, draft))
        notice.add_button(tr("Discard"), self._on_draft_discarded)
        self._notices.addWidget(notice)
        announce(self, text)

    def _on_draft_kept(self, draft: Mapping[str, str]) -> None:
        clear(self._notices)
        for name, part in self._parts.items():
            prefix = f"{name}."
            part.set_typed({key.removeprefix(prefix): text for key, text in draft.items() if key.startswith(prefix)})
        self._is_dirty, self._has_draft = True, True
        self.focus_first()

    def _on_draft_discarded(self) -> None:
        clear(self._notices)
        self._surroundings.tasks.change(partial(_discard_draft, self.name))
        self.focus_first()


class RecordForm(Form):
    """The form of one record of a kind: a new one, with some values given, or one to correct."""

    def __init__(
        self,
        surroundings: Surroundings,
        kind: Kind,
        *,
        record: Record | None = None,
        preset: Mapping[str, Any] | None = None,
        layout: FormLayout | None = None,
        is_inline: bool = False,
    ) -> None:
        fields = FieldSet(surroundings, kind, layout)
        new = record or _empty(kind)
        fields.set_values({name: getattr(new, name) for name in fields.names})
        fields.set_values(preset or {})
        super().__init__(
            surroundings,
            name=draft_name(kind, record),
            parts={"record": fields},
            act=partial(_save_act, kind, record, dict(preset or {})),
            can_remove=record is not None,
            is_inline=is_inline,
        )


def draft_name(kind: Kind, record: Record | None) -> str:
    """Return the name that the draft of a record's form is kept under."""
    return kind.value if record is None else f"{kind.value}/{record.id}"


def _empty(kind: Kind) -> Any:
    """Return what a new record has in each field, with None where something is required."""
    record_type = RECORD_TYPES[kind]
    defaults = {
        each.name: None if each.default is dataclasses.MISSING else each.default
        for each in dataclasses.fields(record_type)
    }
    return _Defaults(defaults)


class _Defaults:
    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def _save_act(kind: Kind, record: Record | None, preset: Mapping[str, Any], values: Values) -> Act[Change | None]:
    entered = {**preset, **values["record"]} if record is None else values["record"]

    def act(journal: Journal, author: str) -> Change | None:
        from hoofbeat.services import records as acts

        fields, along_with = with_new_records(entered, acts.new_id)
        if record is None:
            made = RECORD_TYPES[kind](id=acts.new_id(), **fields)
            return acts.add(journal, record=made, along_with=along_with, author=author)
        return acts.correct(journal, record=record.replaced(**fields), along_with=along_with, author=author)

    return act


def with_new_records(entered: Mapping[str, Any], new_id: Callable[[], str]) -> tuple[dict[str, Any], list[Record]]:
    """Return the fields with ids in place of names, and the records that those ids belong to."""
    fields, along_with = dict(entered), []
    for name, value in entered.items():
        if isinstance(value, NewByName):
            made = RECORD_TYPES[value.kind](id=new_id(), name=value.name)  # type: ignore[call-arg]  # these kinds have a name
            along_with.append(made)
            fields[name] = made.id
    return fields, along_with


def _act_and_discard(act: Act[Change | None], form: str, journal: Journal, author: str) -> Change | None:
    change = act(journal, author)
    _discard_draft(form, journal, author)
    return change


def _find_draft(form: str, journal: Journal) -> dict[str, str] | None:
    from hoofbeat.services import drafts

    return drafts.find_draft(journal, form=form)


def _save_draft(form: str, content: Mapping[str, str], journal: Journal, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.save_draft(journal, form=form, content=content)


def _discard_draft(form: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.discard_draft(journal, form=form)
