# SPDX-License-Identifier: EUPL-1.2
"""What participants do in a session: join, vote, say why. What a method returned is on disk."""

from collections.abc import Mapping

from governance.services.assessments import now
from governance.services.ports import Clock, Questionnaires, Store
from governance.workshops.records import Argument, Version, Workshop
from governance.workshops.views import Mine


class BallotService:
    """Participants are told apart by ``codes.participant_of(workshop_id, cookie)``; nothing else is known of them."""

    def __init__(self, store: Store, questionnaires: Questionnaires, clock: Clock = now) -> None: ...

    def find(self, code: str) -> Workshop:
        """The session that a code opens, as typed; NotFoundError("workshop.code_unknown") for a wrong or a dead one."""
        raise NotImplementedError

    def join(self, workshop_id: str, participant: str, college: str | None = None) -> Mine:
        """Be there: counted once, however often it is called. A college chosen may be changed until one has voted."""
        raise NotImplementedError

    def vote(
        self, workshop_id: str, participant: str, question_id: str, round_number: int, answer: str, *, key: str = ""
    ) -> Version:
        """Keep an answer: a level's number, ``NSP``, or points for PRIORITIES; changeable until the vote closes.

        ConflictError("workshop.round_not_open") when that round is not open, InputError for an answer or key that
        cannot be. ``key`` is made up by the phone for each press of the button: sent again, even late, even after the
        close, it changes nothing and is acknowledged, if it was stored. Joins who had not joined.
        """
        raise NotImplementedError

    def spread(
        self, workshop_id: str, participant: str, round_number: int, points: Mapping[str, int], *, key: str = ""
    ) -> Version:
        """The same for the vote on priorities: at most 10 points over the options."""
        raise NotImplementedError

    def argue(
        self,
        workshop_id: str,
        participant: str,
        question_id: str,
        text: str,
        *,
        level: int | None = None,
        key: str = "",
    ) -> Argument:
        """Say why, for the facilitator to show or not: at most three for a participant and a question."""
        raise NotImplementedError

    def mine(self, workshop_id: str, participant: str) -> Mine:
        """What one participant said to what is asked now."""
        raise NotImplementedError

    def mine_of_all(self, workshop_id: str) -> dict[str, Mine]:
        """The same for everybody who joined, in one reading: for a process that holds many phones' streams."""
        raise NotImplementedError
