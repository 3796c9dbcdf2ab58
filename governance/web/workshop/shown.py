# SPDX-License-Identifier: EUPL-1.2
"""What a round said, made ready for a page: bars in words and figures, in the order of the levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from governance.language import Language, format_number, sentence
from governance.scoring.consensus import Consensus
from governance.views.consensus_words import agreement_words, vote_words
from governance.web.workshop.wording import say
from governance.workshops.records import Timer
from governance.workshops.views import PrioritiesResult, QuestionShown, Result, RoomView

STEPS = 5
"""Colours of the ramp."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One level, or *je ne sais pas*, or one action."""

    mark: str
    """What stands in the square: the level's number, a question mark."""
    colour: str
    """The class of the style sheet."""
    words: str
    count: int
    most: int
    """The count of the longest bar: what fills the whole width."""
    told: str
    """The count in words."""
    before: int | None = None
    """The count of the round before."""
    median: bool = False
    mine: bool = False


def colour(level: int, levels: int) -> str:
    """The step of the ramp for a level, the first and the last always at its ends.

    >>> [colour(level, 5) for level in range(5)], [colour(level, 3) for level in range(3)]
    (['level-0', 'level-1', 'level-2', 'level-3', 'level-4'], ['level-0', 'level-2', 'level-4'])
    """
    return f"level-{round(level * (STEPS - 1) / max(levels - 1, 1))}"


def bars(
    result: Result,
    question: QuestionShown,
    language: Language,
    *,
    before: Result | None = None,
    mine: str | None = None,
) -> list[Bar]:
    """A round by level; those who do not know come last, apart."""
    vote = result.consensus
    counts = (*vote.counts, vote.dont_know)
    earlier = (*before.consensus.counts, before.consensus.dont_know) if before else (None,) * len(counts)
    most = max(1, *counts, *(count for count in earlier if count is not None))
    words = [*(level.to(language) for level in question.levels), say("participant.dont_know", language)]
    return [
        Bar(
            mark=str(rank) if rank < len(vote.counts) else "?",
            colour=colour(rank, len(vote.counts)) if rank < len(vote.counts) else "unsure",
            words=words[rank],
            count=count,
            most=most,
            told=sentence("views.workshop.votes", language, count=count),
            before=earlier[rank],
            median=rank == vote.median,
            mine=mine == (str(rank) if rank < len(vote.counts) else "NSP"),
        )
        for rank, count in enumerate(counts)
    ]


def points(result: PrioritiesResult, language: Language) -> list[Bar]:
    """Where the room put its points, the most first."""
    most = max((count for _option, count in result.points), default=0) or 1
    return [
        Bar(
            mark="",
            colour="level-3",
            words=option.title,
            count=count,
            most=most,
            told=say("participant.points", language, count=count),
        )
        for option, count in result.points
    ]


def facts(vote: Consensus, language: Language) -> dict[str, str]:
    """The median and the agreement, in words; nothing where nobody chose a level."""
    if vote.median is None:
        return {}
    return {
        say("participant.median", language): format_number(vote.median, language),
        say("participant.agreement", language): agreement_words(vote.agreement, language),
    }


def college_lines(result: Result, language: Language) -> dict[str, str]:
    """What each college that may be shown said."""
    return {
        sentence(f"views.workshop.colleges.{college}", language): vote_words(vote, language)
        for college, vote in result.colleges
    }


def previous(room: RoomView) -> Result | None:
    """The round before the one that is shown."""
    before: Sequence[Result] = [one for one in room.earlier if room.result and one.round < room.result.round]
    return before[-1] if before else None


def clock(timer: Timer | None) -> str:
    """The time left as it is read, ``2:05``; empty without countdown."""
    if timer is None:
        return ""
    minutes, seconds = divmod(timer.remaining(datetime.now(UTC)), 60)
    return f"{minutes}:{seconds:02}"
