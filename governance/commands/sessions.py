# SPDX-License-Identifier: EUPL-1.2
"""What `echelons workshop` does: through the services of the console, on the same database."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from governance.bootstrap import application
from governance.commands.console import console_language
from governance.errors import InputError, StoreError
from governance.language import Language
from governance.questionnaire.model import Form
from governance.services.workshops import WorkshopService
from governance.territories.territory import LAYERS
from governance.web.public_address import public_url
from governance.workshops.plain import plain_room
from governance.workshops.records import PRIORITIES, Workshop

Act = Callable[[WorkshopService, str], object]

ATTEMPTS = 5


def create(code: str, questionnaire: str | None, form: Form, colleges: Sequence[str]) -> dict[str, Any]:
    """A new session: its code, its links, its questions."""
    running = application()
    edition = running.questionnaires.newest(questionnaire) if questionnaire else running.questionnaire()
    # The assessment keeps its own form; a questionnaire without a flash form has but one.
    created = running.workshops.create_for(
        territory_of(code), (edition.id, edition.version), form=form, colleges=colleges
    )
    return {**links(created), "questions": questions(created.id), "id": created.id}


def act(code: str, do: Act) -> dict[str, Any]:
    """One act on the session of a code; its state then."""
    running = application()
    key = running.workshops.by_code_even_ended(code).id
    for left in reversed(range(ATTEMPTS)):
        try:
            do(running.workshops, key)
            break
        except StoreError as fault:
            # A whole room that votes leaves SQLite's lock to another process only by chance: nothing was done yet.
            if fault.key != "store.locked" or not left:
                raise
    return state(code, console_language())


def state(code: str, language: Language) -> dict[str, Any]:
    """What the room may see, and where each question stands."""
    running = application()
    session = running.workshops.by_code_even_ended(code)
    room = plain_room(running.rooms.room(session.id), language, datetime.now(UTC))
    asked = running.rooms.console(session.id).questions
    return {
        "code": session.code,
        **room,
        "questions": [
            {
                "id": line.asked.question_id,
                "state": line.asked.stage.state.value,
                "round": line.asked.stage.round,
                "level": line.decision.level if line.decision else None,
            }
            for line in asked
            if line.asked.question_id != PRIORITIES
        ],
    }


def links(session: Workshop) -> dict[str, str]:
    """The addresses of a session."""
    base = public_url(application().settings).rstrip("/")
    return {
        "code": session.code,
        "join_url": f"{base}/join/{session.code}",
        "screen_url": f"{base}/screen/{session.screen_token}",
    }


def questions(workshop_id: str) -> list[str]:
    """The ids of the questions, in order."""
    asked = application().rooms.console(workshop_id).questions
    return [line.asked.question_id for line in asked if line.asked.question_id != PRIORITIES]


def territory_of(code: str) -> str:
    """The id of an authority from its code alone. InputError when it is none's, or several's."""
    territories = application().territories
    if ":" in code:
        return territories.get(code.strip()).id
    known = [f"{layer}:{code.strip()}" for layer in LAYERS]
    there = sorted({territories.authority(name).id for name in known if name in territories})
    if len(there) != 1:
        raise InputError(f"workshop.territory_{'ambiguous' if there else 'unknown'}", code=code, known=there)
    return there[0]
