# SPDX-License-Identifier: EUPL-1.2
"""What can be seen of a session now: by phones and the screen, by the console; and whether it moved."""

from collections.abc import Iterable, Mapping

from governance.services.assessments import now
from governance.services.ports import Clock, Questionnaires, Store, Territories
from governance.workshops.records import Version, Workshop
from governance.workshops.views import ConsoleView, RoomView


class RoomService:
    """Reads only, but for the presence of phones."""

    def __init__(
        self, store: Store, questionnaires: Questionnaires, territories: Territories, clock: Clock = now
    ) -> None: ...

    def by_screen_token(self, token: str) -> Workshop:
        """The session that a screen's link opens; NotFoundError("workshop.link_dead") once it has ended."""
        raise NotImplementedError

    def room(self, workshop_id: str) -> RoomView:
        """The public state; ``ended`` once it is over."""
        raise NotImplementedError

    def console(self, workshop_id: str) -> ConsoleView:
        """Everything for the facilitator."""
        raise NotImplementedError

    def versions(self, workshop_ids: Iterable[str]) -> dict[str, Version]:
        """Where each session is, in one cheap query: it moves at each transition and each vote, whoever stored it."""
        raise NotImplementedError

    def report_presence(self, process: str, connected: Mapping[str, int]) -> None:
        """How many phones one server process holds, by session: to be said every 5 s; forgotten after 15."""
        raise NotImplementedError
