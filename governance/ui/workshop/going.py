# SPDX-License-Identifier: EUPL-1.2
"""Putting another question, or the vote on priorities, in front of the room."""

from governance.bootstrap import application
from governance.ui.language import current
from governance.workshops.records import PRIORITIES
from governance.workshops.views import ConsoleView


def go_to(view: ConsoleView, question_id: str, by: str) -> None:
    """Show it; priorities come with the actions that the answers make possible, unless some are there already."""
    workshops, workshop_id = application().workshops, view.workshop.id
    if question_id == PRIORITIES and not view.options:
        workshops.propose_options(workshop_id, by=by, language=current())
    workshops.show(workshop_id, question_id, by=by)
