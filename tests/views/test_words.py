# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import pytest

from governance.language import LANGUAGES, Language
from governance.language.catalogue import catalogue
from governance.questionnaire.answer import read_answer
from governance.questionnaire.model import Question, Questionnaire
from governance.scoring.result import Profile, Status
from governance.views.sentences import index_sentence, profile_sentence
from governance.views.words import (
    added_words,
    answer_words,
    band_words,
    coverage_words,
    level_word,
    notes,
    position_words,
    score_words,
    situation,
    status_word,
    target_words,
)
from tests.views.profiles import make_node, make_profile, without_object

NO_SCORE = (None,) * 8


def keys(entry: object, path: str = "") -> set[str]:
    if not isinstance(entry, dict):
        return {path}
    return {key for name, value in entry.items() for key in keys(value, f"{path}.{name}")}


def test_both_languages_have_the_same_sentences() -> None:
    assert keys(catalogue("views", "fr")) == keys(catalogue("views", "en"))


def test_french_signs_never_begin_a_line() -> None:
    loose = [sign for sign in (" ;", " :", " ?", "« ", " »") if sign in str(catalogue("views", "fr"))]

    assert loose == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_level_has_its_own_word(language: Language) -> None:
    words = [level_word(level, language) for level in (None, 0, 1, 2, 3, 4)]

    assert len(set(words)) == 6


def test_a_level_above_the_fourth_has_the_word_of_the_fourth() -> None:
    assert level_word(6, "fr") == level_word(4, "fr") == "Référence"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_status_has_its_own_word(language: Language) -> None:
    nodes = [make_node("level", None, status=status) for status in Status]
    nodes.append(make_node("level", None, not_computable=True))

    assert len({status_word(node, language) for node in nodes}) == 5


def test_a_published_figure_is_its_level() -> None:
    assert situation(make_node("level", 65.0), "fr") == "Bases posées"


def test_a_provisional_figure_says_so_before_its_level() -> None:
    assert situation(make_node("index", 65.0, status=Status.PROVISIONAL), "fr") == "provisoire · Bases posées"


def test_a_figure_without_score_has_only_its_status() -> None:
    assert situation(make_node("level", None), "en") == "not assessed"


def test_a_published_reading_needs_no_word() -> None:
    assert situation(make_node("openness", 65.0, kind="reading", level=None), "fr") == ""


def test_what_limits_a_figure_is_noted() -> None:
    assert (
        notes(make_node("level", 65.0, form="flash", reduced_scope=True), "fr")
        == "questionnaire court · périmètre réduit"
    )
    assert notes(make_node("level", 65.0), "fr") == ""


def test_the_range_is_said_only_where_missing_answers_could_move_the_figure() -> None:
    assert band_words(make_node("level", 50.0, spread=10.0), "fr") == "entre 40 et 65"
    assert band_words(make_node("level", 50.0, spread=0.0), "fr") == ""
    assert band_words(make_node("level", None), "fr") == ""
    assert band_words(make_node("level", 50.0, low=None), "fr") == ""
    assert band_words(make_node("level", 50.0, high=None), "fr") == ""


def test_completeness_is_said_where_something_applies() -> None:
    assert coverage_words(make_node("level", 50.0), "en") == "coverage 80%"
    assert coverage_words(make_node("level", None, coverage=None), "en") == ""


def test_scores_are_read_without_decimals() -> None:
    assert score_words(65.4, "en") == "65 out of 100"


@pytest.mark.parametrize(
    ("standing", "band"),
    [
        (1.0, "avancé"),
        (0.75, "avancé"),
        (0.74, "haute"),
        (0.5, "haute"),
        (0.49, "basse"),
        (0.25, "basse"),
        (0.24, "gagner"),
    ],
)
def test_a_position_is_a_band_never_a_rank(standing: float, band: str) -> None:
    words = position_words(standing, "communes comparables", "fr")

    assert band in words
    assert not any(sign.isdigit() for sign in words)


def test_the_sentence_tells_what_is_ahead_and_where_there_is_most_to_gain(
    profile: Profile, questionnaire: Questionnaire
) -> None:
    assert profile_sentence(profile, questionnaire, "fr") == (
        "Votre collectivité est évaluée sur 8 enjeux sur 8\u00a0; le plus avancé est "
        "«\u00a0Égalité et solidarité\u00a0» (80 sur 100), celui où il y a le plus à gagner est "
        "«\u00a0Comprendre, prioriser, fédérer\u00a0» (31 sur 100)."
    )


def test_what_has_no_object_leaves_the_count_and_is_said(gapped: Profile, questionnaire: Questionnaire) -> None:
    words = profile_sentence(gapped, questionnaire, "en")

    assert words.startswith("Your authority is assessed on 6 challenges out of 7; ")
    assert words.endswith(" One challenge is not applicable.")


def test_several_challenges_without_object_are_counted(gapped: Profile, questionnaire: Questionnaire) -> None:
    words = profile_sentence(without_object(gapped, "engagement"), questionnaire, "fr")

    assert words.endswith(" 2 enjeux sont sans objet.")


def test_somebody_else_s_profile_bears_its_name(profile: Profile, questionnaire: Questionnaire) -> None:
    words = profile_sentence(profile, questionnaire, "fr", "Finistère")

    assert words.startswith("Finistère\u00a0: 8 enjeux évalués sur 8\u00a0; ")


def test_ties_are_named_together(questionnaire: Questionnaire) -> None:
    words = profile_sentence(make_profile((80, 80, 50, 50, 50, 50, 20, 20)), questionnaire, "fr")

    assert "les plus avancés sont «\u00a0Niveau de territoire\u00a0» et «\u00a0Partenaires\u00a0» (80 sur 100)" in words
    assert (
        "ceux où il y a le plus à gagner sont «\u00a0Égalité et solidarité\u00a0» et «\u00a0Engagement\u00a0»" in words
    )


def test_equal_challenges_are_not_opposed(questionnaire: Questionnaire) -> None:
    words = profile_sentence(make_profile((50,) * 8), questionnaire, "fr")

    assert words == "Votre collectivité est évaluée sur 8 enjeux sur 8, tous au même point (50 sur 100)."


def test_a_single_assessed_challenge_is_compared_with_none(questionnaire: Questionnaire) -> None:
    words = profile_sentence(make_profile((50, *NO_SCORE[1:])), questionnaire, "fr")

    assert words == (
        "Votre collectivité est évaluée sur 1 enjeu sur 8\u00a0: «\u00a0Niveau de territoire\u00a0» (50 sur 100)."
    )


@pytest.mark.parametrize(
    ("name", "start"), [(None, "Votre collectivité n’est encore"), ("Ain", "Ain\u00a0: aucun enjeu")]
)
def test_an_empty_profile_is_no_fault(name: str | None, start: str, questionnaire: Questionnaire) -> None:
    assert profile_sentence(make_profile(NO_SCORE), questionnaire, "fr", name).startswith(start)


def test_the_index_is_said_with_its_range_its_completeness_and_its_level(profile: Profile) -> None:
    assert index_sentence(profile, "fr") == (
        "Vous en êtes à 57 sur 100\u00a0; selon les réponses qui manquent encore, le résultat serait entre 51 et 66 "
        "(complétude 80\u202f%). Niveau d’ensemble\u00a0: Bases posées."
    )


def test_a_certain_index_has_no_range() -> None:
    certain = make_profile(low=56.6, high=56.6)

    assert index_sentence(certain, "en") == "You are at 57 out of 100 (coverage 80%). Overall level: Foundations laid."


def test_a_provisional_index_says_so() -> None:
    words = index_sentence(make_profile(status=Status.PROVISIONAL, level=None), "en")

    assert words.startswith("Provisional result, you are at 57 out of 100")
    assert words.endswith("The overall level comes once every challenge has one.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.NOT_ASSESSED},
        {"status": Status.NOT_APPLICABLE},
        {"status": Status.PROVISIONAL, "not_computable": True},
    ],
)
def test_an_index_without_score_says_why_and_gives_no_figure(
    language: Language, changes: dict[str, object], profile: Profile
) -> None:
    words = index_sentence(replace(profile, index=make_node("index", None, kind="index", **changes)), language)

    assert words
    assert not any(sign.isdigit() for sign in words)


def one_question(**fields: object) -> Question:
    title = {"fr": "Question", "en": "Question"}
    return Question.model_validate({"id": "q", "title": title, **fields})


@pytest.mark.parametrize(
    ("fields", "code", "french", "english"),
    [
        (
            {
                "kind": "level",
                "levels": [{"title": {"fr": "rien", "en": "nothing"}}, {"title": {"fr": "tout", "en": "all"}}],
            },
            "1",
            ("tout", "Niveau 1"),
            ("all", "Level 1"),
        ),
        (
            {"kind": "number", "goalposts": {"low": 0, "high": 10}, "unit": {"fr": "jours", "en": "days"}},
            "2.5",
            ("2,5 jours", "À atteindre"),
            ("2.5 days", "To reach"),
        ),
        ({"kind": "number", "goalposts": {"low": 0, "high": 10}}, "2", ("2", "À atteindre"), ("2", "To reach")),
        ({"kind": "checklist", "items": ["a", "b"]}, "b;a", ("a, b", "À atteindre"), ("a, b", "To reach")),
        (
            {"kind": "checklist", "items": ["a"]},
            "-",
            ("Rien de tout cela", "À atteindre"),
            ("None of these", "To reach"),
        ),
    ],
)
def test_an_answer_is_said_in_the_words_of_its_question(
    fields: dict[str, object], code: str, french: tuple[str, str], english: tuple[str, str]
) -> None:
    question = one_question(**fields)
    answer = read_answer(question, code)
    assert (answer_words(question, answer, "fr"), target_words(question, answer, "fr")) == french
    assert (answer_words(question, answer, "en"), target_words(question, answer, "en")) == english


ADDED = {
    "kind": "level",
    "levels": [
        {"title": {"fr": "Rien.", "en": "Nothing."}},
        {"title": {"fr": "Une liste.", "en": "A list."}},
        {"title": {"fr": "De plus, elle est publiée.", "en": "In addition, it is published."}},
        {"title": {"fr": "De plus, elle est revue.", "en": "In addition, it is reviewed."}},
        {"title": {"fr": "Tout autre chose.", "en": "Something else."}},
    ],
}


@pytest.mark.parametrize(
    ("level", "french", "english"),
    [
        ("1", "Une liste.", "A list."),
        ("2", "Une liste. De plus, elle est publiée.", "A list. In addition, it is published."),
        (
            "3",
            "Une liste. De plus, elle est publiée. De plus, elle est revue.",
            "A list. In addition, it is published. In addition, it is reviewed.",
        ),
        ("4", "Tout autre chose.", "Something else."),
    ],
)
def test_a_level_that_adds_to_others_is_quoted_with_them(level: str, french: str, english: str) -> None:
    question = one_question(**ADDED)
    answer = read_answer(question, level)
    assert (answer_words(question, answer, "fr"), answer_words(question, answer, "en")) == (french, english)
    assert added_words(question, answer, "fr") == question.levels[int(level)].title.fr


def test_a_first_level_that_begins_as_an_addition_stands_alone() -> None:
    question = one_question(kind="level", levels=[{"title": {"fr": "De plus", "en": "In addition"}}] * 2)
    assert answer_words(question, read_answer(question, "1"), "fr") == "De plus De plus"
    assert answer_words(question, read_answer(question, "0"), "fr") == "De plus"
