# SPDX-License-Identifier: EUPL-1.2
"""A plan as it is stored, and its form on the screen."""

from typing import Any

from governance.bootstrap import application
from governance.language import sentence
from governance.plans.possible import PossibleAction, possible_actions
from governance.plans.records import PlanEntry, PlannedAction
from tests.pages.visitor import Visitor

ENTRY = PlanEntry("Écrire *qui* fait quoi", owner="Awa [lien](x)")


def possible(dossier: str) -> list[PossibleAction]:
    """What the answers make possible, best first."""
    report = application().results.read(dossier)
    form, territory = report.detail.head.form, report.territory
    return possible_actions(report.questionnaire, report.answers, territory.tier, form, territory.population)


def steps(dossier: str) -> list[str]:
    """The steps that the answers make possible, best first."""
    return [action.key for action in possible(dossier)]


def plan(dossier: str) -> list[PlannedAction]:
    return application().plans.of(dossier)


def add(dossier: str, entry: PlanEntry = ENTRY, rank: int | None = 0, **more: Any) -> PlannedAction:
    step = None if rank is None else steps(dossier)[rank]
    return application().plans.add(dossier, entry, step=step, key=f"given {rank} {entry.title}", **more)


def change(planned: PlannedAction, entry: PlanEntry, author: str = "Bo") -> PlannedAction:
    return application().plans.change(planned.id, entry, expected_version=1, author=author, key="theirs")


def show(visitor: Visitor, view: str) -> Visitor:
    return visitor.act(visitor.at.segmented_control(key="vue").set_value(view))


def field(visitor: Visitor, kind: str, name: str) -> Any:
    """A field of the open form."""
    (found,) = (each for each in getattr(visitor.at, kind) if (each.key or "").startswith(f"plan-{name}:"))
    return found


def fill(visitor: Visitor, **texts: str) -> Visitor:
    """Type in the open form, without sending it."""
    for name, words in texts.items():
        field(visitor, "text_input", name).set_value(words)
    return visitor


def submit(visitor: Visitor) -> Visitor:
    return visitor.press(sentence("ui.plan.save", visitor.language))


def edit(visitor: Visitor, planned: PlannedAction) -> Visitor:
    return visitor.press_key(f"plan-edit:{planned.id}")


def form_is_open(visitor: Visitor) -> bool:
    return any((each.key or "").startswith("plan-title:") for each in visitor.at.text_input)
