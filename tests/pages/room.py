# SPDX-License-Identifier: EUPL-1.2
"""A room full of people, for the console's tests: they join and vote through the service, as phones do."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.bootstrap import Application
from governance.workshops.colleges import COLLEGES
from governance.workshops.records import PRIORITIES, Workshop
from governance.workshops.views import ConsoleView


@dataclass
class Room:
    """A session and its participants: ``p0``, ``p1``, …, in turn of each college that the session has."""

    running: Application
    id: str

    @property
    def workshop(self) -> Workshop:
        return self.running.workshops.get(self.id)

    @property
    def view(self) -> ConsoleView:
        return self.running.rooms.console(self.id)

    @property
    def state(self) -> tuple[str, int]:
        return self.view.room.state, self.view.room.round

    def join(self, count: int) -> None:
        colleges = self.workshop.colleges
        for rank in range(count):
            college = colleges[rank % len(colleges)] if colleges else None
            self.running.ballots.join(self.id, f"p{rank}", college)

    def vote(self, answers: Sequence[int | str]) -> None:
        """Participant n answers the n-th, in the round that is open."""
        room = self.view.room
        assert room.asked
        for rank, answer in enumerate(answers):
            self.running.ballots.vote(self.id, f"p{rank}", room.asked, room.round, str(answer), key=f"{rank}")

    def spread(self, points: Sequence[dict[str, int]]) -> None:
        """Participant n spreads the n-th points."""
        room = self.view.room
        assert room.asked == PRIORITIES
        for rank, given in enumerate(points):
            self.running.ballots.spread(self.id, f"p{rank}", room.round, given, key=f"{rank}")


def begin_room(
    running: Application,
    assessment_id: str,
    *,
    colleges: bool = False,
    questions: int = 2,
    vote_seconds: int | None = None,
) -> Room:
    """A session on the first questions of an assessment's short form."""
    asked = [question.id for question in running.questionnaire().asked("flash")][:questions]
    wanted = COLLEGES[:2] if colleges else ()
    workshop = running.workshops.create(
        assessment_id, asked, colleges=wanted, vote_seconds=vote_seconds, by="Ana *Étoile*"
    )
    return Room(running, workshop.id)
