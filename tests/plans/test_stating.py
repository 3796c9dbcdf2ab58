# SPDX-License-Identifier: EUPL-1.2
"""What may be kept of an action."""

from dataclasses import replace
from datetime import date

import pytest

from governance.errors import InputError
from governance.plans.records import STATUSES, PlanEntry
from governance.plans.stating import LIMITS, state_entry

ENTRY = PlanEntry("Écrire qui fait quoi", due=date(2027, 3, 31), status="done")


def refused(entry: PlanEntry) -> InputError:
    with pytest.raises(InputError) as refusal:
        state_entry(entry)
    return refusal.value


def test_an_entry_that_fits_is_kept_as_it_is() -> None:
    assert state_entry(ENTRY) == ENTRY


def test_texts_are_cleaned_and_short_ones_stand_on_one_line() -> None:
    dirty = PlanEntry(" a\nb ", "c\x00\n d", "e\r\nf", None, "g\n", "h\n\ni", "todo", "j\x1b\nk ")
    assert state_entry(dirty) == PlanEntry("a b", "c d", "e\nf", None, "g", "h\n\ni", "todo", "j\nk")


@pytest.mark.parametrize("title", ["", " \n ", "\x00"])
def test_an_action_needs_a_title(title: str) -> None:
    assert refused(PlanEntry(title)).key == "plan.title_missing"


@pytest.mark.parametrize("field", LIMITS)
def test_each_text_has_a_limit_that_the_refusal_names(field: str) -> None:
    entry = replace(ENTRY, **{field: "é" * LIMITS[field]})
    assert state_entry(entry) == entry
    refusal = refused(replace(ENTRY, **{field: "é" * (LIMITS[field] + 1)}))
    assert refusal.values["limit"] == LIMITS[field]
    names = {
        "title": "intitulé",
        "owner": "responsable",
        "partners": "partenaires",
        "budget_line": "ligne budgétaire",
        "funding": "financements recherchés",
        "notes": "notes",
    }
    assert f"({names[field]})" in refusal.message("fr")
    assert str(LIMITS[field] + 1) in refusal.message("en")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_the_board_is_one(status: str) -> None:
    assert state_entry(replace(ENTRY, status=status)).status == status


def test_another_status_is_refused() -> None:
    assert refused(replace(ENTRY, status="later")).key == "plan.status_unknown"


@pytest.mark.parametrize(("day", "fits"), [("1999-12-31", False), ("2000-01-01", True), ("2099-12-31", True)])
def test_a_date_is_one_that_somebody_meant(day: str, fits: bool) -> None:
    entry = replace(ENTRY, due=date.fromisoformat(day))
    if fits:
        assert state_entry(entry).due == entry.due
    else:
        assert refused(entry).key == "plan.date_unlikely"
    assert refused(replace(ENTRY, due=date(2100, 1, 1))).key == "plan.date_unlikely"
