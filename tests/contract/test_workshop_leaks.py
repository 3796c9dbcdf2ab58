# SPDX-License-Identifier: EUPL-1.2
"""Nothing per level leaves the services before the reveal, in any state of any round, nor under any name.

The distributions are made of numbers that nothing else holds (61 people for a level, 53 for another …): if one of them
is in a view, a count has leaked.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest

from governance.language import LANGUAGES
from governance.services import workshop_results, workshop_rooms
from governance.store.store import Store
from governance.workshops.plain import plain_participant, plain_room
from governance.workshops.records import PRIORITIES, Workshop
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires
from tests.sessions import Sessions, person
from tests.workshops.leaks import numbers_in

SECRETS = {1: {"1": 61, "4": 53, "NSP": 47}, 2: {"2": 67, "3": 59, "NSP": 43}}
HANDS = {1: 71, 2: 73}


@pytest.fixture
def sessions(store: Store, questionnaires: SampleQuestionnaires) -> Sessions:
    return Sessions.on(store, questionnaires, SteppingClock())


def vote(sessions: Sessions, workshop: Workshop, round_number: int, question: str = "split") -> None:
    """So many people for each level, by hand for the most part, and a few phones; an argument that names a level."""
    hands = dict(SECRETS[round_number])
    for answer in list(hands):
        sessions.vote(workshop, {f"{answer} by phone": answer}, question, round_number)
        hands[answer] -= 1
    sessions.workshops.count_hands(workshop.id, hands)
    said = sessions.ballots.argue(
        workshop.id, person(workshop, "1 by phone"), question, f"{HANDS[round_number]} raisons", level=1
    )
    sessions.workshops.show_argument(workshop.id, said.id)


def steps(sessions: Sessions, workshop: Workshop) -> Iterator[set[int]]:
    """Through every state; each time, the rounds that may be seen."""
    act = sessions.workshops
    yield set()
    act.show(workshop.id, "split")
    yield set()
    act.open(workshop.id)
    yield set()
    vote(sessions, workshop, 1)
    yield set()
    act.start_timer(workshop.id, 60)
    yield set()
    act.close(workshop.id)
    yield set()
    act.back(workshop.id)
    yield set()
    act.back(workshop.id)
    yield set()
    act.open(workshop.id)
    act.close(workshop.id)
    yield set()
    act.reveal(workshop.id)
    yield {1}
    act.discuss(workshop.id)
    yield {1}
    act.open(workshop.id)
    yield {1}
    vote(sessions, workshop, 2)
    yield {1}
    act.back(workshop.id)
    yield {1}
    act.retain(workshop.id, 2)
    yield {1}
    act.back(workshop.id)
    act.open(workshop.id)
    act.close(workshop.id)
    yield {1}
    act.reveal(workshop.id)
    yield {1, 2}
    act.retain(workshop.id, 2)
    yield {1, 2}


def seen_by_phones_and_screen(sessions: Sessions, workshop: Workshop) -> list[Any]:
    """Whatever a participant or the screen gets from the services."""
    room = sessions.rooms.room(workshop.id)
    now = datetime.now(UTC)
    stranger = sessions.ballots.mine(workshop.id, person(workshop, "stranger"))
    plain = [plain_room(room, language, now) for language in LANGUAGES]
    phones = [plain_participant(room, stranger, language, now) for language in LANGUAGES]
    return [asdict(room), stranger, *plain, *phones, sessions.outcomes.votes(workshop.id)]


def leaked(values: list[Any], round_number: int) -> set[float]:
    """The secret numbers of a round that values hold."""
    secret = {*SECRETS[round_number].values(), HANDS[round_number]}
    # Hands are one less for each level, the phone's vote being apart.
    secret |= {count - 1 for count in SECRETS[round_number].values()}
    return secret.intersection(numbers_in(values))


def test_no_count_per_level_leaves_before_its_reveal(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for number, revealed in enumerate(steps(sessions, workshop)):
        values = seen_by_phones_and_screen(sessions, workshop)
        for round_number in SECRETS:
            if round_number in revealed:
                assert leaked(values, round_number), f"step {number}: what may be seen is not there"
            else:
                assert not leaked(values, round_number), f"step {number}, round {round_number}"


def test_the_minutes_hold_only_what_was_revealed(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for number, revealed in enumerate(steps(sessions, workshop)):
        minutes = sessions.outcomes.minutes(workshop.id)
        for round_number in SECRETS.keys() - revealed:
            assert not leaked([minutes.questions], round_number), f"step {number}, round {round_number}"


def test_points_stay_hidden_until_their_reveal(sessions: Sessions) -> None:
    workshop = sessions.begin()
    for title in ("Former", "Publier"):
        sessions.workshops.add_option(workshop.id, title)
    sessions.workshops.open(workshop.id, PRIORITIES)
    for number in range(13):
        sessions.ballots.spread(workshop.id, person(workshop, str(number)), 1, {"a1": 9, "a2": 1})
    for act in (sessions.workshops.close, sessions.workshops.reveal):
        assert not {117, 9}.intersection(numbers_in(seen_by_phones_and_screen(sessions, workshop)))
        act(workshop.id)
    assert 117 in numbers_in(seen_by_phones_and_screen(sessions, workshop))


def test_the_search_for_leaks_finds_one(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that counts the round in progress is caught, though no field is named so."""
    monkeypatch.setattr(
        workshop_rooms,
        "results_of",
        lambda unit, workshop, question, _rounds, levels: workshop_results.results_of(
            unit, workshop, question, [1, 2], levels
        ),
    )
    workshop = sessions.begin()
    sessions.workshops.open(workshop.id, "split")
    vote(sessions, workshop, 1)
    assert leaked(seen_by_phones_and_screen(sessions, workshop), 1)
