"""The way to every translated text (gettext). English is the language of the source."""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "hoofbeat"


class _Language:
    """The language that sentences are given in; one for the whole program."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str, folder: Path) -> None:
    """Speak this language from now on ("es"), from the catalogues in a folder; English where there is none."""
    _Language.catalogue = gettext.translation(DOMAIN, str(folder), [language], fallback=True)


def tr(text: str) -> str:
    """Return a text in the language in use. Gaps are filled afterwards: `tr("Hello {name}").format(name=...)`."""
    return _Language.catalogue.gettext(text) if text else ""


def ntr(one: str, many: str, count: int) -> str:
    """Return the form of a text that goes with a number; `{count}` in it is left to be filled."""
    return _Language.catalogue.ngettext(one, many, count)
