# SPDX-License-Identifier: EUPL-1.2
"""The advice that fits an authority: its step, the words of its audience, and those for everybody."""

from typing import Any

import pytest

from governance.questionnaire.advice import Advice, advice_for, worded
from governance.questionnaire.answer import Answer, State, read_answer
from governance.questionnaire.loading import load_data
from governance.questionnaire.model import Audience, Questionnaire, Tier
from governance.scoring.gains import step_up
from tests.sample import text


def action(question: str, **more: Any) -> dict[str, Any]:
    return {
        "question": question,
        "title": text(f"Do {question}"),
        "why": text("why"),
        "how": [text("first"), text("then")],
        "partners": [text("neighbours")],
        "means": [text("budget")],
        "effort": "months",
        "proof": text("proof"),
        **more,
    }


QUESTIONS = [
    {"id": "rung", "kind": "level", "title": text("rung"), "levels": [{"title": text(str(k))} for k in range(4)]},
    {"id": "count", "kind": "number", "title": text("count"), "goalposts": {"low": 0, "high": 8}},
    {"id": "held", "kind": "checklist", "title": text("held"), "items": ["a", "b", "c"]},
]
AUDIENCES: list[dict[str, Any]] = [
    {"id": "village", "title": text("village"), "tiers": ["commune"], "below": 3500},
    {"id": "town", "title": text("town"), "tiers": ["commune"], "at_least": 3500, "below": 50_000},
    {"id": "local", "title": text("local"), "tiers": ["commune", "epci"]},
    {"id": "large", "title": text("large"), "at_least": 50_000},
    {"id": "anybody", "title": text("anybody")},
]
EVERY_AUDIENCE = [{"audience": each["id"], "why": text(each["id"])} for each in AUDIENCES]


def questionnaire(*variants: dict[str, Any], **more: Any) -> Questionnaire:
    """Levels, a number and a checklist; the variants are those of the step to level 2."""
    actions = [
        action("rung", to=1),
        action("rung", to=2, variants=list(variants), **more),
        action("held", item="b"),
        action("count"),
    ]
    references = [{"id": name, "kind": "law", "title": text(name)} for name in ("first", "second")]
    tree = {
        "id": "advised",
        "version": "1",
        "title": text("advised"),
        "audiences": AUDIENCES,
        "bibliography": references,
        "challenges": [{"id": "only", "title": text("only"), "questions": QUESTIONS, "actions": actions}],
    }
    return load_data(tree, "advised")


def told(of: Questionnaire, tier: str | None = None, population: int | None = None) -> Advice:
    """The advice to an authority that is at level 1 of *rung*."""
    target = Answer(State.VALUE, 2)
    found = advice_for(of, of.question("rung"), target, Tier(tier) if tier else None, population)
    assert found
    return found


def audience_of(of: Questionnaire, tier: str | None, population: int | None) -> str | None:
    audience = told(of, tier, population).audience
    return audience.id if audience else None


def test_the_step_of_a_level_is_the_level_reached() -> None:
    of = questionnaire()
    reached = {level: advice_for(of, of.question("rung"), Answer(State.VALUE, level)) for level in (1, 2, 3)}

    assert {level: advice.key for level, advice in reached.items() if advice} == {1: "rung:1", 2: "rung:2"}
    assert reached[3] is None, "nothing was written for it"


def test_the_step_of_a_checklist_is_the_item_added() -> None:
    of = questionnaire()
    held = of.question("held")

    def after(code: str) -> Advice | None:
        target = step_up(held, read_answer(held, code))
        assert target
        return advice_for(of, held, target)

    found = after("c;a")
    assert found
    assert (found.key, found.step) == ("held:b", "b")
    assert after("-") is None, "the first item has no action"
    assert after("a;b") is None


def test_a_number_has_one_step_whatever_the_number() -> None:
    of = questionnaire()
    keys = [advice_for(of, of.question("count"), Answer(State.VALUE, number)) for number in (2, 7.5)]

    assert [advice.key for advice in keys if advice] == ["count:", "count:"]


def test_an_answer_without_value_or_item_leads_to_no_step() -> None:
    of = questionnaire()

    assert advice_for(of, of.question("rung"), Answer(State.MISSING)) is None
    assert advice_for(of, of.question("held"), Answer(State.VALUE, 0.0)) is None


@pytest.mark.parametrize(
    ("tier", "population", "audience"),
    [
        pytest.param("commune", 3499, "village", id="just below the bound"),
        pytest.param("commune", 3500, "town", id="on the bound"),
        pytest.param("commune", 0, "village", id="nobody lives there"),
        pytest.param("commune", 49_999, "town", id="just below the upper bound"),
        pytest.param("commune", 50_000, "local", id="on the upper bound: the first that fits, not the nearest"),
        pytest.param("epci", 200, "local", id="another tier, whatever its size"),
        pytest.param("departement", 50_000, "large", id="on the bound, all tiers"),
        pytest.param("departement", 49_999, "anybody", id="below it"),
        pytest.param("commune", None, "local", id="unknown population: no audience that counts people"),
        pytest.param("region", None, "anybody", id="unknown population, open audience"),
        pytest.param(None, None, None, id="nothing known"),
        pytest.param(None, 100, None, id="unknown tier"),
    ],
)
def test_the_first_audience_that_includes_the_authority_speaks(
    tier: str | None, population: int | None, audience: str | None
) -> None:
    of = questionnaire(*EVERY_AUDIENCE)

    found = told(of, tier, population)

    assert (found.audience.id if found.audience else None) == audience
    assert found.why.fr == (audience or "why")


def test_the_order_is_that_of_the_questionnaire_not_of_the_variants() -> None:
    of = questionnaire(*reversed(EVERY_AUDIENCE))

    assert audience_of(of, "commune", 300) == "village"


def test_an_audience_without_variant_leaves_the_word_to_the_next_one_that_has() -> None:
    of = questionnaire({"audience": "anybody", "why": text("anybody")}, {"audience": "town", "why": text("town")})

    assert audience_of(of, "commune", 300) == "anybody"
    assert audience_of(of, "commune", 9000) == "town"


def test_without_variant_that_fits_everybody_hears_the_same() -> None:
    plain = told(questionnaire(), "commune", 300)
    of = questionnaire({"audience": "town", "why": text("town")})

    assert plain.audience is None
    assert told(of, "commune", 300) == told(of) == plain


def test_a_variant_replaces_what_it_says_and_nothing_else() -> None:
    own = {
        "title": text("own title"),
        "why": text("own why"),
        "how": [text("own step")],
        "partners": [text("own partner")],
        "means": [text("own means")],
        "effort": "days",
        "proof": text("own proof"),
    }
    everybody = told(questionnaire())
    for name, words in own.items():
        found = told(questionnaire({"audience": "village", name: words}), "commune", 300)
        replaced = {key for key in own if getattr(found, key) != getattr(everybody, key)}
        assert replaced == {name}
    whole = told(questionnaire({"audience": "village", **own}), "commune", 300)
    assert (whole.title.fr, whole.effort, whole.how[0].en) == ("own title", "days", "own step")
    assert (whole.question_id, whole.step, whole.key) == ("rung", "2", "rung:2")


def test_without_variant_everything_is_as_the_action_says() -> None:
    of = questionnaire()
    written = of.action("rung", "2")
    assert written

    for name in ("title", "why", "how", "partners", "means", "effort", "proof"):
        assert getattr(told(of), name) == getattr(written, name), name


def test_references_come_whole_in_the_order_of_the_bibliography() -> None:
    of = questionnaire(references=["second", "first"])

    assert [reference.id for reference in told(of).references] == ["first", "second"]
    assert told(questionnaire()).references == ()


def test_an_action_is_read_in_the_words_of_any_audience_or_of_everybody() -> None:
    """What the référentiel page does: no authority is known there."""
    of = questionnaire({"audience": "village", "why": text("village")})
    written = of.action("rung", "2")
    village, town = of.audiences[:2]
    assert written

    assert worded(of, written, village).audience == village
    for audience in (town, None):
        found = worded(of, written, audience)
        assert (found.audience, found.why.fr) == (None, "why")


def test_an_audience_without_bounds_includes_those_of_unknown_size() -> None:
    audience = Audience.model_validate({"id": "a", "title": text("a"), "tiers": ["syndicat"]})

    assert audience.includes(Tier.SYNDICAT, None)
    assert not audience.includes(Tier.PETR, None)
    assert not audience.includes(None, 10)


def test_an_audience_from_nobody_on_still_wants_to_know_how_many() -> None:
    audience = Audience.model_validate({"id": "a", "title": text("a"), "at_least": 0})

    assert audience.includes(Tier.COMMUNE, 0)
    assert not audience.includes(Tier.COMMUNE, None)
