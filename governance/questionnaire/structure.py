# SPDX-License-Identifier: EUPL-1.2
"""Keys, types and ranges: what pydantic says of the model's fields, as findings with sentences of our own."""

from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from governance.questionnaire.model import Questionnaire
from governance.questionnaire.node import Finding, Loc

SHARES = (
    "publication_coverage", "reduced_scope", "index_weight", "index_coverage", "level_share", "overall_level_share",
)  # fmt: skip
# What should stand under each key: the sentence that says so, whatever stands there instead.
EXPECTED: dict[str, str] = {
    "id": "id_expected",
    **dict.fromkeys(("version", "since"), "version_expected"),
    "weight": "weight_expected",
    "publication_answers": "count_expected",
    "to": "step_expected",
    "item": "item_expected",
    "url": "address_expected",
    "icon": "icon_expected",
    **dict.fromkeys(("at_least", "below"), "population_expected"),
    **dict.fromkeys(("question", "audience"), "id_expected"),
    **dict.fromkeys(("kind", "aggregation", "scale", "effort"), "choice_expected"),
    **dict.fromkeys(("core", "flash", "people", "not_applicable"), "truth_expected"),
    **dict.fromkeys(("value", "floor"), "score_expected"),
    **dict.fromkeys(("low", "high", "least", "most"), "number_expected"),
    **dict.fromkeys(SHARES, "share_expected"),
    **dict.fromkeys(
        ("title", "short", "help", "description", "source", "purpose", "unit", "why", "proof", "note"), "texts_expected"
    ),
    **dict.fromkeys(("fr", "en", "publisher"), "text_expected"),
    **dict.fromkeys(("goalposts", "thresholds"), "mapping_expected"),
    **dict.fromkeys(("challenges", "questions", "levels", "items", "families", "readings"), "list_expected"),
    **dict.fromkeys(("tags", "tiers", "evidence", "how", "partners", "means", "references"), "list_expected"),
    **dict.fromkeys(("audiences", "bibliography", "actions", "variants", "changes", "old", "new"), "list_expected"),
}
# The same for an element of a list.
ELEMENT_EXPECTED: dict[str, str] = {
    **dict.fromkeys(("challenges", "questions", "levels", "families", "readings"), "mapping_expected"),
    **dict.fromkeys(("audiences", "bibliography", "actions", "variants", "changes"), "mapping_expected"),
    "items": "item_expected",
    **dict.fromkeys(("evidence", "how", "partners", "means"), "texts_expected"),
    **dict.fromkeys(("tags", "references", "old", "new"), "id_expected"),
    "tiers": "choice_expected",
}
LANGUAGE_KEYS = ("fr", "en")
# Where to look for what is wrong between the keys of a part.
BELOW = {"bounds_order": ("most",), "bounds_goalposts": ("goalposts",)}


def structure_findings(fault: ValidationError) -> list[Finding]:
    """The findings for what pydantic refuses; it also calls a list too short that only has wrong elements."""
    errors = fault.errors(include_url=False)
    return [structure_finding(error) for error in errors if error["type"] != "too_short" or not error["input"]]


def structure_finding(error: ErrorDetails) -> Finding:
    """The finding for one error of pydantic."""
    loc: Loc = error["loc"]
    name = str(next((step for step in reversed(loc) if isinstance(step, str)), ""))
    match error["type"]:
        case "extra_forbidden":
            return unknown_key(loc, name)
        case "goalposts_equal" | "goalposts_log" | "levels_table" | "bounds_order" | "bounds_goalposts" as own:
            return Finding((*loc, *BELOW.get(own, ())), own, error.get("ctx", {"given": excerpt(error["input"])}))
        case "missing" if name not in LANGUAGE_KEYS:
            return Finding(loc, "key_missing", {"name": name})
        case "too_short":
            return Finding(loc, "list_empty", {"name": name})
    if error["input"] in (None, "") or error["type"] in ("missing", "string_too_short"):
        return Finding(loc, "translation_missing" if name in LANGUAGE_KEYS else "value_missing", {"name": name})
    return unexpected(loc, name, error["input"])


def unexpected(loc: Loc, name: str, given: Any) -> Finding:
    """The finding for a value that is not what its key asks for."""
    if not loc:
        return Finding(loc, "mapping_expected", {"name": "questionnaire", "given": excerpt(given)})
    listed = isinstance(loc[-1], int)
    key = (ELEMENT_EXPECTED if listed else EXPECTED)[name]
    if name == "id" and "items" in loc:
        key = "item_expected"
    known = choices(loc) if key == "choice_expected" else ()
    return Finding(loc, key, {"name": name, "given": excerpt(given), "known": known})


def choices(loc: Loc) -> tuple[str, ...]:
    """The words among which the model lets one choose at a place.

    >>> choices(("challenges", 0, "aggregation")), len(choices(("tiers", 3)))
    (('arithmetic', 'geometric'), 8)
    """
    keys = [step for step in loc if isinstance(step, str)]
    return words_in(part_at(tuple(keys[:-1])).model_fields[keys[-1]].annotation)


def words_in(annotation: Any) -> tuple[str, ...]:
    """The words of a Literal or of an enumeration, alone, in a tuple or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(map(str, annotation))
    inside = get_args(annotation)
    return inside if get_origin(annotation) is Literal else words_in(inside[0])


def unknown_key(loc: Loc, name: str) -> Finding:
    """The finding for a key that the format does not have, with the nearest that it has."""
    known = tuple(part_at(loc[:-1]).model_fields)
    near = get_close_matches(name, known, n=1)
    if near:
        return Finding(loc, "key_unknown_near", {"name": name, "near": near[0]})
    return Finding(loc, "key_unknown", {"name": name, "known": known})


def part_at(loc: Loc) -> type[BaseModel]:
    """The class of the model that stands at a place.

    >>> part_at(("challenges", 0, "questions", 2, "title")).__name__
    'LocalizedText'
    """
    part: type[BaseModel] = Questionnaire
    for step in loc:
        if isinstance(step, str):
            part = model_in(part.model_fields[step].annotation)
    return part


def model_in(annotation: Any) -> type[BaseModel]:
    """The model class named in an annotation such as ``tuple[Level, ...]`` or ``LocalizedText | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return model_in(get_args(annotation)[0])


def excerpt(value: Any) -> str:
    """A value as the file may have it, lists and mappings folded.

    >>> excerpt(True), excerpt(0.5), excerpt(["a"]), excerpt({"fr": "b"})
    ('true', '0.5', '[…]', '{…}')
    """
    match value:
        case bool():
            return str(value).lower()
        case list():
            return "[…]"
        case dict():
            return "{…}"
    return str(value)
