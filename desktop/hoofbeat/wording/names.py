"""What is said about the names of laboratories and tests: how much there is of each, and what merging two of them changes."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.wording.dates import list_words
from hoofbeat.wording.result_pages import results_words
from hoofbeat.wording.translation import ntr, tr

_MOST_NAMED = 6


def uses_words(samples: int, results: int) -> str:
    """Say how much there is: "12 samples, 34 results"."""
    if not samples and not results:
        return tr("Not used yet")
    return tr("{samples}, {results}").format(samples=samples_words(samples), results=results_words(results))


def samples_words(count: int) -> str:
    """Say how many samples."""
    return ntr("{count} sample", "{count} samples", count).format(count=count)


def also_words(names: Sequence[str]) -> str:
    """Say the other names: "Also: CITY LAB, City Laboratory"."""
    return tr("Also: {names}").format(names=", ".join(names)) if names else ""


def merge_sentences(
    gone: str, kept: str, *, samples: int, results: int, shared: Sequence[str], twice: int
) -> list[str]:
    """Say what a merge changes, before it is done."""
    moved = tr("{uses} of “{gone}” are then shown as “{kept}”.").format(
        uses=uses_words(samples, results), gone=gone, kept=kept
    )
    said = [moved if samples or results else tr("“{gone}” is not used yet.").format(gone=gone)]
    if shared:
        named = list_words([*shared[:_MOST_NAMED]])
        more = len(shared) - _MOST_NAMED
        if more > 0:
            named = ntr("{tests} and {count} more", "{tests} and {count} more", more).format(tests=named, count=more)
        said.append(tr("Results of both then stand on one line: {tests}.").format(tests=named))
    if twice:
        text = ntr(
            "{count} result is then there twice: same day, value and unit. Nothing is deleted.",
            "{count} results are then there twice: same day, value and unit. Nothing is deleted.",
            twice,
        )
        said.append(text.format(count=twice))
    kept_name = tr("The name “{gone}” is kept: a file that uses it is understood as “{kept}”.")
    said.append(kept_name.format(gone=gone, kept=kept))
    return said


def merge_caution(*, is_laboratory: bool) -> str:
    """Say when two names may be merged."""
    if is_laboratory:
        return tr("Merge only two names of one and the same laboratory. Two labs measure in different ways.")
    return tr("Merge only two names of one and the same test.")
