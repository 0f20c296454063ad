"""The composition root without Qt: where everything is on this computer, handed to the command line and to the window."""

from __future__ import annotations

from hoofbeat import paths
from hoofbeat.services.installation import Installation


def installation() -> Installation:
    """Return the program as it stands on this computer."""
    return Installation(
        resources=paths.resource(),
        migrations=paths.migrations(),
        state=paths.state_folder(),
        backups=paths.data_folder() / "backups",
    )
