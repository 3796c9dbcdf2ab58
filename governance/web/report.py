# SPDX-License-Identifier: EUPL-1.2
"""GET /print/{assessment}: the restitution as a page for paper, to print or to keep as a PDF.

A Streamlit page is drawn for its screen and prints badly; this one has A4's width and no tools. The figures are the
same.
"""

from datetime import datetime
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from governance.assessments.snapshot import Snapshot
from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.imports.provenance import provenance_words
from governance.language import Language, as_language, format_date, format_number, format_percent, sentence
from governance.plans.records import PlannedAction
from governance.plans.titles import retitled
from governance.questionnaire.advice import Advice
from governance.scoring.contrast import strengths_and_weaknesses
from governance.scoring.gains import next_steps
from governance.scoring.result import Node
from governance.services.results import Result
from governance.views.plan_words import gain_words
from governance.views.radar import radar
from governance.views.sentences import index_sentence
from governance.views.table import header
from governance.views.view import View
from governance.views.words import (
    added_words,
    answer_words,
    band_words,
    capital,
    level_alone,
    level_word,
    notes,
    status_word,
    target_words,
)
from governance.web.compared import compared, earlier_score, place_words, snapshot_words
from governance.web.documents import preferred_language
from governance.web.outlines import FOR_GOOD
from governance.web.plan import plan_headers, plan_rows

TEMPLATES = Path(__file__).parent / "templates"
PAPER_SIZE = (620, 330)  # CSS pixels; an A4 sheet is about 650 wide between its margins, and the table follows on it


async def report(request: Request) -> Response:
    """The page; 404 with a sentence when there is no such assessment."""
    asked = request.query_params.get("lang")
    language = as_language(asked) if asked else preferred_language(request.headers)
    try:
        page = await run_in_threadpool(render, request, language)
    except NotFoundError as fault:
        return HTMLResponse(
            templates().get_template("absent.html").render(language=language, words=fault.message(language)), 404
        )
    return HTMLResponse(page, headers={"cache-control": "no-store", "content-language": language})


async def drawing_library(_request: Request) -> Response:
    """Plotly's script, from the installed package: nothing comes from outside."""
    script = Path(str(distribution("plotly").locate_file("plotly/package_data/plotly.min.js")))
    return FileResponse(script, media_type="text/javascript", headers={"cache-control": FOR_GOOD})


def library_address() -> str:
    """Where the script is; the version in the address allows keeping it for good."""
    return f"/assets/plotly-{distribution('plotly').version}.js"


@cache
def templates() -> Environment:
    """The page's template; every value is escaped."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals["sentence"] = sentence
    return environment


def render(request: Request, language: Language) -> str:
    """The page of one assessment."""
    result = application().results.read(request.path_params["assessment"])
    return templates().get_template("report.html").render(content(result, language, compared(request)))


def content(result: Result, language: Language, earlier: Snapshot | None = None) -> dict[str, Any]:
    """Everything that the template shows, worded."""
    territories = application().territories
    previous = earlier.profile if earlier else None
    view = radar(result.profile, result.questionnaire, language, "light", previous=previous)
    contrast = strengths_and_weaknesses(result.profile)
    return {
        "language": language,
        "t": lambda key, **values: sentence(f"ui.{key}", language, **values),
        "name": territories.label(result.territory),
        "kind": place_words(result, language),
        "compared": snapshot_words(earlier, language) if earlier else "",
        "today": format_date(datetime.now().astimezone(), language),
        "simulated": result.detail.head.simulated,
        "provenance": provenance(result, language),
        "form": result.detail.head.form,
        "whole": whole_words(result.profile.index, language),
        "index": index_sentence(result.profile, language),
        "radar": drawn(view),
        "sentence": view.sentence,
        "challenges": [
            {
                "title": challenge.title.to(language),
                "earlier": earlier_score(earlier, challenge.id, language),
                **node_words(node, language, form=result.detail.head.form != "flash"),
            }
            for challenge, node in zip(result.questionnaire.challenges, result.profile.challenges, strict=True)
        ],
        "families": families(result, language),
        "steps": list(steps(result, language)),
        "plan": plan_rows(read_plan(result, language), language),
        "plan_headers": plan_headers(language),
        "strengths": listed(result, contrast.strengths, contrast.other_strengths, language),
        "weaknesses": listed(result, contrast.weaknesses, contrast.other_weaknesses, language),
        "version": f"{result.questionnaire.title.to(language)} {result.questionnaire.version}",
        "library": library_address(),
    }


def provenance(result: Result, language: Language) -> list[str]:
    """Where imported answers come from."""
    head = result.detail.head
    return [provenance_words(one, language) for one in application().imports.of_assessments([head.id]).get(head.id, ())]


def families(result: Result, language: Language) -> list[dict[str, Any]]:
    """The cross-readings by family; together, under the name that screens give them, where there is no family."""
    readings = result.questionnaire.readings
    families = [(family.title.to(language), family.readings) for family in result.questionnaire.families]
    if readings and not families:
        families = [(header("reading", language), readings)]
    return [
        {
            "title": title,
            "readings": [
                {"title": reading.title.to(language), **node_words(result.profile.node(reading.id), language)}
                for reading in held
            ],
        }
        for title, held in families
    ]


def drawn(view: View, below: int = 88) -> str:
    """A figure as JSON, at the paper's width; it stands in a script, where ``</`` would end it.

    ``below``: the pixels that its legend takes.
    """
    figure = view.figure
    width, height = PAPER_SIZE
    figure.update_layout(width=width, height=height - 60 + below, margin={"t": 40, "b": below})
    return str(figure.to_json()).replace("</", "<\\/")


def whole_words(index: Node, language: Language) -> dict[str, str]:
    """The figures of the whole, which stand alone."""
    level = level_alone(index.level, language) if index.score is not None else ""
    return node_words(index, language) | {"level": level, "status": capital(status_word(index, language))}


def node_words(node: Node, language: Language, *, form: bool = True) -> dict[str, str]:
    """One figure as it is read; without its ``form`` where the page has said it of all."""
    return {
        "score": "–" if node.score is None else format_number(node.score, language),
        "status": status_word(node, language),
        "band": band_words(node, language),
        "coverage": "–" if node.coverage is None else format_percent(node.coverage, language),
        "level": level_word(node.level, language) if node.score is not None else "",
        "notes": notes(node, language, form=form),
    }


def listed(result: Result, nodes: tuple[Node, ...], equal: tuple[Node, ...], language: Language) -> list[str]:
    """Some challenges with their scores, and a line for those that equal the last one."""
    lines = [titled(result, node, language) for node in nodes]
    if equal:
        titles = {challenge.id: challenge.title.to(language) for challenge in result.questionnaire.challenges}
        lines.append(sentence("ui.notes.tied", language, challenges=" · ".join(titles[node.id] for node in equal)))
    return lines


def titled(result: Result, node: Node, language: Language) -> str:
    """A challenge and its score."""
    title = next(c.title for c in result.questionnaire.challenges if c.id == node.id)
    return f"{title.to(language)} · {node_words(node, language)['score']}"


def read_plan(result: Result, language: Language) -> list[PlannedAction]:
    """The plan under the titles of its reader."""
    plan = application().plans.of(result.detail.head.id)
    return retitled(result.questionnaire, plan, language, result.territory.tier, result.territory.population)


def steps(result: Result, language: Language) -> list[dict[str, Any]]:
    """The next steps, in words, each with its action where one is written."""
    found = next_steps(result.questionnaire, result.answers, result.territory.tier, result.detail.head.form)
    cards = []
    for step in found:
        question = result.questionnaire.question(step.question_id)
        cards.append(
            {
                "action": action(advice, language) if (advice := result.advice(step)) else None,
                "challenge": result.questionnaire.challenge_of(step.question_id).title.to(language),
                "question": question.title.to(language),
                "now": answer_words(question, step.current, language),
                "target": target_words(question, step.target, language),
                "next": added_words(question, step.target, language),
                "gain": gain_words(step, language),
            }
        )
    return cards


def action(advice: Advice, language: Language) -> dict[str, Any]:
    """An action, in words."""
    return {
        "title": advice.title.to(language),
        "why": advice.why.to(language),
        "how": [step.to(language) for step in advice.how],
        "partners": [partner.to(language) for partner in advice.partners],
        "means": [mean.to(language) for mean in advice.means],
        "effort": sentence(f"ui.actions.effort_{advice.effort}", language),
        "proof": advice.proof.to(language),
    }
