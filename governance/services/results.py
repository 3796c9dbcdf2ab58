# SPDX-License-Identifier: EUPL-1.2
"""What answers amount to: one authority in full, or a layer of authorities for a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from governance.assessments.records import AssessmentDetail, AssessmentHead, LayerOfAnswers
from governance.errors import NotFoundError
from governance.questionnaire.advice import Advice, advice_for
from governance.questionnaire.answer import Answer
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.answers import AnswerMatrix, matrix_of_codes
from governance.scoring.gains import Gain
from governance.scoring.result import Profile, Scores
from governance.scoring.scores import profile, score
from governance.services.assessments import read_answers, storable
from governance.services.ports import Questionnaires, Store, Territories
from governance.territories.territory import Layer, Territory

Codes = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Result:
    """One assessment with what is needed to explain it."""

    detail: AssessmentDetail
    territory: Territory
    questionnaire: Questionnaire
    answers: dict[str, Answer]
    profile: Profile

    def advice(self, step: Gain) -> Advice | None:
        """What to do for one of its next steps, in words that fit the authority; None when nothing is written."""
        question = self.questionnaire.question(step.question_id)
        return advice_for(self.questionnaire, question, step.target, self.territory.tier, self.territory.population)


@dataclass(frozen=True, slots=True)
class LayerScores:
    """The scores of the n territories of a layer for which somebody answered: row i is that of ``territories[i]``.

    A territory whose authority is listed in another layer (Martinique as département) has that authority's scores.
    """

    territories: tuple[str, ...]
    assessments: tuple[str, ...]
    simulated: NDArray[np.bool_]
    matrix: AnswerMatrix
    scores: Scores

    def row(self, territory_id: str) -> int | None:
        """The row of a territory; None when nobody answered for it."""
        return self.territories.index(territory_id) if territory_id in self.territories else None


class ResultService:
    """Scores, computed when something changed and kept until then."""

    def __init__(self, store: Store, questionnaires: Questionnaires, territories: Territories) -> None:
        self._store = store
        self._questionnaires = questionnaires
        self._territories = territories
        self._stand_ins: dict[Layer, dict[str, str]] = {}
        self._kept: dict[tuple[LayerOfAnswers, Form], tuple[tuple[object, ...], LayerScores]] = {}
        self._turn = Lock()

    def read(self, assessment_id: str, form: Form | None = None) -> Result:
        """One assessment scored in its own form, or in another."""
        with self._store.reading() as unit:
            head = unit.assessments.get(storable(assessment_id))
            if head is None:
                raise NotFoundError("assessment.unknown", id=assessment_id)
            stored = unit.answers.of_assessment(head.id)
        questionnaire = self._questionnaires.get(head.questionnaire_id, head.questionnaire_version)
        territory = self._territories.get(head.territory_id)
        answers = read_answers(questionnaire, stored)
        scores = profile(questionnaire, answers, territory.tier, form or head.form)
        return Result(AssessmentDetail(head, stored), territory, questionnaire, answers, scores)

    def profile(self, assessment_id: str, form: Form | None = None) -> Profile:
        """The figures of one assessment."""
        return self.read(assessment_id, form).profile

    def latest(self, layer: Layer, questionnaire: Questionnaire, form: Form = "flash") -> LayerScores:
        """The present scores of a layer, real answers preferred to simulated ones.

        In the flash form everybody is compared on the flash questions; in the full form only those who chose it are
        there. Computed in one pass, and kept until an answer of the layer changes.
        """
        wanted = self.layer_of(layer, questionnaire)
        with self._turn:
            with self._store.reading() as unit:
                revision = unit.assessments.layer_revision(wanted)
                known = self._kept.get((wanted, form))
                if known and known[0] == revision:
                    return known[1]
                heads = chosen(unit.assessments.of_layer(wanted), form)
                codes = by_assessment(unit.answers.codes_of_layer(wanted))
            computed = self._compute(questionnaire, form, self._rows(wanted, heads), codes)
            self._kept[wanted, form] = revision, computed
            return computed

    def layer_of(self, layer: Layer, questionnaire: Questionnaire) -> LayerOfAnswers:
        """What the store knows a layer and its answers by."""
        return LayerOfAnswers(layer, self._elsewhere(layer), questionnaire.id, questionnaire.version)

    def answers_elsewhere(self, layer: Layer, questionnaire: Questionnaire) -> int:
        """How many authorities of a layer answered only other questionnaires, or other versions of this one."""
        wanted = self.layer_of(layer, questionnaire)
        with self._store.reading() as unit:
            return unit.assessments.other_editions_of_layer(wanted)

    def _compute(
        self, questionnaire: Questionnaire, form: Form, rows: dict[str, AssessmentHead], codes: Codes
    ) -> LayerScores:
        tiers = {territory: self._territories.get(head.territory_id).tier for territory, head in rows.items()}
        matrix = matrix_of_codes(questionnaire, {t: codes.get(head.id, {}) for t, head in rows.items()}, tiers)
        return LayerScores(
            territories=tuple(rows),
            assessments=tuple(head.id for head in rows.values()),
            simulated=np.array([head.simulated for head in rows.values()], dtype=np.bool_),
            matrix=matrix,
            scores=score(questionnaire, matrix, form),
        )

    def _rows(self, wanted: LayerOfAnswers, heads: dict[str, AssessmentHead]) -> dict[str, AssessmentHead]:
        """The assessment to show for each territory of the layer that has one."""
        own = {territory: head for territory, head in heads.items() if territory.startswith(f"{wanted.layer}:")}
        stand_ins = self._stand_ins[wanted.layer]
        return own | {territory: heads[by] for territory, by in stand_ins.items() if by in heads}

    def _elsewhere(self, layer: Layer) -> tuple[str, ...]:
        """The authorities of other layers that stand for territories of this one."""
        if layer not in self._stand_ins:
            self._stand_ins[layer] = {t.id: t.authority for t in self._territories.of_layer(layer) if t.authority}
        return tuple(sorted(set(self._stand_ins[layer].values())))


def by_assessment(answers: Iterable[tuple[str, str, str]]) -> Codes:
    """The codes of each assessment, by question."""
    codes: Codes = {}
    for assessment_id, question_id, code in answers:
        codes.setdefault(assessment_id, {})[question_id] = code
    return codes


def chosen(heads: Iterable[AssessmentHead], form: Form) -> dict[str, AssessmentHead]:
    """One assessment for each authority: the real one where there is one, simulated otherwise."""
    fitting = [head for head in heads if form == "flash" or head.form == "full"]
    return {head.territory_id: head for head in sorted(fitting, key=lambda head: not head.simulated)}
