"""The sample that results belong to, kept true to them."""

from __future__ import annotations

from hoofbeat.domain.records import Kind, Progress, Result, Sample, SampleId
from hoofbeat.store.unit_of_work import UnitOfWork


def settle_sample(work: UnitOfWork, sample_id: SampleId) -> None:
    """Keep the state of a sample true to its results; one without any goes."""
    sample = work.records.get(Sample, sample_id)
    states = {each.state for each in work.records.list(Result, sample=sample_id)}
    if not states:
        work.remove(Kind.SAMPLES, sample_id)
    else:
        state = Progress.AWAITED if Progress.AWAITED in states else Progress.RECEIVED
        work.correct(sample.replaced(state=state))
