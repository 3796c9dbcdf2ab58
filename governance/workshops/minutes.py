# SPDX-License-Identifier: EUPL-1.2
"""What remains of a session: the data of its minutes (*compte rendu*), and its anonymous votes."""

from dataclasses import dataclass

from governance.assessments.records import StoredAnswer
from governance.workshops.colleges import College
from governance.workshops.moves import Moves
from governance.workshops.records import Argument, Asked, Decision, JournalLine, Workshop
from governance.workshops.views import PrioritiesResult, QuestionShown, Result


@dataclass(frozen=True, slots=True)
class QuestionMinutes:
    """One question that was put to the vote: only rounds that were revealed."""

    question: QuestionShown
    asked: Asked
    results: tuple[Result, ...]
    moves: tuple[Moves, ...]
    decision: Decision | None
    arguments: tuple[Argument, ...]
    """Those that were shown."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The whole session, as the page of minutes tells it."""

    workshop: Workshop
    territory: str
    attended: int
    """How many people have joined with a phone."""
    questions: tuple[QuestionMinutes, ...]
    not_asked: tuple[QuestionShown, ...]
    priorities: PrioritiesResult | None
    journal: tuple[JournalLine, ...]

    @property
    def hands(self) -> int:
        """How many people showed their hands at most: who has no phone is counted nowhere else."""
        return max((result.by_hand for held in self.questions for result in held.results), default=0)

    @property
    def others(self) -> int:
        """The participants that no college's head-count holds: nobody, or five people at least."""
        return self.attended - sum(people for _, people in self.workshop.attended_colleges or ())


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One anonymous vote of a round that was revealed, or hands counted together."""

    question_id: str
    round: int
    voter: str
    """A number that tells nobody: the same person's rounds of one question where eleven or more voted in it, a vote
    alone otherwise; never the same across questions. Empty for hands."""
    college: College | None
    """None where the college may not be shown in every round of the question."""
    answer: str
    count: int = 1
    """How many hands; 1 for a vote."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level that the session retained, beside the answer that the assessment has now."""

    decision: Decision
    question: QuestionShown
    present: StoredAnswer | None

    @property
    def confirmed(self) -> bool:
        """Whether the pilot has made it the assessment's answer."""
        return self.decision.confirmed_at is not None

    @property
    def expected_version(self) -> int:
        """What ``DecisionService.confirm`` takes, to show that the pilot saw the present answer."""
        return self.present.version if self.present else 0

    @property
    def differs(self) -> bool:
        """Whether confirming would put another answer in the place of one that somebody gave."""
        return bool(self.present and self.present.code and self.present.code != str(self.decision.level))
