"""Which fields a form shows, in which groups, and which stand under "More"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hoofbeat.domain.records import Kind, fields_for


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, under a heading where there is one; those in a tuple stand side by side."""

    fields: tuple[str | tuple[str, ...], ...]
    title: str = ""

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The fields line by line."""
        return tuple((each,) if isinstance(each, str) else each for each in self.fields)


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The groups of a form, and the fields that show only when "More" is opened."""

    groups: tuple[Group, ...]
    more: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every field of the form in reading order."""
        return tuple(name for group in self.groups for line in group.lines for name in line) + self.more


_ABOUT_THE_ENTRY = ("note", "source", "is_sensitive")

_LAYOUTS: Mapping[Kind, FormLayout] = MappingProxyType(
    {
        Kind.PEOPLE: FormLayout(
            (
                Group(("name", "born_on", "alerts")),
                Group(("identifiers", "contacts", "language", "emergency"), "For the sheets"),
            ),
            ("note",),
        ),
        Kind.TEAM: FormLayout(
            (Group(("name", "role", "organisation", "phones", "call_for", "is_emergency_contact")),),
            ("email", "address", *_ABOUT_THE_ENTRY),
        ),
        Kind.TUMOR_FACTS: FormLayout((Group(("topic", "state", "value", "on")),), _ABOUT_THE_ENTRY),
        Kind.APPOINTMENTS: FormLayout(
            (
                Group(("kind", "starts_at", "with_whom", "place", ("address", "room"))),
                Group(("about", "preparation", "to_bring", ("companion", "companion_role")), "Before the visit"),
                Group(("since_last_visit", "what_was_said", "plan"), "At the visit"),
            ),
            ("state", "phone", "how_to_join", "minutes", "zone", *_ABOUT_THE_ENTRY),
        ),
        Kind.QUESTIONS: FormLayout((Group(("text", "appointment", "is_asked", "answer")),), _ABOUT_THE_ENTRY),
        Kind.NOTES: FormLayout((Group(("text", "kind", "on", "at")),), _ABOUT_THE_ENTRY),
        Kind.LABORATORIES: FormLayout((Group(("name", "phone", "other_names")),), ("note",)),
        Kind.OWN_TESTS: FormLayout((Group(("name", "other_names")),), ("note",)),
        Kind.SAMPLES: FormLayout(
            (
                Group(("taken_on", "taken_at", "laboratory", "specimen", "state", "expected_on")),
                Group(("fasting_hours", "acid_medicine", "acid_medicine_advice"), "How it was taken"),
            ),
            ("procedure", *_ABOUT_THE_ENTRY),
        ),
        Kind.MEDICINES: FormLayout(
            (Group(("name", "generic_name", "why", "use", ("form", "route"), "strength", "state", "started_on")),),
            (
                *("prescriber", "pharmacy", "moved_to", "is_reminding"),
                *("stopped_on", "why_stopped"),
                *_ABOUT_THE_ENTRY,
            ),
        ),
        Kind.ALLERGIES: FormLayout((Group(("statement", "substance", "reaction")),), ("noticed_on", *_ABOUT_THE_ENTRY)),
    }
)


def layout_for(kind: Kind) -> FormLayout:
    """Return the layout of a kind's form; without one of its own, every field that is typed stands in the registry's order."""
    if kind in _LAYOUTS:
        return _LAYOUTS[kind]
    names = tuple(name for name, field in fields_for(kind).items() if field.is_typed)
    shown = tuple(name for name in names if name not in _ABOUT_THE_ENTRY)
    return FormLayout((Group(shown),), _ABOUT_THE_ENTRY)
