# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires in few words: what a test does not say is filled in."""

from typing import Any

from governance.questionnaire.model import Questionnaire


def text(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def expand(compact: dict[str, Any]) -> Questionnaire:
    """The questionnaire of ``{challenges: {id: {questions: {id: {…}}, …}}, …}``; a bare question has five levels."""
    rest = {name: value for name, value in compact.items() if name != "challenges"}
    challenges = [challenge(name, more) for name, more in compact["challenges"].items()]
    head = {"id": "compact", "version": "1", "title": text("compact")}
    return Questionnaire.model_validate(head | rest | {"challenges": challenges})


def challenge(name: str, more: dict[str, Any]) -> dict[str, Any]:
    questions = [question(each, details or {}) for each, details in more["questions"].items()]
    return {"id": name, "title": text(name), **more, "questions": questions}


def question(name: str, details: dict[str, Any]) -> dict[str, Any]:
    """``levels``: how many there are, or their values; ``items``: their ids; ``goalposts``: low, high, scale."""
    whole = {"id": name, "kind": "level", "title": text(name), **details}
    if "goalposts" in whole:
        low, high, *scale = whole["goalposts"]
        return whole | {"kind": "number", "goalposts": {"low": low, "high": high, "scale": (scale or ["linear"])[0]}}
    if "items" in whole:
        return whole | {"kind": "checklist", "items": [{"id": item, "title": text(item)} for item in whole["items"]]}
    levels = whole.get("levels", 5)
    values = [None] * levels if isinstance(levels, int) else levels
    return whole | {"levels": [{"title": text(str(rank)), "value": value} for rank, value in enumerate(values)]}
