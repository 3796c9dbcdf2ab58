# SPDX-License-Identifier: EUPL-1.2
"""Every action in every state, in the first round and in a later one: where it leads, or that it is refused."""

import itertools

import pytest

from governance.errors import ConflictError
from governance.language import LANGUAGES
from governance.workshops.machine import NOT_ASKED, Action, Stage, State

PREPARED, OPEN, CLOSED, REVEALED, DISCUSSION, RETAINED = State
# Written out by hand from the design: (state, action) → state, and how many rounds later.
WAYS = {
    (PREPARED, Action.OPEN): (OPEN, +1),
    (OPEN, Action.CLOSE): (CLOSED, 0),
    (CLOSED, Action.REVEAL): (REVEALED, 0),
    (CLOSED, Action.BACK): (OPEN, 0),
    (REVEALED, Action.DISCUSS): (DISCUSSION, 0),
    (REVEALED, Action.OPEN): (OPEN, +1),
    (REVEALED, Action.RETAIN): (RETAINED, 0),
    (DISCUSSION, Action.OPEN): (OPEN, +1),
    (DISCUSSION, Action.RETAIN): (RETAINED, 0),
    (DISCUSSION, Action.BACK): (REVEALED, 0),
    (RETAINED, Action.RETAIN): (RETAINED, 0),
    (RETAINED, Action.BACK): (DISCUSSION, 0),
}
BACK_FROM_OPEN = {1: Stage(PREPARED, 0), 2: Stage(DISCUSSION, 1), 3: Stage(DISCUSSION, 2)}


@pytest.mark.parametrize(("state", "action", "round_number"), list(itertools.product(State, Action, [1, 2, 3])))
def test_every_action_in_every_state(state: State, action: Action, round_number: int) -> None:
    stage = Stage(state, 0 if state is PREPARED else round_number)
    if (state, action) == (OPEN, Action.BACK):
        assert stage.after(action) == BACK_FROM_OPEN[round_number]
    elif (state, action) in WAYS:
        after, rounds = WAYS[state, action]
        assert stage.after(action) == Stage(after, stage.round + rounds)
    else:
        with pytest.raises(ConflictError) as refusal:
            stage.after(action)
        assert refusal.value.key == "workshop.not_now"
        for language in LANGUAGES:
            assert refusal.value.message(language)


def test_what_is_said_to_be_possible_is() -> None:
    for state in State:
        stage = Stage(state, 1)
        assert {action for action in Action if is_possible(stage, action)} == set(stage.possible)


def is_possible(stage: Stage, action: Action) -> bool:
    try:
        stage.after(action)
    except ConflictError:
        return False
    return True


def test_no_way_leads_back_before_a_reveal() -> None:
    """From any stage reachable in eight actions: a round that was revealed never takes votes again, nor hides."""
    reached = {NOT_ASKED: frozenset()}
    for _ in range(8):
        for stage, revealed in list(reached.items()):
            for action in stage.possible:
                after = stage.after(action)
                seen = revealed | set(after.revealed_rounds)
                assert seen == set(after.revealed_rounds), f"{stage} {action}"
                assert not (after.state is OPEN and after.round in seen)
                reached[after] = seen
    assert len(reached) > 10


@pytest.mark.parametrize(
    ("stage", "revealed"),
    [
        (NOT_ASKED, []),
        (Stage(OPEN, 1), []),
        (Stage(CLOSED, 1), []),
        (Stage(REVEALED, 1), [1]),
        (Stage(OPEN, 2), [1]),
        (Stage(CLOSED, 2), [1]),
        (Stage(DISCUSSION, 2), [1, 2]),
        (Stage(RETAINED, 3), [1, 2, 3]),
    ],
)
def test_only_rounds_revealed_may_be_seen(stage: Stage, revealed: list[int]) -> None:
    assert list(stage.revealed_rounds) == revealed


def test_the_first_action_is_the_ordinary_next_step() -> None:
    path, stage = [], NOT_ASKED
    for _ in range(5):
        path.append(stage.state)
        stage = stage.after(stage.possible[0])
    assert path == [PREPARED, OPEN, CLOSED, REVEALED, DISCUSSION]


def test_states_and_actions_have_names_in_both_languages() -> None:
    for named in (*State, *Action):
        assert all(named.to(language) for language in LANGUAGES)
