"""Writes the schema of the complete record into the resources: `python -m tests.exchange.complete.ship_schema`."""

from __future__ import annotations

import json

from hoofbeat.exchange.complete.document import schema
from hoofbeat.paths import resource

if __name__ == "__main__":
    text = json.dumps(schema(), ensure_ascii=False, indent=1)
    resource("formats", "complete-record.schema.json").write_text(f"{text}\n", encoding="utf-8")
