# SPDX-License-Identifier: EUPL-1.2
"""The référentiel's actions: one for every step, in words for each authority, and no two that say the same."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from governance.language import LANGUAGES, Language
from governance.language.localized import LocalizedText
from governance.questionnaire.action import Action, Variant
from governance.questionnaire.advice import Advice, advice_for
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.loading import load
from governance.questionnaire.model import Question, Questionnaire, Tier
from tests.questionnaire.likeness import Comparison, Passage, alike_sentences, alike_wholes, telling

# Set by reading the likest pairs: above, the same thing is said; a little below, the same words say something else.
TITLES_ALIKE = 0.45
STEPS_ALIKE = 0.45
WHOLES_ALIKE = 0.4
PORTRAITS = {
    "village": (Tier.COMMUNE, 300),
    "town": (Tier.COMMUNE, 12_000),
    "large city": (Tier.COMMUNE, 140_000),
    "small EPCI": (Tier.EPCI, 14_000),
    "agglomération": (Tier.EPCI, 55_000),
    "métropole": (Tier.EPCI, 660_000),
    "EPT": (Tier.EPT, 400_000),
    "PETR": (Tier.PETR, 90_000),
    "syndicat": (Tier.SYNDICAT, None),
    "département": (Tier.DEPARTEMENT, 900_000),
    "région": (Tier.REGION, 3_400_000),
    "single authority": (Tier.SINGLE_AUTHORITY, 360_000),
}
WORDS_OF_ITS_OWN = {"village": 150, "small EPCI": 40, "métropole": 60, "département": 60, "syndicat": 80}
"""At how many steps, at least, an authority hears what was written for its kind."""
DIFFERENT_STEPS = 150
"""At how many of the 160 steps, at least, a village and a métropole are told different things."""
# Names that are no longer right, promises that nobody can keep, ways of speaking that authorities fear.
NEVER_WRITTEN = re.compile(
    r"DCANT|France Relance|AgentConnect|MonComptePro|InclusionConnect|FranceConnect Agent|demarches-simplifiees"
    r"|service-public\.fr|Géoportail|MonEspaceNIS2|APTIC|pass numérique|\bMSAP\b|Sites Faciles|\bDINSIC\b|\bSGMAP\b"
    r"|\bADF\b|\bAdCF\b|\bARF\b|\bCGET\b|Société Numérique|New Deal|\bRGAA \d|\bZRR\b|NIS ?2|smart city"
    r"|ville intelligente"
    r"|classement|ranking|league table|€|\beuros?\b|\b20\d\d\b",
    re.IGNORECASE,
)


@cache
def questionnaire() -> Questionnaire:
    return load("echelons")


def actions() -> Iterator[Action]:
    return (action for challenge in questionnaire().challenges for action in challenge.actions)


def steps() -> list[tuple[Question, int]]:
    return [(question, to) for question in questionnaire().questions for to in range(1, len(question.levels))]


def told(question: Question, to: int, portrait: str) -> Advice | None:
    tier, population = PORTRAITS[portrait]
    return advice_for(questionnaire(), question, Answer(State.VALUE, to), tier, population)


def texts(part: Action | Variant) -> Iterator[LocalizedText]:
    yield from (text for text in (part.title, part.why, part.proof) if text)
    yield from (*part.how, *part.partners, *part.means)


def every_text() -> Iterator[tuple[str, LocalizedText]]:
    for action in actions():
        for part in (action, *action.variants):
            yield from ((place(action, part), text) for text in texts(part))


def place(action: Action, part: Action | Variant) -> str:
    audience = f" ({part.audience})" if isinstance(part, Variant) else ""
    return f"{action.question}:{action.step}{audience}"


def passages(language: Language, kind: str) -> list[Passage]:
    """All the titles, or all the steps of how, or each action and variant whole."""
    found = []
    for action in actions():
        step = f"{action.question}:{action.step}"
        for part in (action, *action.variants):
            whole = [part.title or action.title, *(part.how or action.how), part.proof or action.proof]
            words = {"titles": [part.title] if part.title else [], "steps": part.how, "wholes": whole}[kind]
            said = [text.to(language) for text in words if text]
            said = [" ".join(said)] if kind == "wholes" else said
            found += [Passage(step, place(action, part), text) for text in said]
    return found


def test_every_step_of_every_question_has_one_action() -> None:
    written = [(action.question, action.to) for action in actions()]

    assert sorted(written) == sorted((question.id, to) for question, to in steps())
    assert len(written) == 160


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_both_languages(language: Language) -> None:
    assert [where for where, text in every_text() if len(text.to(language).strip()) < 3] == []
    assert [action.step for action in actions() if not 3 <= len(action.how) <= 5] == []
    assert [action.step for action in actions() if not (action.partners and action.means)] == []


def test_english_is_not_french_left_over() -> None:
    accented = re.compile(r"\b(les|des|une|pour|avec|dans|qui|aux)\b", re.IGNORECASE)
    names = r"France services|Les Bases|Les Interconnectés|Banque des Territoires|Observatoire des territoires"

    left = [where for where, text in every_text() if len(accented.findall(re.sub(names, "", text.en))) > 1]

    assert left == []


@pytest.mark.parametrize("portrait", PORTRAITS)
def test_each_authority_has_advice_for_every_step_that_it_is_asked_about(portrait: str) -> None:
    tier, _ = PORTRAITS[portrait]
    asked = [(question, to) for question, to in steps() if question.concerns(tier)]
    assert len(asked) >= 100
    for question, to in asked:
        advice = told(question, to, portrait)
        assert advice, (question.id, to)
        assert advice.key == f"{question.id}:{to}"
        assert len(advice.how) >= 3, advice.key
        assert advice.partners, advice.key


@pytest.mark.parametrize(("portrait", "least"), WORDS_OF_ITS_OWN.items())
def test_each_kind_of_authority_is_often_spoken_to_in_words_of_its_own(portrait: str, least: int) -> None:
    own = [advice for question, to in steps() if (advice := told(question, to, portrait)) and advice.audience]

    assert len(own) >= least


def test_a_village_and_a_metropole_do_not_get_the_same_advice() -> None:
    pairs = [(told(question, to, "village"), told(question, to, "métropole")) for question, to in steps()]

    assert sum(village.how != large.how for village, large in pairs if village and large) >= DIFFERENT_STEPS


def test_every_question_speaks_to_a_village_about_two_of_its_steps_or_more() -> None:
    asked = [question for question in questionnaire().questions if question.concerns(Tier.COMMUNE)]
    for question in asked:
        own = [told(question, to, "village") for to in range(1, 5)]
        assert sum(bool(advice and advice.audience) for advice in own) >= 2, question.id


def test_every_variant_is_heard_by_somebody_and_says_something_else() -> None:
    audiences = {audience.id: audience for audience in questionnaire().audiences}
    for action in actions():
        asked = questionnaire().question(action.question).tiers
        for variant in action.variants:
            assert set(audiences[variant.audience].tiers) & set(asked), place(action, variant)
            assert variant.how != action.how, place(action, variant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actions_have_one_title(language: Language) -> None:
    titles = [passage.text.lower() for passage in passages(language, "titles")]

    assert len(titles) == len(set(titles))
    assert list(map(str, alike_sentences(passages(language, "titles"), language, TITLES_ALIKE))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actions_share_a_step_in_other_words(language: Language) -> None:
    assert list(map(str, alike_sentences(passages(language, "steps"), language, STEPS_ALIKE))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actions_say_the_same_in_other_words(language: Language) -> None:
    found = alike_wholes(passages(language, "wholes"), language, WHOLES_ALIKE)

    assert [f"{pair.likeness:.2f} {pair.one.place} / {pair.other.place}" for pair in found] == []


@pytest.mark.parametrize(
    ("kind", "compare", "limit"),
    [
        ("titles", alike_sentences, TITLES_ALIKE),
        ("steps", alike_sentences, STEPS_ALIKE),
        ("wholes", alike_wholes, WHOLES_ALIKE),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_again_in_other_words_is_seen(
    language: Language, kind: str, compare: Comparison, limit: float
) -> None:
    """The proof that the three tests above can fail: texts turned round and lengthened, under another step."""
    original = passages(language, kind)
    long_enough = [passage for passage in original if len(telling(passage.text, language)) >= 6]
    copies = [Passage("elsewhere:1", "elsewhere:1", turned(passage.text)) for passage in long_enough[::50]]
    assert copies

    found = {pair.other.text for pair in compare([*original, *copies], language, limit)}

    assert found == {copy.text for copy in copies}


def turned(text: str) -> str:
    """The same words in another order, and one more."""
    words = re.sub(r"\([^)]*\)", "", text).split()
    middle = len(words) // 2
    return " ".join([*words[middle:], "ensemble", *words[:middle]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_that_is_outdated_no_amount_no_year_no_ranking(language: Language) -> None:
    found = [f"{where}: {text.to(language)}" for where, text in every_text() if NEVER_WRITTEN.search(text.to(language))]

    assert found == []


@pytest.mark.parametrize("written", ["France Relance", "50 000 €", "d’ici 2027", "RGAA 4", "un classement", "NIS 2"])
def test_what_may_not_be_written_would_be_seen(written: str) -> None:
    assert NEVER_WRITTEN.search(f"Chercher une aide : {written}.")
