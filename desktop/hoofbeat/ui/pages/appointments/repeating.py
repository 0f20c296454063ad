"""Whether an appointment repeats, and whether a change holds for those that follow it: asked in the forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from hoofbeat.domain.fields import Choice, Field, FieldType
from hoofbeat.domain.records import Kind
from hoofbeat.domain.recurrence import LARGEST_COUNT, MOST_MOMENTS, Frequency, Rule
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.values import PartialDate
    from hoofbeat.ui.surroundings import Surroundings

_LARGEST_INTERVAL: Final = 365


class Repeats(Choice):
    """How an appointment repeats."""

    NOT = "not", "It does not repeat"
    DAYS = "days", "Every so many days"
    WEEKS = "weeks", "Every so many weeks"
    MONTHS = "months", "Every so many months"


_FREQUENCIES: Mapping[str, Frequency] = MappingProxyType(
    {"days": Frequency.DAILY, "weeks": Frequency.WEEKLY, "months": Frequency.MONTHLY}
)
_REPEATS: Mapping[str, Field] = MappingProxyType(
    {
        "repeats": Field(
            holds=FieldType.CHOICE, label="Does it repeat?", name="repeats", choices=Repeats, is_always_set=True
        ),
        "every": Field(
            holds=FieldType.INTEGER, label="Every how many", name="every", minimum=1, maximum=_LARGEST_INTERVAL
        ),
        "times": Field(
            holds=FieldType.INTEGER, label="How many times in all", name="times", minimum=1, maximum=LARGEST_COUNT
        ),
        "until": Field(
            holds=FieldType.PARTIAL_DATE,
            label="Until",
            name="until",
            help="Or fill in how many times. Without either, Hoofbeat plans two years, 60 appointments at most.",
        ),
    }
)
_AND_FOLLOWING: Mapping[str, Field] = MappingProxyType(
    {
        "and_following": Field(
            holds=FieldType.FLAG, label="Change the planned ones that follow it as well", name="and_following"
        )
    }
)


class RepeatFields(FieldSet):
    """How a new appointment repeats; what does not apply is not shown."""

    def __init__(self, surroundings: Surroundings) -> None:
        layout = FormLayout((Group(("repeats", ("every", "times"), "until")),))
        super().__init__(surroundings, Kind.APPOINTMENTS, layout, fields=_REPEATS)
        self.set_values({"repeats": Repeats.NOT})
        self.edited.connect(self._show_what_applies)
        self._show_what_applies()

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put back what a draft kept."""
        super().set_typed(typed)
        self._show_what_applies()

    def _show_what_applies(self) -> None:
        is_repeated = self.editor("repeats").value() not in (None, Repeats.NOT)
        for name in ("every", "times", "until"):
            self.show_field(name, is_repeated)


class FollowingFields(FieldSet):
    """Whether a change holds for those of a series that follow."""

    def __init__(self, surroundings: Surroundings, following: int) -> None:
        super().__init__(
            surroundings, Kind.APPOINTMENTS, FormLayout((Group(("and_following",)),)), fields=_AND_FOLLOWING
        )
        text = ntr("{count} more of this series is planned.", "{count} more of this series are planned.", following)
        self.set_help("and_following", text.format(count=following))


def rule_of(values: Mapping[str, Any]) -> Rule | None:
    """Return the rule that was entered, None where an appointment does not repeat."""
    frequency = _FREQUENCIES.get(str(values.get("repeats") or ""))
    if frequency is None:
        return None
    until: PartialDate | None = values["until"]
    end = None if until is None else datetime.combine(until.last, time.max)
    return Rule(frequency, interval=values["every"] or 1, count=values["times"], until=end)


def planned_words(count: int) -> str:
    """Say how many appointments a series has become."""
    words = ntr("Saved {count} appointment.", "Saved {count} appointments.", count).format(count=count)
    return tr("{words} That is as many as Hoofbeat plans.").format(words=words) if count == MOST_MOMENTS else words
