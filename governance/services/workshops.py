# SPDX-License-Identifier: EUPL-1.2
"""The life of a session: create, ask, close, reveal, retain, end. What a method returned is on disk."""

from collections.abc import Mapping, Sequence

from governance.questionnaire.edition import EditionKey
from governance.questionnaire.model import Form
from governance.services.assessments import AssessmentService, now
from governance.services.ports import Clock, Questionnaires, Store, Territories
from governance.workshops.records import Argument, Option, Workshop


class WorkshopService:
    """What facilitators do. Each method appends to the journal; ``by`` is the name that stands there."""

    def __init__(
        self,
        store: Store,
        questionnaires: Questionnaires,
        territories: Territories,
        assessments: AssessmentService,
        clock: Clock = now,
    ) -> None: ...

    # Its beginning.

    def create(
        self,
        assessment_id: str,
        question_ids: Sequence[str] | None = None,
        *,
        form: Form = "full",
        colleges: Sequence[str] = (),
        title: str = "",
        by: str = "",
    ) -> Workshop:
        """A new session on an assessment: on these questions (of levels), or on all those of a form."""
        raise NotImplementedError

    def create_for(
        self,
        territory_id: str,
        questionnaire: EditionKey | None = None,
        *,
        form: Form = "full",
        colleges: Sequence[str] = (),
        by: str = "",
    ) -> Workshop:
        """The same for an authority, whose assessment is continued or begun."""
        raise NotImplementedError

    # Finding it.

    def get(self, workshop_id: str) -> Workshop:
        """The session of an id, ended or not; NotFoundError when there is none."""
        raise NotImplementedError

    def of_assessment(self, assessment_id: str) -> list[Workshop]:
        """The sessions of an assessment, the latest first."""
        raise NotImplementedError

    def recent(self, limit: int = 10) -> list[Workshop]:
        """The latest sessions of all assessments."""
        raise NotImplementedError

    def by_code_even_ended(self, code: str) -> Workshop:
        """For the command line: the session that had a code."""
        raise NotImplementedError

    def by_console_token(self, token: str) -> Workshop:
        """The session that a co-facilitator's link opens; NotFoundError once it has ended."""
        raise NotImplementedError

    # Steps of the question in front. ConflictError("workshop.not_now") when its state does not allow it.

    def show(self, workshop_id: str, question_id: str, *, by: str = "") -> Workshop:
        """Put another question (or PRIORITIES) in front of the room, as it stands; not while a vote is open."""
        raise NotImplementedError

    def open(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """Open the vote: of that question, shown if it was not; of the one in front; or of the first not asked yet.

        A question revealed or discussed gets its next round.
        """
        raise NotImplementedError

    def close(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """No vote is taken any more; nothing shows yet."""
        raise NotImplementedError

    def reveal(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """Everybody sees the result."""
        raise NotImplementedError

    def discuss(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """The room talks."""
        raise NotImplementedError

    def retain(
        self,
        workshop_id: str,
        level: int,
        question_id: str | None = None,
        *,
        note: str = "",
        dissent: str = "",
        by: str = "",
    ) -> Workshop:
        """Note the level that people retained, with the consensus before and after. Retaining again replaces it."""
        raise NotImplementedError

    def back(self, workshop_id: str, question_id: str | None = None, *, by: str = "") -> Workshop:
        """One step back: a vote just opened or closed, a discussion, a decision. Never before a reveal."""
        raise NotImplementedError

    def end(self, workshop_id: str, *, by: str = "") -> Workshop:
        """End the session: code and links are dead, nothing links a person's votes any more. Not while rehearsing."""
        raise NotImplementedError

    # Around the vote.

    def start_timer(self, workshop_id: str, seconds: int, *, by: str = "") -> Workshop:
        """Show a countdown. It informs, and closes nothing."""
        raise NotImplementedError

    def pause_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Stop it where it is."""
        raise NotImplementedError

    def resume_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Let it run again."""
        raise NotImplementedError

    def extend_timer(self, workshop_id: str, seconds: int, *, by: str = "") -> Workshop:
        """Give more time."""
        raise NotImplementedError

    def clear_timer(self, workshop_id: str, *, by: str = "") -> Workshop:
        """Show none."""
        raise NotImplementedError

    def count_hands(self, workshop_id: str, hands: Mapping[str, int], *, by: str = "") -> Workshop:
        """People without a phone: how many hands for each answer (level number or NSP) of the present round.

        They replace those counted before, while the vote is open or just closed.
        """
        raise NotImplementedError

    def show_argument(self, workshop_id: str, argument_id: str, *, by: str = "") -> Argument:
        """Let the room read an argument (once the round is revealed)."""
        raise NotImplementedError

    def hide_argument(self, workshop_id: str, argument_id: str, *, by: str = "") -> Argument:
        """Put it away."""
        raise NotImplementedError

    # The vote on priorities: shown, opened, closed and revealed as a question, under the id PRIORITIES.

    def propose_options(self, workshop_id: str, limit: int = 8, *, by: str = "") -> list[Option]:
        """Take the steps of the best gain that the assessment's answers, and the levels retained, make possible."""
        raise NotImplementedError

    def add_option(self, workshop_id: str, title: str, *, step: str | None = None, by: str = "") -> Option:
        """Add an action: a step of the questionnaire, or in the room's own words. Before the vote opens."""
        raise NotImplementedError

    def remove_option(self, workshop_id: str, option_id: str, *, by: str = "") -> None:
        """Take one out, before the vote opens."""
        raise NotImplementedError

    # Rehearsal.

    def rehearse(self, workshop_id: str, voters: int = 30, *, by: str = "") -> Workshop:
        """Begin a rehearsal with simulated voters; only while nobody has voted."""
        raise NotImplementedError

    def simulate_votes(self, workshop_id: str) -> int:
        """Have the simulated voters answer what is open now; returns how many did."""
        raise NotImplementedError

    def purge(self, workshop_id: str, *, by: str = "") -> Workshop:
        """End the rehearsal: all its votes, arguments, hands and decisions go; every question is as before."""
        raise NotImplementedError

    # Who leads.

    def take_over(self, workshop_id: str, device: str, name: str = "") -> Workshop:
        """Lead from this device; ``workshop.driver`` tells the others that it is not theirs any more."""
        raise NotImplementedError

    def renew_links(self, workshop_id: str, *, by: str = "") -> Workshop:
        """New secret links for the screen and the co-facilitator: those lost or shown by mistake are dead."""
        raise NotImplementedError
