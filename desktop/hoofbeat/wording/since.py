"""What is new since the last visit, in counts and in lines."""

from __future__ import annotations

from hoofbeat.domain.since_last_visit import DosesSince, SinceLastVisit, When
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.dates import date_words, day_not_known, list_words
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import ntr, tr

_DATES_NAMED = 3


def since_title(news: SinceLastVisit) -> str:
    """Say since when: "Since the last visit, 12 January 2026"."""
    if news.last_visit is not None:
        return tr("Since the last visit, {date}").format(date=date_words(news.last_visit.starts_at.on))
    return tr("Since {date}").format(date=date_words(news.start))


def news_words(news: SinceLastVisit) -> str:
    """Say how much is new: "2 results, 1 medicine change, 3 doses given and 4 notes"."""
    results, medicines, doses = news.new_results, len(news.medicines), news.doses_given
    appointments, notes = len(news.appointments), len(news.notes)
    parts = [
        (results, ntr("{count} result", "{count} results", results)),
        (medicines, ntr("{count} medicine change", "{count} medicine changes", medicines)),
        (doses, ntr("{count} dose given", "{count} doses given", doses)),
        (appointments, ntr("{count} appointment", "{count} appointments", appointments)),
        (notes, ntr("{count} note", "{count} notes", notes)),
    ]
    said = [text.format(count=count) for count, text in parts if count]
    return list_words(said) if said else tr("Nothing new is written down.")


def when_words(when: When) -> str:
    """Say the date of something new; of what lies before and was added since, both."""
    said = day_not_known(when.on)
    return tr("Dated {date}, added since").format(date=said) if when.was_added else said


def doses_words(row: DosesSince) -> str:
    """Say the doses of one medicine: "Lanreotide 120 mg, given on 6 February and 9 January 2026"."""
    newest = row.doses[0]
    amount = "" if newest.amount is None else dose_words(newest.amount, newest.unit)
    name = medicine_name(row.medication)
    what = name if not amount or _plain(amount) in _plain(name) else f"{name} {amount}"
    said = [date_words(each.given_at.on) for each in row.doses[:_DATES_NAMED]]
    more = len(row.doses) - len(said)
    if more:
        said.append(ntr("{count} more", "{count} more", more).format(count=more))
    return tr("{medicine}: given {dates}").format(medicine=what, dates=list_words(said))


def results_words(names: list[str], laboratory: str) -> str:
    """Say which tests came back, without a value."""
    said = list_words(names)
    return tr("{tests}, from {laboratory}").format(tests=said, laboratory=laboratory) if laboratory else said


def old_results_words(count: int) -> str:
    """Say how many results of older samples were added."""
    return ntr("{count} result from before was added.", "{count} results from before were added.", count).format(
        count=count
    )


def awaited_since_words(test: str, on: PartialDate | None, laboratory: str) -> str:
    """Say what is still awaited: "Gastrin, waiting since 3 March 2026, City Lab"."""
    waiting = tr("waiting since {date}").format(date=date_words(on)) if on is not None else tr("waiting")
    return ", ".join(text for text in (test, waiting, laboratory) if text)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
