"""Page 1 of the visit sheet in words, band by band: from what I want to know to what is awaited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from hoofbeat.domain.labs import Measured, Part, series_key
from hoofbeat.domain.records import AllergyStatement, Knowledge, MedicineState, MedicineUse, TumorFact
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.visit_sheet import (
    AllergyKnowledge,
    AwaitedRow,
    MedicineRow,
    ResultRow,
    TumorLine,
    VisitSheet,
)
from hoofbeat.reports.content import Band, BandName, Entry, joined
from hoofbeat.reports.visit_news import laboratory_words, since_band
from hoofbeat.wording import medicines, results
from hoofbeat.wording.allergies import allergy_words
from hoofbeat.wording.amounts import NO_BREAK, quoted
from hoofbeat.wording.dates import date_words, day_not_known, list_words
from hoofbeat.wording.translation import ntr, tr

TOP_QUESTIONS = 3
_SHORT_VALUE = 14
_MOST_ALERTS = 4


def page_one(sheet: VisitSheet) -> tuple[Band, ...]:
    """Return the bands of page 1; those that were left out by choice are not among them."""
    makers = (
        (Section.QUESTIONS, _questions),
        (Section.ALERTS, alerts_band),
        (Section.TUMOR, tumor_band),
        (Section.SINCE, since_band),
        (Section.MEDICINES, _medicines),
        (Section.RESULTS, _results),
        (Section.RESULTS, _awaited),
    )
    made = (make(sheet) for section, make in makers if section not in sheet.left_out)
    return tuple(band for band in made if band is not None)


def _questions(sheet: VisitSheet) -> Band:
    """Return the questions, the first three apart from those for which there may be time."""
    label = tr("If there is time")
    entries = tuple(
        Entry(
            lead=f"{number}.",
            text=question.text,
            detail=_answered(question.answer),
            label=label if number > TOP_QUESTIONS else "",
            has_box=True,
        )
        for number, question in enumerate(sheet.questions, start=1)
    )
    return Band(
        BandName.QUESTIONS,
        tr("What I want from today"),
        entries,
        cap=TOP_QUESTIONS + 2,
        least=TOP_QUESTIONS,
        nothing=tr("No questions written down."),
    )


def _answered(answer: str) -> str:
    return tr("Answer, as I heard it: {answer}").format(answer=answer.strip()) if answer.strip() else ""


_KNOWLEDGE: Mapping[AllergyKnowledge, str] = MappingProxyType(
    {
        AllergyKnowledge.NONE_KNOWN: "none known",
        AllergyKnowledge.NOT_RECORDED: "not recorded",
        AllergyKnowledge.LEFT_OUT: "left out by choice, please ask",
    }
)


def alerts_band(sheet: VisitSheet) -> Band:
    """Return the allergies, what must not be given, and the alerts as typed."""
    entries = [*_allergy_entries(sheet), *(Entry(text=alert) for alert in sheet.alerts)]
    return Band(BandName.ALERTS, tr("Alerts"), tuple(entries), cap=_MOST_ALERTS, least=_MOST_ALERTS)


def _none_known_as_sent(sheet: VisitSheet) -> str:
    """Say "none known" in the sender's words where it has them: "no known food allergy" says nothing of medicines."""
    sent = [each.substance.strip() for each in sheet.allergies]
    if sheet.allergy_knowledge is not AllergyKnowledge.NONE_KNOWN or not all(sent):
        return ""
    return tr("as recorded: {words}").format(words=", ".join(dict.fromkeys(sent))) if sent else ""


def _allergy_entries(sheet: VisitSheet) -> Iterator[Entry]:
    """Yield one entry for each allergy where all of them have room, else one for all: every one must be seen on page 1."""
    allergies = tr("Allergies")
    if sheet.allergy_knowledge is not AllergyKnowledge.LISTED:
        yield Entry(lead=allergies, text=_none_known_as_sent(sheet) or tr(_KNOWLEDGE[sheet.allergy_knowledge]))
        return
    has_room = len(sheet.allergies) + len(sheet.alerts) <= _MOST_ALERTS
    for statement, heading, one in (
        (AllergyStatement.DO_NOT_GIVE, tr("Do not give"), tr("Do not give")),
        (AllergyStatement.ALLERGY, allergies, tr("Allergy")),
    ):
        said = [allergy_words(each) for each in sheet.allergies if each.statement is statement]
        if has_room:
            yield from (Entry(lead=one, text=text) for text in said)
        elif said:
            yield Entry(lead=heading if len(said) > 1 else one, text="; ".join(said))


def tumor_band(sheet: VisitSheet) -> Band:
    """Return the lines about the tumor."""
    entries = tuple(_tumor_entry(line) for line in sheet.tumor)
    return Band(BandName.TUMOR, tr("My tumor"), entries, cap=8, least=8, nothing=tr("Nothing recorded yet."))


def _tumor_entry(line: TumorLine) -> Entry:
    label = tr(line.topic.label)
    said = tr("not recorded") if line.fact is None else _tumor_fact(line.fact)
    return Entry(lead=label, text=_without_label(said, label))


def _without_label(said: str, label: str) -> str:
    """Leave out the label where the words begin with it: it stands before them ("Grade  2", not "Grade  Grade 2")."""
    rest = said[len(label) :].lstrip(" :=") if said.casefold().startswith(f"{label} ".casefold()) else ""
    return rest or said


def _tumor_fact(fact: TumorFact) -> str:
    said = fact.value.strip() if fact.state is Knowledge.KNOWN else joined(tr(fact.state.label), fact.value)
    if fact.on is None:
        return said
    return tr("{fact} ({date})").format(fact=said, date=date_words(fact.on, is_short=True).replace(" ", NO_BREAK))


def _medicines(sheet: VisitSheet) -> Band:
    entries = tuple(_medicine_entry(sheet, row) for row in sheet.medicines)
    nothing = tr("No medicine recorded.")
    return Band(BandName.MEDICINES, tr("Medicines now"), entries, cap=9, least=5, nothing=nothing)


def _medicine_entry(sheet: VisitSheet, row: MedicineRow) -> Entry:
    medicine = row.medication
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    return Entry(
        lead=medicines.medicine_name(medicine),
        text=joined(dose, medicine.route),
        aside=_medicine_mark(row),
        detail=injection_words(row, sheet.today),
    )


def _medicine_mark(row: MedicineRow) -> str:
    if row.medication.state is MedicineState.PLANNED:
        return tr("planned")
    if row.medication.state is MedicineState.NOT_KNOWN:
        return tr("not known if taken")
    return tr("changed") if row.is_changed else ""


def injection_words(row: MedicineRow, today: date) -> str:
    """Say the last injection or infusion and the next one planned; other medicines have no such line."""
    if row.medication.use not in (MedicineUse.INJECTION, MedicineUse.INFUSION):
        return ""
    said = [tr("No dose marked as given.")]
    if row.last_given is not None:
        said = [tr("Last given {when}.").format(when=medicines.given_words(row.last_given, today=today))]
    if row.plan is not None and row.plan.unmarked is not None:
        said.append(medicines.unmarked_words(row.plan.unmarked, today=today))
    elif row.plan is not None and row.plan.dates:
        said.append(tr("Planned next {date}.").format(date=date_words(row.plan.dates[0])))
    return " ".join(said)


def _results(sheet: VisitSheet) -> Band:
    shown = [row.result.latest for row in sheet.results]
    shown += [row.result.previous for row in sheet.results if row.result.previous is not None]
    notes = []
    if any(Part.LABORATORY in row.result.differences for row in sheet.results):
        notes.append(results.laboratories_sentence())
    if any(row.sample.acid_medicine for row in shown):
        notes.append(results.ask_before_change_sentence())
    return Band(
        BandName.RESULTS,
        tr("Results"),
        tuple(_result_entry(sheet, row) for row in _by_sample(sheet.results)),
        cap=8,
        least=3,
        columns=(tr("Test"), tr("Value"), tr("Lab’s range, flag"), tr("Before")),
        nothing=tr("No results recorded."),
        notes=tuple(notes),
    )


def _by_sample(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """Put the results of one sample together, where the first of them stood."""
    found: dict[str, list[ResultRow]] = {}
    for row in rows:
        found.setdefault(row.result.latest.sample.id, []).append(row)
    return [row for group in found.values() for row in group]


def _result_entry(sheet: VisitSheet, row: ResultRow) -> Entry:
    latest = row.result.latest
    return Entry(
        lead=joined(row.test_name, results.minute_words(latest.result.minute)),
        cells=(
            measured_words(latest),
            range_and_flag(latest),
        ),
        aside=_before(sheet, row),
        detail=joined(latest.result.method, results.report_state_words(latest.result.report_state), latest.result.note),
        label=joined(results.taken_words(latest.sample), laboratory_words(sheet, latest)),
        label_detail=joined(
            latest.sample.specimen, results.sample_words(latest.sample), _days_after_injection(row), latest.sample.note
        ),
    )


def range_and_flag(row: Measured) -> str:
    """Say the range and the flag that the laboratory printed, the flag in quotes."""
    flag = row.result.flag.strip()
    said = results.range_words(row.result.range) or tr("not printed")
    return joined(said, quoted(flag) if flag else "")


def _taken(row: Measured) -> str:
    on = row.sample.taken_on
    return day_not_known(None) if on is None else date_words(on, is_short=True).replace(" ", NO_BREAK)


def _before(sheet: VisitSheet, row: ResultRow) -> str:
    """Say the value before, in what it differs, and then the one before it of the same series."""
    previous, same = row.result.previous, row.result.previous_of_series
    if previous is None:
        return tr("none recorded")
    said = [_datedmeasured_words(previous), *_difference(sheet, row, previous)]
    if same is not None:
        said.append(_same_words(same).format(value=_datedmeasured_words(same)))
    return "\n".join(said)


def _same_words(same: Measured) -> str:
    if not same.sample.laboratory:
        return tr("same series: {value}")
    return tr("same lab and method: {value}") if same.result.method.strip() else tr("same lab: {value}")


def _difference(sheet: VisitSheet, row: ResultRow, previous: Measured) -> list[str]:
    differences = row.result.differences
    if not differences:
        return []
    # Where nothing that is known differs, what is not known does: it is the same only within one source.
    said = results.difference_words(differences) or results.missing_words(series_key(previous))
    return [joined(said, laboratory_words(sheet, previous) if Part.LABORATORY in differences else "")]


def _datedmeasured_words(row: Measured) -> str:
    return f"{measured_words(row)}, {_taken(row)}"


def measured_words(row: Measured) -> str:
    """Say a value so that a short one is never broken, and a long one before its unit: a number or a unit cut apart misleads."""
    said = results.value_words(row.result)
    if len(said) <= _SHORT_VALUE:
        return said.replace(" ", NO_BREAK)
    return said.replace(NO_BREAK, " ")


def _days_after_injection(row: ResultRow) -> str:
    if row.injection is None:
        return ""
    days, name = row.injection.days, row.injection.medication.name
    if days == 0:
        return tr("on the day of {medicine}").format(medicine=name)
    return ntr("{count} day after {medicine}", "{count} days after {medicine}", days).format(count=days, medicine=name)


def _awaited(sheet: VisitSheet) -> Band | None:
    if not sheet.awaited:
        return None
    entries = tuple(awaited_entry(row) for row in sheet.awaited)
    return Band(BandName.AWAITED, tr("Awaited"), entries, cap=3, least=1)


def awaited_entry(row: AwaitedRow) -> Entry:
    """Say which results have not come back, since when, and whom to call."""
    laboratory, expected = row.laboratory, row.sample.expected_on
    return Entry(
        lead=list_words(row.test_names) or tr("Test not named"),
        text=joined(
            results.awaited_words(row.sample.taken_on),
            joined(laboratory.name, laboratory.phone) if laboratory else "",
            tr("expected by {date}").format(date=date_words(expected)) if expected else "",
        ),
    )
