"""The band of the visit sheet that says what is new since the last visit, in words."""

from __future__ import annotations

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.since_last_visit import (
    AppointmentSince,
    DosesSince,
    MedicineSince,
    OldResultsAdded,
    ResultsSince,
    SinceItem,
    When,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.domain.visit_sheet import VisitSheet
from hoofbeat.reports.content import Band, BandName, Entry, joined
from hoofbeat.wording import medicines
from hoofbeat.wording.dates import date_words, list_words, period_words
from hoofbeat.wording.translation import ntr, tr

LONGEST_OWN_WORDS = 60
"""Words of the person's own on page 1; all of them stand on page 2."""
_MOST_ROWS = 5
_LONGEST_REMARK = 120
"""Signs that have room below the heading; a longer remark is a row of its own."""
_NAMED_TESTS = 4
_NAMED_DOSES = 3
_ADDED_ONE_BY_ONE = 3
_SINCE_ORDER: tuple[type[SinceItem], ...] = (MedicineSince, ResultsSince, OldResultsAdded, AppointmentSince, DosesSince)
_ADDED_TOGETHER = (ResultsSince, AppointmentSince)


def since_band(sheet: VisitSheet, *, is_capped: bool = True) -> Band:
    """Return the person's own words, then what was worked out, the newest first.

    With a cap, what counts most is among the first: medicines, then results, appointments, doses given.
    """
    whole: tuple[Entry, ...] = ()
    remark = _since_when(sheet)
    if len(remark) > _LONGEST_REMARK and sheet.since is not None:
        remark, whole = date_words(sheet.since), (Entry(text=" ".join(remark.split())),)
    own = [Entry(text=sheet.own_words, is_own_words=True, longest=LONGEST_OWN_WORDS)] if sheet.own_words else []
    counted = _since_entries(sheet, _MOST_ROWS if is_capped else None)
    nothing = tr("Nothing recorded since then.") if sheet.since else tr("No earlier visit is recorded.")
    return Band(
        BandName.SINCE,
        tr("Since last visit") if sheet.last_visit or sheet.since is None else tr("Since"),
        (*own, *counted, *whole),
        cap=_MOST_ROWS + len(own),
        least=2 + len(own),
        remark=remark,
        nothing=nothing,
        notes=(nothing,) if own and not counted else (),
    )


def _since_when(sheet: VisitSheet) -> str:
    if sheet.last_visit is not None:
        said = (date_words(sheet.last_visit.starts_at.on), sheet.last_visit.with_whom.strip(), _other_person(sheet))
        return "\n".join(text for text in said if text)
    return date_words(sheet.since) if sheet.since else ""


def _other_person(sheet: VisitSheet) -> str:
    """Say that the last visit was with somebody else, because there is none recorded with the person of this one."""
    if sheet.visit is None or sheet.last_visit is None:
        return ""
    wanted, last = sheet.visit.with_whom.strip(), sheet.last_visit.with_whom.strip()
    if not wanted or wanted.casefold().split() == last.casefold().split():
        return ""
    return tr("none earlier with the person of this visit")


def _when_words(when: When) -> str:
    if when.on is None:
        return tr("day not known")
    on = date_words(when.on, is_short=True)
    return on if when.on.is_exact else tr("{date} (day not known)").format(date=on)


def _since_entries(sheet: VisitSheet, most: int | None) -> list[Entry]:
    """Return what happened, one entry each; of old results and appointments that were only added since, many make one entry.

    The first `most` are those that count most; within them, and within the rest, the newest comes first.
    """
    happened = [item for kind in _SINCE_ORDER for item in sheet.since_items if _is(item, kind, was_added=False)]
    shown = happened if most is None else happened[:most]
    ordered = [*_newest_first(shown), *_newest_first(happened[len(shown) :])]
    entries = [_since_entry(sheet, item) for item in ordered]
    for kind in _SINCE_ORDER:
        added = [item for item in sheet.since_items if _is(item, kind, was_added=True)]
        is_many = kind is OldResultsAdded or (kind in _ADDED_TOGETHER and len(added) > _ADDED_ONE_BY_ONE)
        entries += [_added_together(added)] if is_many and added else [_since_entry(sheet, item) for item in added]
    return entries


def _newest_first(items: list[SinceItem]) -> list[SinceItem]:
    return sorted(items, key=lambda item: str(item.when.on or ""), reverse=True)


def _is(item: SinceItem, kind: type[SinceItem], *, was_added: bool) -> bool:
    return isinstance(item, kind) and item.when.was_added is was_added


def _since_entry(sheet: VisitSheet, item: SinceItem) -> Entry:
    text = _since_text(sheet, item)
    if not item.when.was_added:
        return Entry(cells=(_when_words(item.when),), text=text)
    dated = tr("dated {date}").format(date=date_words(item.when.on)) if item.when.on else tr("day not known")
    return Entry(text=tr("{what} ({dated}, added since)").format(what=text, dated=dated))


def _added_together(items: list[SinceItem]) -> Entry:
    """Say many old rows that were added since in one entry, with their dates."""
    dates = sorted((on for item in items for on in _dates_of(item)), key=str)
    count = sum(_count_of(item) for item in items)
    is_results = isinstance(items[0], (ResultsSince, OldResultsAdded))
    one, many = ("{count} result", "{count} results") if is_results else ("{count} appointment", "{count} appointments")
    counted = ntr(one, many, count).format(count=count)
    said = (
        tr("{counted} dated {dates}").format(counted=counted, dates=period_words(dates[0], dates[-1]))
        if dates
        else counted
    )
    return Entry(text=tr("{what}, added since").format(what=said))


def _dates_of(item: SinceItem) -> list[PartialDate]:
    dates = (item.start, item.end) if isinstance(item, OldResultsAdded) else (item.when.on,)
    return [on for on in dates if on is not None]


def _count_of(item: SinceItem) -> int:
    match item:
        case ResultsSince(results=received):
            return len(received)
        case OldResultsAdded(count=count):
            return count
    return 1


def _since_text(sheet: VisitSheet, item: SinceItem) -> str:
    match item:
        case MedicineSince(change=change):
            return medicines.change_words(change)
        case ResultsSince():
            return _new_results(sheet, item)
        case AppointmentSince(appointment=held):
            kind = tr(held.kind.label)
            what = tr("{kind}: {about}").format(kind=kind, about=held.about) if held.about.strip() else kind
            return joined(what, held.with_whom, held.place)
        case DosesSince():
            return _doses_given(item)
        case OldResultsAdded():
            return ntr("{count} result", "{count} results", item.count).format(count=item.count)


def _new_results(sheet: VisitSheet, item: ResultsSince) -> str:
    names = [sheet.test_names.get(row.test, row.test) for row in item.results]
    counted = ntr("{count} new result", "{count} new results", len(names)).format(count=len(names))
    laboratory = laboratory_words(sheet, item.results[0])
    listed = list_words(_first_of(names, _NAMED_TESTS))
    return tr("{counted}, {laboratory}: {names}").format(counted=counted, laboratory=laboratory, names=listed)


def _doses_given(item: DosesSince) -> str:
    name, count = medicines.medicine_name(item.medication), len(item.doses)
    given = ntr("{medicine} given", "{medicine} given {count} times", count).format(medicine=name, count=count)
    days = _first_of([date_words(dose.given_at.on, is_short=True) for dose in item.doses], _NAMED_DOSES)
    return tr("{given}: {days}").format(given=given, days=list_words(days)) if count > 1 else given


def _first_of(texts: list[str], most: int) -> list[str]:
    """Return the first texts, and how many more there are."""
    more = len(texts) - most
    return texts if more <= 1 else [*texts[:most], ntr("{count} more", "{count} more", more).format(count=more)]


def laboratory_words(sheet: VisitSheet, row: Measured) -> str:
    """Say which laboratory measured a result, or that it was not given."""
    laboratory = sheet.laboratories.get(row.sample.laboratory or "")
    return laboratory.name if laboratory else tr("laboratory not given")
