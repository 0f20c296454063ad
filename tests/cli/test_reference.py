"""Search and topics from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hoofbeat.__main__ import main
from tests.reports.paper import texts


def test_search_gives_whole_passages_with_their_sources_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "sugar", "crash", "--limit", "3", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert len(hits) == 3
    assert all({"topic", "title", "heading", "passage", "sources", "score"} <= set(hit) for hit in hits)
    assert "low blood sugar" in hits[0]["passage"].lower()
    assert any("National Cancer Institute" in source for source in hits[0]["sources"])
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


@pytest.mark.parametrize("query", ['"', "beta-blocker AND", "*", "NEAR(", "\x00", "x" * 10_000, "🦓", ""])
def test_no_query_ends_in_a_failure(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", query, "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_nothing_found_is_no_dead_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "qqqqqqq"]) == 0
    assert "Topics: " in capsys.readouterr().err


def test_a_topic_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "gastrinoma"]) == 0
    assert "National Cancer Institute" in capsys.readouterr().out
    assert main(["topic", "gastrinoma", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["id"] == "gastrinoma"
    assert document["sections"][0]["paragraphs"][0]["facts"]


def test_a_topic_is_written_as_a_sheet_and_as_text(tmp_path: Path) -> None:
    for name in ("topic.pdf", "topic.txt"):
        assert main(["topic", "gastrinoma", "--output", str(tmp_path / name), "--paper", "letter"]) == 0
    assert "National Cancer Institute" in " ".join(texts((tmp_path / "topic.pdf").read_bytes()))
    assert "National Cancer Institute" in (tmp_path / "topic.txt").read_text(encoding="utf-8")


def test_a_topic_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "zebra"]) == 1
    assert capsys.readouterr().err == "There is no topic “zebra” in the reference.\n"
