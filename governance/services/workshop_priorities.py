# SPDX-License-Identifier: EUPL-1.2
"""The actions that a session puts to the vote on priorities."""

from governance.assessments.texts import clean_line
from governance.errors import ConflictError, InputError, NotFoundError
from governance.language import Language
from governance.plans.possible import PossibleAction, planned_steps, possible_actions
from governance.plans.stating import LIMITS
from governance.plans.steps import question_of, step_key, target_of
from governance.questionnaire.answer import Answer, State
from governance.services.assessments import found, read_answers
from governance.services.workshop_acts import Act, Facilitation
from governance.workshops.machine import NOT_ASKED
from governance.workshops.records import PRIORITIES, Option

MOST_OPTIONS = 20
"""More would not be read on a phone."""


class Priorities(Facilitation):
    """Before the vote on priorities opens."""

    def propose_options(
        self, workshop_id: str, limit: int = 8, *, language: Language = "fr", by: str = ""
    ) -> list[Option]:
        """Take the steps of the best gain that the assessment's answers, and the levels retained, make possible.

        Those there already, and those of the plan, are left as they are. ``language``: that of the room.
        """
        with self._acting(workshop_id, by) as act:
            options = unopened(act)
            taken = {option.step for option in options}
            possible = [action for action in self._possible(act) if action.key not in taken]
            for action in possible[: max(0, min(limit, MOST_OPTIONS - len(options)))]:
                options.append(added(act, options, action.title.to(language), action.key))
            act.note("option", detail=f"{len(options)}")
            return options

    def add_option(self, workshop_id: str, title: str, *, step: str | None = None, by: str = "") -> Option:
        """Add an action: a step of the questionnaire, or in the room's own words. Before the vote opens."""
        with self._acting(workshop_id, by) as act:
            options = unopened(act)
            if len(options) >= MOST_OPTIONS:
                raise InputError("workshop.options_many", most=MOST_OPTIONS)
            option = added(act, options, read_title(title), self._known_step(act, step))
            act.note("option", detail=option.title)
            return option

    def remove_option(self, workshop_id: str, option_id: str, *, by: str = "") -> None:
        """Take one out, before the vote opens."""
        with self._acting(workshop_id, by) as act:
            if option_id not in {option.id for option in unopened(act)}:
                raise NotFoundError("workshop.option_unknown", option=option_id)
            act.unit.options.remove(workshop_id, option_id)
            act.note("option", detail=f"- {option_id}")

    def _possible(self, act: Act) -> list[PossibleAction]:
        """Steps not planned yet, from the answers as the levels retained would make them."""
        head = found(act.unit.assessments.get(act.workshop.assessment_id), act.workshop.assessment_id)
        questionnaire = self._questionnaire(act.unit, act.workshop)
        territory = self._territories.get(head.territory_id)
        answers = read_answers(questionnaire, act.unit.answers.of_assessment(head.id))
        for question_id, decision in act.unit.decisions.of_workshop(act.workshop.id).items():
            answers[question_id] = Answer(State.VALUE, float(decision.level))
        planned = planned_steps(act.unit.plans.of_assessment(head.id))
        steps = possible_actions(questionnaire, answers, territory.tier, head.form, territory.population)
        return [action for action in steps if action.key not in planned]

    def _known_step(self, act: Act, step: str | None) -> str | None:
        """The step in its one form; InputError when the questionnaire has none such."""
        if step is None:
            return None
        try:
            question = self._questionnaire(act.unit, act.workshop).question(question_of(step))
        except KeyError:
            raise InputError("plan.step_unknown", question=question_of(step)) from None
        return step_key(question, target_of(question, step))


def unopened(act: Act) -> list[Option]:
    """The options, while they may change."""
    if act.asked(PRIORITIES).stage != NOT_ASKED:
        raise ConflictError("workshop.options_voted")
    return act.unit.options.of_workshop(act.workshop.id)


def added(act: Act, options: list[Option], title: str, step: str | None) -> Option:
    """Write an option after the others."""
    position = max((option.position for option in options), default=0) + 1
    option = Option(f"a{position}", title[: LIMITS["title"]], position, step)
    act.unit.options.add(act.workshop.id, option)
    return option


def read_title(text: str) -> str:
    """What an action is called."""
    title = clean_line(text)
    if not title:
        raise InputError("plan.title_missing")
    if len(title) > LIMITS["title"]:
        raise InputError("workshop.option_long", length=len(title), limit=LIMITS["title"])
    return title
