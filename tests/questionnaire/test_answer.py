# SPDX-License-Identifier: EUPL-1.2
"""What a person may answer, and what is refused with a sentence."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.errors import EchelonsError, InputError
from governance.language import LANGUAGES
from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.model import Question


def question(kind: str, **more: Any) -> Question:
    words = {"fr": "mots", "en": "words"}
    content: dict[str, Any] = {
        "level": {"levels": [{"title": words}] * 5},
        "number": {"goalposts": {"low": 0, "high": 10}},
        "checklist": {"items": ["a", "b c", "d", "e"]},
    }[kind]
    return Question.model_validate({"id": "q", "kind": kind, "title": words, **content, **more})


LEVEL, NUMBER, CHECKLIST = question("level"), question("number"), question("checklist")


@pytest.mark.parametrize("code", [None, "", "  ", "\t"])
def test_nothing_is_missing_and_never_zero(code: str | None) -> None:
    assert read_answer(LEVEL, code) == Answer(State.MISSING)
    assert read_answer(LEVEL, code).level is None


@pytest.mark.parametrize("asked", [LEVEL, NUMBER, CHECKLIST], ids=lambda asked: asked.kind)
@pytest.mark.parametrize(("code", "state"), [("NSP", State.DONT_KNOW), (" nc ", State.NOT_APPLICABLE)])
def test_words_stand_for_the_answers_without_value(asked: Question, code: str, state: State) -> None:
    assert read_answer(asked, code) == Answer(state)


def test_not_applicable_may_be_refused_by_the_question() -> None:
    with pytest.raises(InputError, match="not applicable"):
        read_answer(question("level", not_applicable=False), "NC")


@pytest.mark.parametrize(("code", "level"), [("0", 0), ("4", 4), (" 3 ", 3), ("03", 3)])
def test_a_level_is_its_rank(code: str, level: int) -> None:
    answer = read_answer(LEVEL, code)

    assert (answer.state, answer.value, answer.level) == (State.VALUE, level, level)


@pytest.mark.parametrize("code", ["5", "-1", "2.0", "two", "²", "٣", "1;2", "-", "9" * 10_000, "\0"])
def test_what_is_no_level_is_refused(code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_answer(LEVEL, code)

    assert caught.value.key == "questionnaire.level_unknown"
    assert len(caught.value.message("fr")) < 600


@pytest.mark.parametrize(
    ("code", "value"), [("12.5", 12.5), ("12,5", 12.5), ("-3", -3), ("+1e2", 100), (".5", 0.5), ("7.", 7)]
)
def test_a_number_has_a_decimal_point_or_comma(code: str, value: float) -> None:
    assert read_answer(NUMBER, code).value == value


@pytest.mark.parametrize(
    "code", ["1_000", "1 000", "1,000.5", "inf", "nan", "1e999", "9" * 10_000, "1;2", "x", "-", "٣"]
)
def test_what_is_no_finite_number_is_refused(code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_answer(NUMBER, code)

    assert caught.value.key == "questionnaire.number_expected"


@pytest.mark.parametrize(
    ("code", "items"),
    [("-", ()), ("a", ("a",)), ("e; a", ("a", "e")), ("b c;a;a;", ("a", "b c")), ("a;b c;d;e", ("a", "b c", "d", "e"))],
)
def test_held_items_count_once_in_the_order_of_the_questionnaire(code: str, items: tuple[str, ...]) -> None:
    assert read_answer(CHECKLIST, code) == Answer(State.VALUE, len(items) / 4, items)


@pytest.mark.parametrize("code", ["z", "a;z", ";", "a;-", "A", "a,b c"])
def test_an_item_that_is_not_listed_is_refused(code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_answer(CHECKLIST, code)

    assert caught.value.key == "questionnaire.item_unknown"


@given(asked=st.sampled_from([LEVEL, NUMBER, CHECKLIST]), code=st.text() | st.text("0123456789.,+-eE;abNSPC _"))
def test_any_text_is_either_an_answer_or_a_sentence(asked: Question, code: str) -> None:
    try:
        answer = read_answer(asked, code)
    except EchelonsError as fault:
        sentences = [fault.message(language) for language in LANGUAGES]
        answer = Answer(State.MISSING, None if all(sentences) else math.nan)
    assert (answer.state == State.VALUE) == (answer.value is not None)
    assert answer.value is None or math.isfinite(answer.value)


@pytest.mark.parametrize(
    ("bounds", "possible", "refused", "key"),
    [
        ({"least": 0, "most": 100}, ["0", "100", "12,5"], ["-20", "150", "-0.001"], "number_outside"),
        ({"least": -5}, ["-5", "1e9"], ["-5.1"], "number_small"),
        ({"most": 30}, ["-1e9", "30"], ["500"], "number_large"),
    ],
)
def test_a_number_beyond_its_bounds_is_refused_with_them(
    bounds: dict[str, float], possible: list[str], refused: list[str], key: str
) -> None:
    asked = question("number", **bounds)

    assert all(read_answer(asked, code).state == State.VALUE for code in possible)
    for code in refused:
        with pytest.raises(InputError) as caught:
            read_answer(asked, code)
        assert caught.value.key == f"questionnaire.{key}"
        for language in LANGUAGES:
            assert all(f"{bound:g}" in caught.value.message(language) for bound in bounds.values())
            assert code in caught.value.message(language)
