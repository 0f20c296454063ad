"""The form that marks a dose as given, or as not given and why; and the same to correct it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from hoofbeat.domain.changes import Change
from hoofbeat.domain.errors import Problem
from hoofbeat.domain.medicines import clock_change
from hoofbeat.domain.records import Administration, GivenState, Kind, Medication
from hoofbeat.domain.values import WallTime
from hoofbeat.services import clock
from hoofbeat.ui.editors import TypedWrongError
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.medicines import clock_change_words, still_to_come_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

_LAYOUT = FormLayout(
    (Group(("state", "given_at", ("amount", "unit"), ("side", "site"), ("given_by", "place"), "why_not")),),
    ("planned_on", "lot", "reaction", "note", "source", "is_sensitive"),
)
_OF_A_GIVEN = ("amount", "unit", "side", "site", "given_by", "place", "lot", "reaction")
_AS_LAST_TIME = ("site", "given_by", "place")
"""Texts of which those of the last dose are shown as a hint, and never filled in: this time may be another."""
_NOTHING: dict[str, Any] = {**dict.fromkeys(_OF_A_GIVEN, ""), "amount": None, "side": None}


class GivenFields(FieldSet):
    """The fields of a dose; which of them are shown follows from whether it was given."""

    def __init__(self, surroundings: Surroundings, dose: Administration, last: Administration | None) -> None:
        super().__init__(surroundings, Kind.GIVEN, _LAYOUT)
        self.set_values({name: getattr(dose, name) for name in self.names})
        if last is not None:
            self._hint_at(last)
        self._clock = label("", "small")
        self._put_below("given_at", self._clock)
        self.editor("state").edited.connect(self._refresh)
        self.editor("given_at").edited.connect(self._look_at_moment)
        self._refresh()

    def _hint_at(self, last: Administration) -> None:
        """Say beside a field what it was last time."""
        said = {name: " ".join(getattr(last, name).split()) for name in _AS_LAST_TIME}
        said["side"] = "" if last.side is None else tr(last.side.label)
        for name, text in said.items():
            if text:
                self.set_help(name, tr("Last time: {text}.").format(text=text))

    @override
    def collect(self) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().collect()
        if values.get("state") is GivenState.NOT_GIVEN:
            problems = [each for each in problems if each.field not in _OF_A_GIVEN]
            return values | _NOTHING, problems
        return values | {"why_not": ""}, problems

    @override
    def set_typed(self, typed: Any) -> None:
        super().set_typed(typed)
        self._refresh()

    def _look_at_moment(self) -> None:
        """Say where the day is still to come, or the clocks leave out a time or show it twice; it is kept either way.

        One may be on a journey; and a year that was typed wrongly would hide the dose from the list.
        """
        try:
            moment = self.editor("given_at").value()
        except TypedWrongError:
            moment = None
        said = "" if moment is None else self._words_of(moment)
        self._clock.setText(said)
        self._clock.setHidden(not said)

    def _words_of(self, moment: WallTime) -> str:
        said = []
        if moment.on.first > self._surroundings.today():
            said.append(still_to_come_words(moment.on))
        change = clock_change(moment, clock.zone())
        if change is not None:
            said.append(clock_change_words(change, moment, uses_24_hours=self._surroundings.uses_24_hours))
        return "\n".join(said)

    def _refresh(self) -> None:
        self._look_at_moment()
        is_given = self.editor("state").value() is not GivenState.NOT_GIVEN
        for name in _OF_A_GIVEN:
            self.show_field(name, is_given)
        self.show_field("why_not", not is_given)


class GiveForm(Form):
    """A dose to be marked, with the amount as it is now; it stands under the medicine it is about."""

    def __init__(
        self, surroundings: Surroundings, medication: Medication, dose: Administration, last: Administration | None
    ) -> None:
        fields = GivenFields(surroundings, dose, last)
        super().__init__(
            surroundings,
            name=f"{Kind.GIVEN.value}/{medication.id}",
            parts={"dose": fields},
            act=partial(_make_giving, dose),
            is_inline=True,
        )


class CorrectGivenForm(Form):
    """A dose that was marked, to mend a slip."""

    def __init__(self, surroundings: Surroundings, medication: Medication, dose: Administration) -> None:
        super().__init__(
            surroundings,
            name=f"{Kind.GIVEN.value}/{medication.id}/{dose.id}",
            parts={"dose": GivenFields(surroundings, dose, None)},
            act=partial(_make_correction, dose, medication.name),
            can_remove=True,
        )


def _make_giving(dose: Administration, values: Values) -> Act[Change | None]:
    return partial(_give, dose, values["dose"])


def _give(dose: Administration, values: dict[str, Any], journal: Journal, author: str) -> Change:
    from hoofbeat.services import medicines, records

    marked = dose.replaced(id=records.new_id(), **values)
    return medicines.give(journal, dose=marked, author=author)


def _make_correction(dose: Administration, name: str, values: Values) -> Act[Change | None]:
    return partial(_correct, dose.replaced(**values["dose"]), name)


def _correct(dose: Administration, name: str, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import records

    return records.correct(journal, record=dose, subject=name, author=author)
