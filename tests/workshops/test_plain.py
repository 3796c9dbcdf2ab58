# SPDX-License-Identifier: EUPL-1.2
"""The state as phones and the screen receive it: the names of the protocol, and nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from governance.assessments.records import StoredAnswer
from governance.language.localized import LocalizedText
from governance.scoring.consensus import consensus
from governance.workshops.minutes import Proposal
from governance.workshops.moves import moves
from governance.workshops.plain import plain_participant, plain_room
from governance.workshops.records import Argument, Decision, Timer, Version
from governance.workshops.views import (
    Mine,
    OptionShown,
    PrioritiesResult,
    PrioritiesShown,
    QuestionShown,
    Result,
    RoomView,
)

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
WAITING = RoomView(
    "id", "K7MP-2W9Q", "Atelier", "Pays d’ici", Version(2, 7), "waiting", joined=3, connected=2, total=4,
    colleges=("elected", "staff"), rehearsal=False,
)  # fmt: skip
QUESTION = QuestionShown(
    "split",
    LocalizedText(fr="Enjeu", en="Challenge"),
    LocalizedText(fr="Question", en="Question?"),
    None,
    tuple(LocalizedText(fr=f"Niveau {n}", en=f"Level {n}") for n in range(3)),
)
ROUND = Result(1, consensus([2, 4, 0], 1), answered=7, by_hand=2, colleges=(("staff", consensus([1, 4, 0])),))
DECISION = Decision("split", 1, ROUND.consensus, ROUND.consensus, 7, "Note", "Avis", "Awa", NOON, revision=5)


def test_while_waiting_every_name_of_the_protocol_is_there() -> None:
    plain = plain_room(WAITING, "fr", NOON)
    assert list(plain) == [
        "version", "state", "title", "territory", "question", "asked", "round", "rank", "total", "answered", "joined",
        "connected", "timer", "colleges", "rehearsal", "result", "earlier", "moves", "decision", "arguments",
        "priorities",
    ]  # fmt: skip
    assert (plain["version"], plain["state"], plain["result"]) == (2_000_007, "waiting", None)
    assert not WAITING.ended
    assert not WAITING.open


def test_an_open_vote_holds_the_levels_the_timer_and_one_s_own_answer() -> None:
    view = replace(
        WAITING,
        state="open",
        question=QUESTION,
        asked="split",
        round=1,
        rank=2,
        timer=Timer(NOON + timedelta(seconds=9)),
    )
    plain = plain_participant(view, Mine("staff", "2"), "en", NOON)
    assert view.open
    assert plain["question"] == {
        "id": "split", "challenge": "Challenge", "title": "Question?", "help": None,
        "levels": ["Level 0", "Level 1", "Level 2"],
    }  # fmt: skip
    assert plain["timer"] == {"remaining": 9, "running": True}
    assert (plain["mine"], plain["college"]) == ("2", "staff")


def test_a_revealed_round_is_told_whole_and_can_be_written_as_json() -> None:
    view = replace(
        WAITING,
        state="retained",
        question=QUESTION,
        result=replace(ROUND, round=2),
        earlier=(ROUND,),
        moves=moves(1, 2, 3, [(0, 1, 6), (1, 1, 6)]),
        decision=DECISION,
        arguments=(Argument("x", "split", 1, 1, 2, "Parce que", "shown"),),
    )
    plain = plain_room(view, "fr", NOON)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["result"]["counts"] == [2, 4, 0]
    assert plain["result"]["colleges"]["staff"]["votes"] == 5
    assert plain["earlier"][0]["round"] == 1
    assert plain["moves"]["table"] == [[0, 6, 0], [0, 6, 0], [0, 0, 0]]
    assert plain_room(replace(view, moves=moves(1, 2, 3, [(0, 1, 6)])), "fr", NOON)["moves"]["table"] is None
    assert plain["decision"]["level"] == 1
    assert plain["arguments"] == [{"id": "x", "level": 2, "text": "Parce que"}]


def test_priorities_are_told_with_their_result_once_there_is_one() -> None:
    option = OptionShown("a1", "Former", added_by_room=True)
    view = replace(WAITING, state="open", priorities=PrioritiesShown(10, (option,), None))
    assert plain_room(view, "fr", NOON)["priorities"] == {
        "points": 10, "options": [{"id": "a1", "title": "Former", "added_by_room": True}], "result": None,
    }  # fmt: skip
    revealed = replace(view, priorities=PrioritiesShown(10, (option,), PrioritiesResult(2, ((option, 13),))))
    assert plain_room(revealed, "fr", NOON)["priorities"]["result"] == {
        "voters": 2, "points": [{"id": "a1", "title": "Former", "points": 13}],
    }  # fmt: skip


def test_a_proposal_says_whether_it_would_replace_an_answer() -> None:
    there = StoredAnswer("split", "1", "", "", "", 4, "Awa", NOON)
    assert not Proposal(DECISION, QUESTION, there).differs
    assert Proposal(DECISION, QUESTION, replace(there, code="2")).differs
    assert not Proposal(DECISION, QUESTION, replace(there, code=None)).differs
    assert not Proposal(DECISION, QUESTION, None).differs
    assert [Proposal(DECISION, QUESTION, answer).expected_version for answer in (there, None)] == [4, 0]
    assert Proposal(replace(DECISION, confirmed_at=NOON), QUESTION, there).confirmed
