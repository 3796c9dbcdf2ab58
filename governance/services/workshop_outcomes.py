# SPDX-License-Identifier: EUPL-1.2
"""What a session leaves: answers of the assessment, actions of its plan, minutes, anonymous votes."""

from collections.abc import Mapping, Sequence

from governance.assessments.records import StoredAnswer
from governance.language import Language
from governance.plans.records import PlannedAction
from governance.services.assessments import AssessmentService, now
from governance.services.plans import PlanService
from governance.services.ports import Clock, Questionnaires, Store, Territories
from governance.workshops.minutes import Minutes, Proposal, VoteRow
from governance.workshops.views import PrioritiesResult


class OutcomeService:
    """From what the room decided to what the authority states."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        assessments: AssessmentService,
        plans: PlanService,
        *,
        clock: Clock = now,
    ) -> None: ...

    def proposals(self, workshop_id: str) -> list[Proposal]:
        """The levels retained, each beside the assessment's present answer."""
        raise NotImplementedError

    def confirm(
        self, workshop_id: str, seen: Mapping[str, int], *, by: str = "", language: Language = "fr"
    ) -> list[StoredAnswer]:
        """Make levels retained the assessment's answers: those of ``seen``, question → ``Proposal.expected_version``.

        Each is marked as collective, with its voters and agreement, below the comment that was there. ConflictError
        when somebody answered meanwhile: then nothing of that question is written, and those before it are kept.
        Refused during a rehearsal.
        """
        raise NotImplementedError

    def priorities(self, workshop_id: str) -> PrioritiesResult | None:
        """What the vote on priorities said; None before its reveal."""
        raise NotImplementedError

    def plan(self, workshop_id: str, option_ids: Sequence[str], *, by: str = "") -> list[PlannedAction]:
        """Put options in the assessment's plan; those already there are left as they are."""
        raise NotImplementedError

    def minutes(self, workshop_id: str) -> Minutes:
        """The data of the minutes: what was revealed, retained, said and decided."""
        raise NotImplementedError

    def votes(self, workshop_id: str) -> list[VoteRow]:
        """Anonymous votes of the rounds revealed, in an order that tells nothing."""
        raise NotImplementedError
