# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire with advice for some of its steps, and actions of a plan."""

from datetime import UTC, date, datetime
from typing import Any

from governance.plans.records import Aim, PlanEntry, PlannedAction, new_action
from governance.questionnaire.model import Questionnaire
from tests.sample import level_question, text

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def advice(question: str, effort: str, **more: Any) -> dict[str, Any]:
    words = {name: text(f"{name} {question}") for name in ("title", "why", "proof")}
    return {"question": question, "how": [text("how")], "effort": effort, **words, **more}


def advised() -> Questionnaire:
    """Four questions of *roads*, one of *bridges*; the steps to `split` 2, `signs` stop and any speed have advice."""
    roads = [
        level_question("split", tags=["openness"]),
        level_question("lanes", core=True, tags=["openness", "sharing"]),
        {"id": "speed", "kind": "number", "title": text("speed"), "goalposts": {"low": 200, "high": 0}},
        {
            "id": "signs",
            "kind": "checklist",
            "title": text("signs"),
            "items": [{"id": name, "title": text(f"the {name} sign")} for name in ("stop", "give: way", "town")],
        },
    ]
    actions = [
        advice("split", "years", to=2, variants=[{"audience": "small", "title": text("a small step")}]),
        advice("signs", "days", item="stop"),
        advice("speed", "months"),
    ]
    challenges = [
        {"id": "roads", "title": text("roads"), "questions": roads, "actions": actions},
        {"id": "bridges", "title": text("bridges"), "questions": [level_question("spans")]},
    ]
    audiences = [{"id": "small", "title": text("small"), "below": 1000}]
    return Questionnaire.model_validate(
        {"id": "advised", "version": "1", "title": text("x"), "challenges": challenges, "audiences": audiences}
    )


def planned(title: str = "Écrire", aim: Aim | None = None, **said: Any) -> PlannedAction:
    return new_action("a", aim or Aim(), PlanEntry(title, **said), "Awa", AT)
