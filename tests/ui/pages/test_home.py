"""Home in a real window: its order, what can be ticked and put away, and drafts that can be brought back."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from hoofbeat.domain.records import Kind, MedicineUse, Side
from hoofbeat.services import drafts
from tests.made_up import appointment, day, given, medication
from tests.ui.driver import Driver
from tests.ui.pages.care import add, fill, nameless, press, seen


def test_there_are_never_more_than_five_cards(filled: Driver) -> None:
    page = filled.go("timeline")
    page.add()
    fill(page.inner, "record", text="half a thought")
    page.on_back()
    home = filled.go("home")
    cards = [each for each in home.findChildren(QFrame) if each.property("look") == "card" and each.isVisible()]
    assert 2 <= len(cards) <= 5
    assert nameless(home) == []


def test_a_discarded_draft_comes_back_by_undo(empty: Driver) -> None:
    page = empty.go("timeline")
    page.add()
    fill(page.inner, "record", text="half a thought")
    page.on_back()
    home = empty.go("home")
    assert "You began to type: note." in seen(empty, home)
    press(empty, home, "Discard: note")
    assert empty.read(drafts.list_drafts) == {}
    assert "You began to type" not in seen(empty, home)
    empty.click("Undo")
    assert "You began to type: note." in seen(empty, home)
    content, _ = empty.read(drafts.list_drafts)[Kind.NOTES.value]
    assert content["record.text"] == "half a thought"


def test_what_is_new_since_the_last_visit_is_counted_on_the_card_of_the_next(empty: Driver) -> None:
    add(
        empty,
        appointment("2026-01-12T10:00"),
        appointment("2026-03-04T10:30"),
        medication("Creon", started_on=str(day("2026-02-01"))),
    )
    home = empty.go("home")
    assert "Since the last visit, 12 January 2026: 1 medicine change" in seen(empty, home)


def test_the_injection_record_stands_on_the_card_of_the_visit_and_leads_to_all_of_it(empty: Driver) -> None:
    medicine = medication("Somatuline", use=MedicineUse.INJECTION)
    pill = medication("Creon")
    add(empty, medicine, pill, appointment("2026-03-04T10:30"))
    add(empty, given("2026-02-06", medicine, side=Side.LEFT, site="thigh"), given("2026-03-01", pill))
    home = empty.go("home")
    words = seen(empty, home)
    assert "Injection record to take along" in words
    assert "Somatuline: last given 6 February 2026 (25 days ago), left side, thigh" in words
    assert "Creon: last given" not in words
    press(empty, home, "See all: Somatuline")
    assert empty.window.page_key == "medicines"
    assert "Somatuline" in empty.window.page.words
