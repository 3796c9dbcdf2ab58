# SPDX-License-Identifier: EUPL-1.2
"""What a participant's page shows: one thing to read, one thing to do."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from governance.bootstrap import application
from governance.language import Language, sentence
from governance.views.moves_words import moved_sentence
from governance.web.workshop.door import Visit
from governance.web.workshop.live import hub
from governance.web.workshop.pages import html
from governance.web.workshop.shown import Bar, bars, clock, colour, facts, points, previous
from governance.web.workshop.wording import say
from governance.workshops.views import Mine, RoomView

WAITING = {"waiting", "prepared", "closed"}
"""States in which a phone without script looks again by itself: nothing typed can be lost."""
TALKING = {"open", "closed", "revealed", "discussion"}
"""States in which a reason can be given."""


async def show(visit: Visit, status: int = 200, notice: str = "") -> Response:
    """The page as it stands; with a ``notice``, why what was sent was not taken."""
    seen = await hub().present(visit.workshop.id)
    mine = await run_in_threadpool(application().ballots.mine, visit.workshop.id, visit.participant)
    return html("phone", visit.language, status, notice=notice, **content(visit, seen.room, mine))


def content(visit: Visit, room: RoomView, mine: Mine) -> dict[str, Any]:
    """Everything that the template shows."""
    language = visit.language
    may_argue = room.question is not None and room.state in TALKING
    return {
        "address": visit.page,
        "code": visit.workshop.code,
        "room": room,
        "stage": room.version.transitions,
        "mine": mine,
        "my_college": mine.college and say_college(mine.college, language),
        "colleges": {college: say_college(college, language) for college in room.colleges},
        "choosing_college": bool(room.colleges) and mine.college is None and not room.ended,
        "levels": levels(room, language),
        "my_answer": my_answer(room, mine, language),
        "may_argue": may_argue,
        "looks_again": room.state in WAITING and not may_argue,
        "bars": result_bars(room, mine, language),
        "facts": facts(room.result.consensus, language) if room.result and room.question else {},
        "moves": moved_sentence(room.moves, language) if room.moves else "",
        "earlier": earlier(room, language),
        "spread": spread(mine),
        "clock": clock(room.timer),
        "headline": headline(room, language),
        "announce": announce(room, language),
    }


def levels(room: RoomView, language: Language) -> list[dict[str, Any]]:
    """The levels of the question, in full."""
    texts = room.question.levels if room.question else ()
    return [
        {"number": rank, "colour": colour(rank, len(texts)), "words": text.to(language)}
        for rank, text in enumerate(texts)
    ]


def my_answer(room: RoomView, mine: Mine, language: Language) -> dict[str, Any] | None:
    """What the participant answered to the question in front, to be shown again."""
    if room.question is None or mine.answer is None:
        return None
    if not mine.answer.isdigit():
        return {"number": "?", "colour": "unsure", "words": say("participant.dont_know", language)}
    return levels(room, language)[int(mine.answer)]


def result_bars(room: RoomView, mine: Mine, language: Language) -> list[Bar]:
    """The result that may be seen now; empty before the reveal."""
    if room.priorities and room.priorities.result:
        return points(room.priorities.result, language)
    if room.result is None or room.question is None:
        return []
    return bars(room.result, room.question, language, before=previous(room), mine=mine.answer)


def earlier(room: RoomView, language: Language) -> list[dict[str, Any]]:
    """The rounds before, where this one cannot be seen yet."""
    if room.question is None or room.result is not None:
        return []
    return [{"round": one.round, "bars": bars(one, room.question, language)} for one in room.earlier]


def spread(mine: Mine) -> dict[str, int]:
    """The points that the participant gave, by option.

    >>> spread(Mine(answer="a:3;b:7")), spread(Mine())
    ({'a': 3, 'b': 7}, {})
    """
    pairs = [pair.rpartition(":") for pair in (mine.answer or "").split(";") if ":" in pair]
    return {option: int(number) for option, _, number in pairs}


def headline(room: RoomView, language: Language) -> str:
    """The title of the page: the question, or what there is to do."""
    if room.question:
        return room.question.title.to(language)
    if room.priorities:
        return say("participant.priorities", language)
    return say("participant.ended", language) if room.ended else say("participant.waiting", language)


def announce(room: RoomView, language: Language) -> str:
    """What a screen reader says when the page has changed."""
    title = headline(room, language)
    match room.state:
        case "open":
            return say("participant.announce_open", language, round=room.round, title=title)
        case "closed":
            return say("participant.closed", language)
        case "revealed":
            return say("participant.result_of", language, round=room.round)
        case "discussion":
            return say("participant.discussion", language)
        case "retained" if room.decision:
            return say("participant.retained", language, level=room.decision.level)
    return title


def say_college(college: str, language: Language) -> str:
    """The name of a college."""
    return sentence(f"views.workshop.colleges.{college}", language)
