# SPDX-License-Identifier: EUPL-1.2
"""An assessment frozen on a day (*état des lieux figé*): complete in itself, and never altered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from governance.assessments.records import AssessmentHead, StoredAnswer
from governance.plans.records import PlannedAction, plain_action, read_action
from governance.questionnaire.model import Form
from governance.scoring.result import Node, Profile, Status


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was answered, with which questionnaire, what it scored, and who the authority was at that date."""

    id: str
    assessment_id: str
    name: str
    taken_at: datetime
    author: str
    payload: Mapping[str, Any]
    """Plain data: ``territory``, ``questionnaire``, ``form``, ``simulated``, ``answers``, ``scores``, ``plan``."""

    @property
    def territory(self) -> dict[str, Any]:
        """The authority's identity at that date: at least ``id``, ``name``, ``tier``, ``population``."""
        return dict(self.payload["territory"])

    @property
    def questionnaire_id(self) -> str:
        """The questionnaire answered."""
        return str(self.payload["questionnaire"]["id"])

    @property
    def questionnaire_version(self) -> str:
        """And its version."""
        return str(self.payload["questionnaire"]["version"])

    @property
    def form(self) -> Form:
        """The form chosen at that date."""
        return "flash" if self.payload["form"] == "flash" else "full"

    @property
    def simulated(self) -> bool:
        """Whether the data are simulated (*données simulées*)."""
        return bool(self.payload["simulated"])

    @property
    def answers(self) -> dict[str, StoredAnswer]:
        """The answers at that date, by question."""
        return {
            question: StoredAnswer(question, **{**answer, "at": datetime.fromisoformat(answer["at"])})
            for question, answer in self.payload["answers"].items()
        }

    @property
    def plan(self) -> tuple[PlannedAction, ...]:
        """The action plan at that date; the first snapshots of all were taken before there were any."""
        return tuple(read_action(plain) for plain in self.payload.get("plan", ()))

    @property
    def profile(self) -> Profile:
        """The scores at that date."""
        scores = self.payload["scores"]
        return Profile(
            index=read_node(scores["index"]),
            challenges=tuple(read_node(node) for node in scores["challenges"]),
            readings=tuple(read_node(node) for node in scores["readings"]),
            imbalance=scores["imbalance"],
        )


def snapshot_payload(
    head: AssessmentHead,
    territory: Mapping[str, Any],
    answers: Mapping[str, StoredAnswer],
    profile: Profile,
    plan: Iterable[PlannedAction] = (),
) -> dict[str, Any]:
    """Everything that a snapshot keeps, as plain data."""
    return {
        "territory": dict(territory),
        "questionnaire": {"id": head.questionnaire_id, "version": head.questionnaire_version},
        "form": head.form,
        "simulated": head.simulated,
        "answers": {question: plain_answer(answer) for question, answer in sorted(answers.items())},
        "scores": plain_profile(profile),
        "plan": [plain_action(action) for action in plan],
    }


def plain_answer(answer: StoredAnswer) -> dict[str, Any]:
    """An answer as plain data, without the question's id."""
    values = asdict(answer)
    del values["question_id"]
    return {**values, "at": answer.at.isoformat()}


def plain_profile(profile: Profile) -> dict[str, Any]:
    """A profile as plain data: each status by its word."""
    return {
        "index": plain_node(profile.index),
        "challenges": [plain_node(node) for node in profile.challenges],
        "readings": [plain_node(node) for node in profile.readings],
        "imbalance": profile.imbalance,
    }


def plain_node(node: Node) -> dict[str, Any]:
    """One figure as plain data."""
    return {**asdict(node), "status": node.status.label}


def read_node(plain: Mapping[str, Any]) -> Node:
    """One figure back. What a later version no longer knows is left aside; what it added takes its default."""
    known = {field.name for field in fields(Node)} & plain.keys()
    return Node(**{**{name: plain[name] for name in known}, "status": Status[plain["status"].upper()]})
