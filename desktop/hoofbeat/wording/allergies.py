"""An allergy in words: what it is to, how it showed, and the sender's codes for its state in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.records import Allergy
from hoofbeat.wording.amounts import quoted
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr

_STATES: Mapping[str, str] = MappingProxyType(
    {
        "active": "",
        "confirmed": "",
        "unconfirmed": "not confirmed",
        "provisional": "not confirmed",
        "presumed": "presumed",
        "resolved": "over, as recorded",
        "inactive": "not active, as recorded",
        "intolerance": "intolerance",
    }
)
"""Codes of FHIR AllergyIntolerance. That an allergy is active and confirmed is what a list of allergies says anyway."""
_RISK = "criticality "
_NO_RISK = "unable-to-assess"


def allergy_words(allergy: Allergy) -> str:
    """Say an allergy: "Penicillin (rash, since 2019)"."""
    since = tr("since {date}").format(date=date_words(allergy.noticed_on)) if allergy.noticed_on else ""
    details = ", ".join(
        text.strip() for text in (allergy.reaction, since, state_words(allergy.state), allergy.note) if text.strip()
    )
    if not details:
        return allergy.substance
    return tr("{substance} ({details})").format(substance=allergy.substance, details=details)


def state_words(state: str) -> str:
    """Say the state of an allergy as its sender gave it; what is no known code stays as received."""
    return ", ".join(text for part in state.split(",") if (text := _part_words(part.strip())))


def _part_words(part: str) -> str:
    if part.startswith(_RISK):
        mark = part.removeprefix(_RISK)
        return "" if mark == _NO_RISK else tr("sender’s mark for risk: {mark}").format(mark=quoted(mark))
    return tr(_STATES[part]) if part in _STATES else part
