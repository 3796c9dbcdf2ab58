# SPDX-License-Identifier: EUPL-1.2
"""What may be kept of what a person entered."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.assessments.records import StoredAnswer
from governance.assessments.stating import Statement, read_author, read_key, read_name, state
from governance.assessments.texts import COMMENT_LIMIT, clean_line, clean_text
from governance.errors import InputError
from governance.questionnaire.model import Tier
from tests.sample import questionnaire

SAMPLE = questionnaire()
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def stated(question: str, code: str | None, tier: Tier = Tier.EPCI, **texts: str) -> StoredAnswer:
    statement = Statement(question, code, **texts)
    return state(statement, SAMPLE, tier, version=1, author="Awa", at=MOMENT)


@pytest.mark.parametrize(
    ("question", "entered", "kept"),
    [
        ("split", "3", "3"),
        ("split", " 3 ", "3"),
        ("split", "nsp", "NSP"),
        ("split", "", None),
        ("split", None, None),
        ("split", "  ", None),
        ("speed", "12,50", "12.5"),
        ("speed", "80", "80"),
        ("speed", "80.0", "80"),
        ("speed", "1e2", "100"),
        ("speed", "-0.1", "-0.1"),
        ("speed", "0.1", "0.1"),
        ("signs", "town; stop;stop", "stop;town"),
        ("signs", "-", "-"),
    ],
)
def test_each_answer_is_kept_in_one_form(question: str, entered: str | None, kept: str | None) -> None:
    assert stated(question, entered).code == kept


@pytest.mark.parametrize(
    ("question", "entered", "key"),
    [
        ("split", "5", "questionnaire.level_unknown"),
        ("speed", "fast", "questionnaire.number_expected"),
        ("signs", "unicorn", "questionnaire.item_unknown"),
        ("spans", "NC", "questionnaire.not_applicable_refused"),
        ("absent", "1", "assessment.question_unknown"),
        ("ferries", "1", "assessment.question_not_asked"),
    ],
)
def test_what_the_question_does_not_admit_is_refused(question: str, entered: str, key: str) -> None:
    with pytest.raises(InputError) as refusal:
        stated(question, entered)
    assert refusal.value.key == key
    assert question in refusal.value.message("fr")


def test_a_question_of_another_tier_is_open_to_that_tier() -> None:
    assert stated("ferries", "1", Tier.REGION).code == "1"


@pytest.mark.parametrize("reason", ["", "  ", "ab", "\x00\x00\x00abc"[:4]])
def test_not_concerned_needs_a_reason(reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        stated("split", "NC", reason=reason)
    assert refusal.value.key == "assessment.reason_missing"


def test_the_reason_is_kept_with_not_concerned_and_with_nothing_else() -> None:
    assert stated("split", "nc", reason=" Pas ici ").reason == "Pas ici"
    assert stated("split", "2", reason="Pas ici").reason == ""
    assert stated("split", "NSP", reason="Pas ici").reason == ""


@pytest.mark.parametrize("field", ["comment", "evidence"])
def test_texts_have_a_limit_counted_in_characters(field: str) -> None:
    assert len(getattr(stated("split", "1", **{field: "é" * COMMENT_LIMIT}), field)) == COMMENT_LIMIT
    with pytest.raises(InputError, match="4001 characters, for 4000"):
        stated("split", "1", **{field: "é" * (COMMENT_LIMIT + 1)})


def test_a_reason_has_the_same_limit() -> None:
    with pytest.raises(InputError, match="4001"):
        stated("split", "NC", reason="x" * (COMMENT_LIMIT + 1))


def test_names_are_one_line_and_limited() -> None:
    assert read_author(" Awa\nDiop ") == "Awa Diop"
    assert read_name("Printemps\t2026") == "Printemps 2026"
    for read in (read_author, read_name):
        with pytest.raises(InputError, match="121"):
            read("x" * 121)


def test_a_snapshot_needs_a_name() -> None:
    with pytest.raises(InputError, match="name"):
        read_name(" ")


@pytest.mark.parametrize("key", ["", "x" * 101, "a\nb", "\x00"])
def test_a_key_is_visible_and_short(key: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_key(key)
    assert refusal.value.key == "assessment.key_invalid"


def test_a_key_of_the_limit_is_taken() -> None:
    assert read_key("x" * 100) == "x" * 100


@given(st.text())
def test_a_clean_text_can_be_written_anywhere_and_is_clean_already(text: str) -> None:
    clean = clean_text(text)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert clean_text(clean) == clean
    assert "\n" not in clean_line(text)


@given(st.sampled_from([question.id for question in SAMPLE.questions]), st.text(max_size=20) | st.none())
def test_any_entry_is_kept_or_refused_with_a_sentence(question: str, entered: str | None) -> None:
    once = outcome(question, entered)
    assert isinstance(once, str) or outcome(question, once.code) == once


def outcome(question: str, entered: str | None) -> StoredAnswer | str:
    """The answer kept, or the sentence that refuses it."""
    try:
        return stated(question, entered, Tier.REGION, reason="parce que")
    except InputError as refusal:
        return refusal.message("fr")
