# SPDX-License-Identifier: EUPL-1.2
"""GET /print/portrait/{territory}: the portrait of a territory as a page for paper. The figures are the screen's."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from governance.bootstrap import application
from governance.comparison.peers import EVERYTHING, Choices
from governance.errors import NotFoundError
from governance.language import Language, as_language, format_date, format_number, sentence
from governance.questionnaire.model import Form, Questionnaire
from governance.scoring.gains import next_steps
from governance.services.comparison import Standing
from governance.views.dumbbell import gaps_sentence, series_table
from governance.views.pairing_words import purpose_words
from governance.views.peer_words import (
    criteria_words,
    group_words,
    peers_name,
    position_sentence,
    whole_sentence,
    widened_words,
)
from governance.views.radar import Peers, radar
from governance.views.series import Series
from governance.views.strip import place_words
from governance.views.view import ABSENT, shown_cell
from governance.web.documents import preferred_language
from governance.web.report import drawn, library_address, templates

FORMS: tuple[Form, ...] = ("full", "flash")
PEERS = "alike"
"""In an address: in what peers must be alike, ``region,kind``; in everything where it is not said."""
LEGEND = 100
"""Pixels under the radar: the peers have a line of their own in its legend."""


async def portrait(request: Request) -> Response:
    """The page; 404 with a sentence when there is no such territory or questionnaire."""
    asked = request.query_params
    language = as_language(asked["lang"]) if asked.get("lang") else preferred_language(request.headers)
    wanted = request.path_params["territory"], asked.get("questionnaire", ""), asked.get("form", "")
    choices = Choices.of_address(asked.get(PEERS))
    try:
        page = await run_in_threadpool(render, *wanted, language, choices)
    except NotFoundError as fault:
        absent = templates().get_template("absent.html").render(language=language, words=fault.message(language))
        return HTMLResponse(absent, 404)
    return HTMLResponse(page, headers={"cache-control": "no-store", "content-language": language})


def render(territory_id: str, edition: str, form: str, language: Language, choices: Choices = EVERYTHING) -> str:
    """The page of one territory. ``edition``: ``id@version``, or nothing for the questionnaire in force."""
    app = application()
    identifier, _, version = edition.partition("@")
    questionnaire = app.questionnaires.get(identifier, version) if edition else app.questionnaire()
    chosen = chosen_form(territory_id, questionnaire, form)
    standing = app.comparison.standing(territory_id, questionnaire, chosen, choices)
    shown = content(standing, language) | {"criteria": criteria_words(choices, standing.group, language)}
    return templates().get_template("portrait.html").render(shown)


def chosen_form(territory_id: str, questionnaire: Questionnaire, wanted: str) -> Form:
    """The form asked for; otherwise the full one where the territory answered it."""
    offered: tuple[Form, ...] = FORMS if questionnaire.has_flash else ("full",)
    for form in offered:
        if form == wanted:
            return form
    territory, comparison = application().territories.get(territory_id), application().comparison
    answered = [f for f in offered if territory_id in comparison.respondents_like(territory, questionnaire, f).rows]
    return next(iter([*answered, offered[-1]]))


def content(standing: Standing, language: Language) -> dict[str, Any]:
    """Everything that the template shows, worded."""
    reference, territory, among = application().territories, standing.territory, standing.among
    questionnaire, profile = among.questionnaire, standing.profile
    parts: dict[str, Any] = {
        "language": language,
        "t": lambda key, **values: sentence(f"ui.{key}", language, **values),
        "name": reference.label(territory),
        "kind": territory.kind_label(language),
        "people": format_number(territory.population, language) if territory.population else "",
        "around": [reference.full_label(each, language) for each in reference.parents(territory.id)],
        "today": format_date(datetime.now().astimezone(), language),
        "simulated": among.simulated and bool(among.territories),
        "form": among.form,
        "assessed": profile is not None,
        "version": f"{questionnaire.title.to(language)} {questionnaire.version}",
        "library": library_address(),
        "radar": "null",
        "sentence": "",
        "whole": whole_sentence(profile.index, reference.label(territory), language) if profile else "",
        "position": position(standing, language),
        "group": group(standing, language),
        "widened": widened_words(standing.group, language) if standing.group.widened else "",
        "rows": list(rows(standing, language)),
        "tiers": tiers(standing, language),
        "steps": list(steps(standing, language)),
        "calls": [call_words(each, standing, language) for each in application().comparison.whom_to_call(standing)],
    }
    if profile:
        view = radar(profile, questionnaire, language, "light", peers=band(standing, language), name=parts["name"])
        parts |= {"radar": drawn(view, below=LEGEND), "sentence": view.sentence}
    return parts


def position(standing: Standing, language: Language) -> str:
    """The place among the peers in words; empty where it is not given."""
    place = standing.position
    return position_sentence(place.share, place.low, place.high, place.others, language) if place else ""


def group(standing: Standing, language: Language) -> str:
    """Who the peers are; empty where they are too few to be shown."""
    if not standing.group.shown:
        return ""
    region = standing.territory.region
    name = application().territories.get(f"region:{region}").name if region else ""
    return group_words(standing.group, standing.territory, name, language)


def band(standing: Standing, language: Language) -> Peers | None:
    """The middle half of the peers."""
    known = {node: each for node, each in standing.bands.items() if each.median is not None}
    if not known:
        return None
    name = peers_name(standing.group, standing.territory, language)
    ends = ({node: each.lower for node, each in known.items()}, {node: each.upper for node, each in known.items()})
    return Peers(name, *ends)


def rows(standing: Standing, language: Language) -> Iterator[dict[str, str]]:
    """The whole and each challenge: the score, the middle half of the peers, and the place."""
    questionnaire, profile = standing.among.questionnaire, standing.profile
    titles = {"index": sentence("ui.results.index", language)}
    titles |= {challenge.id: challenge.title.to(language) for challenge in questionnaire.challenges}
    for node, title in titles.items():
        each, score = standing.bands[node], profile.node(node).score if profile else None
        middle = ABSENT
        if each.lower is not None and each.upper is not None:
            ends = {"low": format_number(each.lower, language), "high": format_number(each.upper, language)}
            middle = sentence("views.figures.band", language, **ends)
        shown = ABSENT if score is None else format_number(score, language)
        yield {"title": title, "score": shown, "middle": middle, "place": place_words(each, language)}


def tiers(standing: Standing, language: Language) -> dict[str, Any]:
    """The tiers of the place side by side; nothing where fewer than two answered."""
    among, reference = standing.among, application().territories
    place = application().places.read(standing.territory.id, among.questionnaire, among.form)
    series = [
        Series(reference.full_label(each.territory, language), each.profile.challenges)
        for each in place.answered
        if each.profile
    ]
    if len(series) < 2:
        return {}
    titles = {challenge.id: challenge.title.to(language) for challenge in among.questionnaire.challenges}
    table = series_table(series, titles, language)
    cells = [[shown_cell(cell, language, 0) for cell in row] for row in table.itertuples(index=False)]
    return {"headers": list(table), "cells": cells, "sentence": gaps_sentence(series, titles, language)}


def steps(standing: Standing, language: Language) -> Iterator[dict[str, str]]:
    """The next steps by their titles; the restitution has them in full."""
    if standing.row is None:
        return
    result = application().results.read(standing.among.assessments[standing.row])
    head = result.detail.head
    for step in next_steps(result.questionnaire, result.answers, result.territory.tier, head.form):
        advice, question = result.advice(step), result.questionnaire.question(step.question_id)
        challenge = result.questionnaire.challenge_of(step.question_id).title.to(language)
        yield {"challenge": challenge, "title": (advice.title if advice else question.title).to(language)}


def call_words(contact: Any, standing: Standing, language: Language) -> dict[str, str]:
    """One territory to call, and what for."""
    titles = {challenge.id: challenge.title.to(language) for challenge in standing.among.questionnaire.challenges}
    purpose = purpose_words([titles[each] for each in contact.challenges], contact.fit.lift, language)
    return {"name": application().territories.full_label(contact.called, language), "purpose": purpose}
