# SPDX-License-Identifier: EUPL-1.2
"""What the room's screen shows: readable from the back, nothing by level before the reveal."""

from typing import Any
from urllib.parse import quote, urlsplit

from governance.language import Language, sentence
from governance.views.consensus_words import agreement_word
from governance.views.moves_words import moved_sentence
from governance.web.workshop.phone import headline, levels
from governance.web.workshop.qr import drawn, join_address
from governance.web.workshop.shown import bars, clock, college_lines, points, previous
from governance.web.workshop.wording import say
from governance.workshops.records import Workshop
from governance.workshops.views import RoomView


def content(workshop: Workshop, room: RoomView, connected: int, base: str, language: Language) -> dict[str, Any]:
    """Everything that the template shows; ``base`` is where phones reach the server."""
    return {
        "address": f"/screen/{workshop.screen_token}",
        "room": room,
        "title": title_words(room, language),
        "stage": room.version.transitions,
        "connected": connected,
        "code": workshop.code,
        "join_at": urlsplit(base).netloc + "/join",
        "qr": "" if room.ended else picture(drawn(join_address(workshop, base))),
        "headline": headline(room, language) if room.question or room.priorities else say("room.waiting", language),
        "state": state_words(room, language),
        "levels": levels(room, language),
        "clock": clock(room.timer),
        "announce": state_words(room, language) or say("room.waiting", language),
        **result(room, language),
    }


def title_words(room: RoomView, language: Language) -> str:
    """What the session is called; the name that it was given for want of another is in the reader's language."""
    made_up, own = (sentence("messages.workshop.title", each, territory=room.territory) for each in ("fr", language))
    return own if room.title in {"", made_up} else room.title


def state_words(room: RoomView, language: Language) -> str:
    """Where the question stands."""
    known = {
        "prepared": "room.prepared",
        "open": "room.open",
        "closed": "room.closed",
        "revealed": "room.revealed",
        "discussion": "room.discussion",
        "retained": "room.retained",
        "ended": "room.ended",
    }
    return say(known[room.state], language) if room.state in known else ""


def result(room: RoomView, language: Language) -> dict[str, Any]:
    """What was revealed, in bars and in words; all empty before."""
    empty: dict[str, Any] = {"bars": [], "median": None, "agreement": "", "moves": "", "colleges": {}, "before": None}
    if room.priorities and room.priorities.result:
        return empty | {"bars": points(room.priorities.result, language)}
    if room.result is None or room.question is None:
        return empty
    vote, before = room.result.consensus, previous(room)
    return {
        "bars": bars(room.result, room.question, language, before=before),
        "median": vote.median,
        "agreement": agreement_word(vote.agreement, language),
        "moves": moved_sentence(room.moves, language) if room.moves else "",
        "colleges": college_lines(room.result, language),
        "before": before,
    }


def picture(svg: bytes) -> str:
    """An image as an address that holds it: the screen asks for nothing more."""
    return "data:image/svg+xml," + quote(svg.decode(), safe=" =:/'")
