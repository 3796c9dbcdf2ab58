# SPDX-License-Identifier: EUPL-1.2
"""The state of a session as plain data: what phones and the screen receive. Field names are those of the protocol."""

from datetime import datetime
from typing import Any

from governance.language import Language
from governance.scoring.consensus import Consensus
from governance.workshops.moves import Moves
from governance.workshops.records import Argument, Decision, Timer
from governance.workshops.views import Mine, PrioritiesShown, QuestionShown, Result, RoomView


def plain_room(view: RoomView, language: Language, now: datetime) -> dict[str, Any]:
    """The state that everybody may see."""
    return {
        "version": view.version.number,
        "state": view.state,
        "title": view.title,
        "territory": view.territory,
        "question": view.question and plain_question(view.question, language),
        "asked": view.asked,
        "round": view.round,
        "rank": view.rank,
        "total": view.total,
        "answered": view.answered,
        "joined": view.joined,
        "connected": view.connected,
        "timer": view.timer and plain_timer(view.timer, now),
        "colleges": list(view.colleges),
        "rehearsal": view.rehearsal,
        "result": view.result and plain_result(view.result),
        "earlier": [plain_result(result) for result in view.earlier],
        "moves": view.moves and plain_moves(view.moves),
        "decision": view.decision and plain_decision(view.decision),
        "arguments": [plain_argument(argument) for argument in view.arguments],
        "priorities": view.priorities and plain_priorities(view.priorities),
    }


def plain_participant(view: RoomView, mine: Mine, language: Language, now: datetime) -> dict[str, Any]:
    """The same for one phone, with its own answer."""
    return {**plain_room(view, language, now), "mine": mine.answer, "college": mine.college}


def plain_question(question: QuestionShown, language: Language) -> dict[str, Any]:
    """A question in one language."""
    return {
        "id": question.id,
        "challenge": question.challenge.to(language),
        "title": question.title.to(language),
        "help": question.help and question.help.to(language),
        "levels": [level.to(language) for level in question.levels],
    }


def plain_timer(timer: Timer, now: datetime) -> dict[str, Any]:
    """The seconds left and whether they pass."""
    return {"remaining": timer.remaining(now), "running": timer.running}


def plain_result(result: Result) -> dict[str, Any]:
    """A round that was revealed."""
    return {
        "round": result.round,
        "answered": result.answered,
        "by_hand": result.by_hand,
        **plain_consensus(result.consensus),
        "colleges": {college: plain_consensus(consensus) for college, consensus in result.colleges},
    }


def plain_consensus(consensus: Consensus) -> dict[str, Any]:
    """Counts by level, and what they amount to."""
    return {
        "counts": list(consensus.counts),
        "dont_know": consensus.dont_know,
        "votes": consensus.votes,
        "median": consensus.median,
        "agreement": consensus.agreement,
        "within_one": consensus.within_one,
        "dissent": consensus.dissent,
    }


def plain_moves(moves: Moves) -> dict[str, Any]:
    """Who moved."""
    return {
        "first": moves.first,
        "second": moves.second,
        "people": moves.people,
        "up": moves.up,
        "down": moves.down,
        "same": moves.same,
        "table": moves.table and [list(row) for row in moves.table],
    }


def plain_decision(decision: Decision) -> dict[str, Any]:
    """The level retained."""
    return {
        "level": decision.level,
        "note": decision.note,
        "dissent": decision.dissent,
        "voters": decision.voters,
        "agreement_before": decision.before.agreement,
        "agreement_after": decision.after.agreement,
        "at": decision.at.isoformat(),
    }


def plain_argument(argument: Argument) -> dict[str, Any]:
    """Why this level."""
    return {"id": argument.id, "level": argument.level, "text": argument.text}


def plain_priorities(priorities: PrioritiesShown) -> dict[str, Any]:
    """The vote on priorities."""
    result = priorities.result
    return {
        "points": priorities.points,
        "options": [
            {"id": option.id, "title": option.title, "added_by_room": option.added_by_room}
            for option in priorities.options
        ],
        "result": result
        and {
            "voters": result.voters,
            "points": [{"id": o.id, "title": o.title, "points": points} for o, points in result.points],
        },
    }
