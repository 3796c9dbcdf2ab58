# SPDX-License-Identifier: EUPL-1.2
"""What must hold for any questionnaire and any answers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Challenge, Question, Questionnaire, Tier
from governance.scoring.answers import matrix_of_answers
from governance.scoring.gains import step_up
from governance.scoring.normalise import normalise
from governance.scoring.result import Node, Profile, Scores, Status
from governance.scoring.scores import profile, score
from tests.scoring.strategies import cases
from tests.scoring.test_reference import assert_same

Case = tuple[Questionnaire, dict[str, Mapping[str, Answer]], dict[str, Tier]]
SLACK = 1e-9
many = settings(max_examples=150, deadline=None)


def scored(case: Case) -> Scores:
    questionnaire, answers, tiers = case
    return score(questionnaire, matrix_of_answers(questionnaire, answers, tiers), keep_flash=True)


def everything(profile: Profile) -> list[Node]:
    return [profile.index, *profile.challenges, *profile.readings]


def plain(case: Case) -> Profile:
    questionnaire, answers, tiers = case
    return profile(questionnaire, answers["T0"], tiers.get("T0"), keep_flash=False)


@many
@given(cases())
def test_a_score_lies_within_its_band_and_both_within_0_and_100(case: Case) -> None:
    scores = scored(case)
    for row in range(len(case[1])):
        for node in everything(scores.profile(row)):
            if node.low is not None and node.high is not None:
                assert 0 <= node.low <= node.high <= 100
            if node.score is not None and node.low is not None and node.high is not None:
                assert node.low <= node.score <= node.high


@many
@given(cases())
def test_a_figure_is_there_exactly_when_its_status_says_so(case: Case) -> None:
    for node in everything(scored(case).profile(0)):
        assert (node.score is not None) == (node.status >= Status.PROVISIONAL)
        assert (node.coverage is None) == (node.status == Status.NOT_APPLICABLE)
        assert not (node.not_computable and node.score is not None)


@many
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_authorities_changes_nothing(case: Case, random: Any) -> None:
    questionnaire, answers, tiers = case
    shuffled = list(answers)
    random.shuffle(shuffled)
    before, after = scored(case), scored((questionnaire, {name: answers[name] for name in shuffled}, tiers))
    for row, name in enumerate(shuffled):
        assert_same(after.profile(row), before.profile(list(answers).index(name)))


@many
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_questions_changes_nothing(case: Case, random: Any) -> None:
    questionnaire, answers, tiers = case

    def shuffled(challenge: Challenge) -> Challenge:
        return challenge.model_copy(
            update={"questions": tuple(random.sample(challenge.questions, len(challenge.questions)))}
        )

    other = changed(questionnaire, [shuffled(challenge) for challenge in questionnaire.challenges])
    by_id = {node.id: node for node in plain((other, answers, tiers)).readings}
    found, expected = plain((other, answers, tiers)), plain(case)
    ordered = tuple(by_id[node.id] for node in expected.readings)
    assert_same(Profile(found.index, found.challenges, ordered, found.imbalance), expected)


def changed(questionnaire: Questionnaire, challenges: list[Challenge]) -> Questionnaire:
    """A copy made of these challenges; validated, so that nothing cached is carried over."""
    return Questionnaire.model_validate({**questionnaire.model_dump(exclude={"challenges"}), "challenges": challenges})


@many
@given(cases())
def test_a_question_that_does_not_apply_counts_as_if_the_questionnaire_did_not_have_it(case: Case) -> None:
    questionnaire, answers, tiers = case
    question = questionnaire.questions[0]
    challenge, *others = questionnaire.challenges
    assume(len(challenge.questions) > 1)
    without = changed(questionnaire, [challenge.model_copy(update={"questions": challenge.questions[1:]}), *others])
    aside = {**answers["T0"], question.id: Answer(State.NOT_APPLICABLE)}
    rest = {name: answer for name, answer in aside.items() if name != question.id}
    with_it = plain((questionnaire, {"T0": aside}, tiers))
    without_it = plain((without, {"T0": rest}, tiers))
    known = {node.id: node for node in everything(without_it)}
    for node in everything(with_it):
        if node.id in known:
            assert figures(node) == figures(known[node.id])


def figures(node: Node) -> list[Any]:
    """All but the scope, which does tell the two apart."""
    numbers = (node.score, node.coverage, node.low, node.high)
    return [*(None if number is None else round(number, 7) for number in numbers), node.status, node.level]


@many
@given(cases(), st.data())
def test_raising_an_answer_never_lowers_a_score_a_band_or_a_level(case: Case, data: st.DataObject) -> None:
    questionnaire, answers, tiers = case
    question = data.draw(st.sampled_from(questionnaire.questions))
    raised = step_up(question, answers["T0"].get(question.id, Answer(State.MISSING)))
    assume(raised is not None and not lowers(question, answers["T0"][question.id], raised))
    before = scored(case).profile(0)
    after = scored((questionnaire, {"T0": {**answers["T0"], question.id: raised}}, tiers)).profile(0)
    for old, new in zip(everything(before), everything(after), strict=True):
        for name in ("score", "low", "high", "level"):
            assert not below(getattr(new, name), getattr(old, name)), (old, new)


def lowers(question: Question, before: Answer, after: Answer) -> bool:
    return bool(np.diff(normalise(question, np.array([before.value, after.value]))) < 0)


def below(new: float | None, old: float | None) -> bool:
    return old is not None and (new is None or new < old - SLACK)


@many
@given(cases(), st.sampled_from([1e-6, 0.125, 3.0, 1e9]), st.sampled_from([1e-6, 7.0, 1e9]))
def test_only_the_proportions_of_the_weights_matter(case: Case, of_questions: float, of_challenges: float) -> None:
    questionnaire, answers, tiers = case

    def scaled(challenge: Challenge) -> Challenge:
        questions = tuple(q.model_copy(update={"weight": q.weight * of_questions}) for q in challenge.questions)
        return challenge.model_copy(update={"weight": challenge.weight * of_challenges, "questions": questions})

    other = changed(questionnaire, [scaled(challenge) for challenge in questionnaire.challenges])
    assert_same(plain((other, answers, tiers)), plain(case))


@many
@given(cases())
def test_another_authority_never_moves_a_score(case: Case) -> None:
    questionnaire, answers, tiers = case
    alone = scored((questionnaire, {"T0": answers["T0"]}, tiers)).profile(0)
    assert_same(scored(case).profile(0), alone)


@many
@given(cases())
def test_answering_what_was_unknown_stays_within_the_band_of_each_challenge(case: Case) -> None:
    questionnaire, answers, tiers = case
    before = plain(case)
    filled = {q.id: Answer(State.VALUE, 1.0, ("i0",)) for q in questionnaire.questions if unknown(answers["T0"], q)}
    after = plain((questionnaire, {"T0": {**answers["T0"], **filled}}, tiers))
    for old, new in zip(before.challenges, after.challenges, strict=True):
        if old.low is not None and old.high is not None and new.score is not None:
            assert old.low - SLACK <= new.score <= old.high + SLACK


def unknown(answers: Mapping[str, Answer], question: Question) -> bool:
    return answers.get(question.id, Answer(State.MISSING)).state in {State.MISSING, State.DONT_KNOW}
