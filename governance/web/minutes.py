# SPDX-License-Identifier: EUPL-1.2
"""GET /workshop/{id}/minutes: what a session said and decided (*compte rendu*), as a page to read, print or keep."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import Language, as_language, format_date, sentence
from governance.scoring.consensus import Consensus
from governance.views.ballots import round_sentence
from governance.views.consensus_words import agreement_words, round_words
from governance.views.moves_words import moved_sentence
from governance.views.priorities import priorities_sentence
from governance.web.documents import preferred_language
from governance.web.report import templates
from governance.workshops.minutes import Minutes, QuestionMinutes
from governance.workshops.views import PrioritiesResult, Result

WIDEST = 3.2
BY_HAND, OTHERS = "workshop.record.hands", "workshop.record.others"


async def minutes(request: Request) -> Response:
    """The page; 404 with a sentence when there is no such session."""
    asked = request.query_params.get("lang")
    language = as_language(asked) if asked else preferred_language(request.headers)
    try:
        page = await run_in_threadpool(render, request.path_params["workshop"], language)
    except NotFoundError as fault:
        return HTMLResponse(
            templates().get_template("absent.html").render(language=language, words=fault.message(language)), 404
        )
    return HTMLResponse(page, headers={"cache-control": "no-store", "content-language": language})


def render(workshop_id: str, language: Language) -> str:
    """The page of one session."""
    return (
        templates().get_template("minutes.html").render(content(application().outcomes.minutes(workshop_id), language))
    )


def content(record: Minutes, language: Language) -> dict[str, Any]:
    """Everything that the template shows, worded."""
    workshop = record.workshop
    head = application().assessments.find(workshop.assessment_id).head
    questionnaire = application().assessments.questionnaire(head)
    return {
        "language": language,
        "t": lambda key, **values: sentence(f"ui.{key}", language, **values),
        "name": record.territory,
        "date": format_date(workshop.created_at.astimezone(), language),
        "facilitator": workshop.author,
        "attended": record.attended,
        "by_college": head_count(record, language),
        "hands": record.hands,
        "colleges": ", ".join(college_words(college, language) for college in workshop.colleges),
        "retained": sum(held.decision is not None for held in record.questions),
        "rehearsal": workshop.rehearsing,
        "running": not workshop.ended,
        "questions": [question(held, language) for held in record.questions],
        "not_asked": [asked.title.to(language) for asked in record.not_asked],
        "priorities": record.priorities and priorities(record.priorities, language),
        "questionnaire": f"{questionnaire.title.to(language)} {questionnaire.version}",
        "headers": {name: sentence(f"views.workshop.columns.{name}", language) for name in COLUMNS},
    }


COLUMNS = ("level", "college", "votes", "median", "agreement", "action", "points")


def head_count(record: Minutes, language: Language) -> list[dict[str, Any]]:
    """How many of each college that may be shown, then the others; nothing where no college may."""
    counted = record.workshop.attended_colleges or ()
    told = [{"name": college_words(college, language), "people": people} for college, people in counted]
    return (
        [*told, {"name": sentence(f"ui.{OTHERS}", language), "people": record.others}]
        if told and record.others
        else told
    )


def question(held: QuestionMinutes, language: Language) -> dict[str, Any]:
    """One question: each round, what moved, what was retained and said."""
    last = held.results[-1] if held.results else None
    return {
        "challenge": held.question.challenge.to(language),
        "title": held.question.title.to(language),
        "rounds": [round_words(result.round, language) for result in held.results],
        "said": [said(result, language) for result in held.results],
        "rows": rows(held, language),
        "moves": [moved_sentence(moved, language) for moved in held.moves],
        "colleges": [college(name, vote, language) for name, vote in last.colleges] if last else [],
        "decision": decision(held, language),
        "arguments": [{"level": argument.level, "text": argument.text} for argument in held.arguments],
    }


def said(result: Result, language: Language) -> str:
    """A round in words, hands included."""
    words = round_sentence(result.round, result.consensus, language)
    if not result.by_hand:
        return words
    number = round_words(result.round, language)
    return f"{words} {sentence(f'ui.{BY_HAND}', language, round=number, count=result.by_hand)}."


def rows(held: QuestionMinutes, language: Language) -> list[dict[str, Any]]:
    """One line a level: its descriptor, its count in each round, each with its bar."""
    names = [level.to(language) for level in held.question.levels]
    counts = [[*result.consensus.counts, result.consensus.dont_know] for result in held.results]
    most = max((count for line in counts for count in line), default=0) or 1
    retained = held.decision.level if held.decision else None
    lines = [(str(rank), name) for rank, name in enumerate(names)]
    lines.append(("", sentence("views.workshop.dont_know", language)))
    return [
        {
            "level": level,
            "words": words,
            "counts": [{"count": line[rank], "width": bar(line[rank], most)} for line in counts],
            "retained": rank == retained,
        }
        for rank, (level, words) in enumerate(lines)
    ]


def bar(count: int, most: int) -> float:
    """How long the bar of a count is, in ems."""
    return round(WIDEST * count / most, 2)


def decision(held: QuestionMinutes, language: Language) -> dict[str, str] | None:
    """The level that people retained, how far they agreed before and after, and what they wrote."""
    decided = held.decision
    if decided is None:
        return None
    level = held.question.levels[decided.level].to(language)
    return {
        "level": sentence("views.workshop.level", language, level=decided.level, words=level),
        "before": agreement_words(decided.before.agreement, language),
        "after": agreement_words(decided.after.agreement, language) if len(held.results) > 1 else "",
        "note": decided.note,
        "dissent": decided.dissent,
    }


def college(name: str, vote: Consensus, language: Language) -> dict[str, str]:
    """The last round of a college that may be shown."""
    return {
        "name": college_words(name, language),
        "votes": str(vote.votes),
        "median": "–" if vote.median is None else str(vote.median),
        "agreement": agreement_words(vote.agreement, language),
    }


def college_words(name: str, language: Language) -> str:
    """What a college is called."""
    return sentence(f"views.workshop.colleges.{name}", language)


def priorities(result: PrioritiesResult, language: Language) -> dict[str, Any]:
    """Where the points went."""
    most = max((points for _, points in result.points), default=0) or 1
    return {
        "sentence": priorities_sentence(result, language),
        "rows": [
            {"title": option.title, "points": points, "width": bar(points, most)} for option, points in result.points
        ],
    }
