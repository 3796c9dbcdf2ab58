# SPDX-License-Identifier: EUPL-1.2
"""A workshop in each of its states, as its pages are given it."""

from dataclasses import replace
from datetime import UTC, datetime

from governance.language import LocalizedText
from governance.questionnaire.loading import load
from governance.scoring.consensus import Consensus, consensus
from governance.workshops.machine import State
from governance.workshops.moves import moves
from governance.workshops.records import PRIORITIES, Argument, Decision, Timer, Version, Workshop
from governance.workshops.views import (
    OptionShown,
    PrioritiesResult,
    PrioritiesShown,
    QuestionShown,
    Result,
    RoomView,
)

WORKSHOP = Workshop(
    id="w1",
    assessment_id="a1",
    code="K7MP-2W9Q",
    title="",
    colleges=(),
    secret="secret",  # noqa: S106 — of no workshop
    screen_token="screen",  # noqa: S106
    console_token="console",  # noqa: S106
    author="Awa",
    created_at=datetime(2026, 11, 27, tzinfo=UTC),
)
FIRST, SECOND = consensus([2, 3, 4, 2, 1], dont_know=2), consensus([0, 2, 8, 3, 0], dont_know=1)
OPTIONS = tuple(
    OptionShown(f"o{rank}", title, added_by_room=rank == 3)
    for rank, title in enumerate(
        [
            "Écrire une feuille de route numérique d’une page",
            "Former les agents d’accueil à l’accompagnement des démarches en ligne",
            "Faire l’inventaire des outils et de leurs échanges",
            "Ouvrir un guichet numérique à la médiathèque",
        ]
    )
)


def question(question_id: str = "networking_tools") -> QuestionShown:
    """The question whose levels are the longest."""
    questionnaire = load("echelons")
    found = questionnaire.question(question_id)
    return QuestionShown(
        found.id,
        questionnaire.challenge_of(found.id).title,
        found.title,
        found.help,
        tuple(level.title for level in found.levels),
    )


def room(state: str, round_number: int = 1) -> RoomView:
    """A room of thirteen people, in a state of the question."""
    view = RoomView(
        workshop_id="w1",
        code=WORKSHOP.code,
        title="",
        territory="Ploërmel",
        version=Version(3, 5),
        state=state,
        question=None if state in {"waiting", "ended"} else question(),
        priorities=None,
        asked="networking_tools",
        round=0 if state in {"waiting", "prepared"} else round_number,
        rank=2,
        total=5,
        answered=9 if state == "open" else 14,
        joined=15,
        connected=15,
        timer=Timer(left=125) if state == "open" else None,
        colleges=(),
        rehearsal=False,
        result=None,
        earlier=(told(1, FIRST),) if round_number == 2 else (),
        moves=None,
        decision=None,
        arguments=(),
    )
    return revealed(view, round_number) if state in {"revealed", "discussion", "retained"} else view


def revealed(view: RoomView, round_number: int) -> RoomView:
    """The same, with its result."""
    second = round_number == 2
    view = replace(
        view,
        result=told(round_number, SECOND if second else FIRST, colleges=second),
        moves=moves(1, 2, 5, [(0, 1, 2), (1, 2, 3), (2, 2, 4), (3, 3, 2), (4, 3, 1)]) if second else None,
        arguments=reasons() if view.state == "discussion" else (),
    )
    if view.state == State.RETAINED:
        at = datetime(2026, 11, 27, 15, tzinfo=UTC)
        decided = Decision(
            "networking_tools",
            2,
            FIRST,
            SECOND,
            14,
            "Le lien avec l’EPCI date de mars.",
            "Deux élus voient un 1.",
            "Awa",
            at,
            9,
        )
        view = replace(view, decision=decided)
    return view


def told(number: int, vote: Consensus, *, colleges: bool = False) -> Result:
    """A round that was revealed."""
    apart = (("elected", consensus([0, 1, 4, 1, 0])), ("staff", consensus([0, 1, 4, 2, 0]))) if colleges else ()
    return Result(number, vote, vote.votes + vote.dont_know, by_hand=2, colleges=apart)


def reasons() -> tuple[Argument, ...]:
    """What participants wrote, one of them with bad intentions."""
    texts = ("L’OPSN relie déjà l’état civil et la cantine.", "<b>Rien</b> n’est relié aux écoles.")
    return tuple(
        Argument(f"a{rank}", "networking_tools", 1, rank, 2 - rank, text, "shown") for rank, text in enumerate(texts)
    )


def priorities(state: str) -> RoomView:
    """The vote on priorities."""
    done = state in {"revealed", "discussion"}
    given = tuple(zip(OPTIONS, (48, 37, 31, 14), strict=True))
    shown = PrioritiesShown(10, OPTIONS, PrioritiesResult(13, given) if done else None)
    return replace(room("waiting"), state=state, priorities=shown, asked=PRIORITIES, round=1, timer=None)


def in_colleges(view: RoomView) -> RoomView:
    """The same room, whose participants speak for colleges."""
    return replace(view, colleges=("elected", "staff", "residents"))


STATES: dict[str, RoomView] = {
    "waiting": room("waiting"),
    "prepared": room("prepared"),
    "open": room("open"),
    "closed": room("closed"),
    "revealed": room("revealed"),
    "discussion": room("discussion"),
    "open again": room("open", 2),
    "closed again": room("closed", 2),
    "revealed again": room("revealed", 2),
    "retained": room("retained", 2),
    "choosing a college": in_colleges(room("open")),
    "priorities prepared": priorities("prepared"),
    "priorities open": priorities("open"),
    "priorities closed": priorities("closed"),
    "priorities revealed": priorities("revealed"),
    "rehearsal": replace(room("open"), rehearsal=True),
    "ended": room("ended"),
}


def localized(words: str) -> LocalizedText:
    """The same words in both languages."""
    return LocalizedText(fr=words, en=words)
