# SPDX-License-Identifier: EUPL-1.2
"""Where imported answers come from, in a sentence."""

from datetime import UTC, datetime

from governance.imports.provenance import provenance_words
from governance.imports.records import DataImport


def record(vintage: str = "", author: str = "") -> DataImport:
    at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    return DataImport("i", "answers", "Titre", "a.csv", "Enquête", vintage, "Enquête", author, at)


def test_the_source_its_vintage_the_day_and_who_brought_it_are_said() -> None:
    words = provenance_words(record("2025", "Ana"), "fr").replace("\u00a0", " ")
    assert words == "Réponses importées : Enquête (2025), le 27 novembre 2026, par Ana."


def test_what_was_not_said_is_left_out() -> None:
    assert provenance_words(record(), "en") == "Imported answers: Enquête, on 27 November 2026."
