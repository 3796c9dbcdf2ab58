# SPDX-License-Identifier: EUPL-1.2
"""Faults: one sentence each, in the reader's language, that no value can disturb."""

import re
from pathlib import Path
from socket import gaierror
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as some

from governance import errors
from governance.errors import ConflictError, EchelonsError, InputError, NotFoundError, StoreError, shown, visible
from governance.language import LANGUAGES, Language, LocalizedText
from governance.language.catalogue import catalogue
from governance.settings import ROOT

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, EchelonsError)]
RAISED = re.compile(r"(\w+Error)\(\s*\"([a-z_]+(?:\.[a-z_]+)+)\"")


def test_every_kind_is_an_echelons_error() -> None:
    assert {kind.__name__ for kind in KINDS} >= {"InputError", "NotFoundError", "ConflictError", "StoreError"}
    assert "AccessError" in {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_fault_speaks_both_languages_and_logs_in_english(kind: type[EchelonsError]) -> None:
    fault = kind("territories.unknown", territory="x")
    assert fault.message("fr").startswith("« x » n’est pas".replace("« x »", "«\u00a0x\u00a0»"))
    assert fault.message() == fault.message("fr")
    assert str(fault) == fault.message("en")
    assert fault.message("en") != fault.message("fr")


def entry(key: str, language: str) -> object:
    node = catalogue("messages", language)  # type: ignore[arg-type]
    for name in key.split("."):
        node = node[name]
    return node


def test_every_fault_that_the_code_raises_has_its_sentence_in_both_languages() -> None:
    found = {
        key
        for path in (ROOT / "governance").rglob("*.py")
        for name, key in RAISED.findall(path.read_text("utf-8"))
        if name in {kind.__name__ for kind in KINDS}
    }
    assert len(found) > 30
    for key in found:
        for language in LANGUAGES:
            assert isinstance(entry(key, language), (str, dict)), key


@pytest.mark.parametrize(("language", "reason"), [("fr", "il n’existe pas"), ("en", "it does not exist")])
def test_what_the_system_says_is_said_in_the_readers_language(language: Language, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent") as fault:
        (tmp_path / "absent").read_bytes()
    assert f"({reason})" in InputError("imports.file_absent", file="absent", reason=fault.value).message(language)


def test_what_the_system_seldom_says_stays_in_its_own_words() -> None:
    assert shown(OSError(99999, "Strange matter"), "fr") == "Strange matter"
    assert shown(OSError("no number"), "fr") == "no number"
    assert shown(OSError(), "fr") == "OSError"


def test_a_wait_that_was_too_long_is_said() -> None:
    assert shown(TimeoutError(), "fr") == shown(TimeoutError("timed out"), "fr") == "pas de réponse à temps"


def test_a_name_that_leads_to_no_machine_is_said() -> None:
    assert shown(gaierror(-2, "Name or service not known"), "fr") == "nom de machine introuvable"


def test_an_unknown_key_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        InputError("no.such.key").message("fr")


def test_lists_are_joined_and_texts_follow_the_reader() -> None:
    fault = NotFoundError("questionnaire.not_found", reference=Path("a/b"), known=["x", "y"])
    assert "(x, y)" in fault.message("en")
    assert "a/b" in fault.message("en")
    assert shown(LocalizedText(fr="oui", en="yes"), "en") == "yes"
    assert shown((LocalizedText(fr="oui", en="yes"), 3), "fr") == "oui, 3"


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb", "a\\nb"),
        ("a\x00b", "a\\x00b"),
        ("\u202eevil", "\\u202eevil"),
        ("a\u00a0b", "a\u00a0b"),
        ("\ud800", "\\ud800"),
        ("Ploërmel 𓂀", "Ploërmel 𓂀"),
    ],
)
def test_what_cannot_be_seen_is_written_out(given_value: str, expected: str) -> None:
    assert visible(given_value) == expected


@given(some.text(some.characters(codec=None)))
def test_no_value_breaks_a_sentence_or_fills_the_screen(value: str) -> None:
    words = InputError("settings.invalid", name="N", value=value, reason="{value} {0}").message("en")
    assert len(words) < 4_000
    assert all(sign.isprintable() or category(sign) == "Zs" for sign in words)


def test_a_number_keeps_its_format() -> None:
    assert shown(12.5) == 12.5
    assert shown(None) is None


def test_a_conflict_and_a_store_fault_carry_what_the_screen_needs() -> None:
    fault = ConflictError("assessment.answer_gone", question="q", theirs=None, mine="m")
    assert (fault.values["theirs"], fault.values["mine"]) == (None, "m")
    assert StoreError("store.address_invalid").values == {}
