"""When on the clock the parts of the day stand: four times, which reminders and the calendar for a phone go by."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hoofbeat.domain.errors import Problem
from hoofbeat.domain.records import DayPart
from hoofbeat.ui.date_editors import ShortLine
from hoofbeat.ui.field_set import sentence_at_field
from hoofbeat.ui.pages.settings.cards import labelled
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.typed_dates import understand_time
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import column, label, restyle
from hoofbeat.wording.medicines import part_name
from hoofbeat.wording.translation import tr

_CHARACTERS = 9


class DayTimes(QWidget):
    """The four times; one that cannot be read stays as it was typed, with a sentence below, and the old one goes on."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._lines = {part: self._line(part) for part in DayPart}
        self._problem = label("", "problem")
        self._problem.hide()
        times = QWidget()
        flow = FlowLayout(times)
        for part, line in self._lines.items():
            flow.addWidget(labelled(part_name(part), line))
        inside = column(spacing="s")
        inside.addWidget(times)
        inside.addWidget(self._problem)
        inside.addWidget(label(tr("Reminders and the calendar for a phone go by these times."), "small"))
        self.setLayout(inside)

    def _line(self, part: DayPart) -> ShortLine:
        made = ShortLine(_CHARACTERS)
        made.setText(self._surroundings.time_text(self._surroundings.part_times[part]))
        made.setAccessibleName(tr("Time of day: {part}").format(part=part_name(part)))
        made.setObjectName(f"{part.value}_at")
        made.editingFinished.connect(partial(self._on_finished, part))
        return made

    def _on_finished(self, part: DayPart) -> None:
        line = self._lines[part]
        at = understand_time(line.text())
        restyle(line, is_wrong=at is None)
        problem = Problem(line.objectName(), "not a time", {"text": line.text().strip()})
        said = "" if at is not None else sentence_at_field(problem, part_name(part))
        self._problem.setText(said)
        self._problem.setHidden(not said)
        line.setAccessibleDescription(said)
        if at is None:
            return
        line.setText(self._surroundings.time_text(at))
        if at != self._surroundings.part_times[part]:
            self._surroundings.change_settings(self._surroundings.settings().replaced(**{line.objectName(): at}))
