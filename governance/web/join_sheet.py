# SPDX-License-Identifier: EUPL-1.2
"""GET /workshop/{id}/sheet: one A4 page for the wall or the tables, with the QR code, the address and the code."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import Language, as_language, sentence
from governance.web.documents import preferred_language
from governance.web.public_address import public_url
from governance.web.report import templates

CLOSED = "workshop.sheet_closed"


async def join_sheet(request: Request) -> Response:
    """The page; 404 with a sentence when there is no such session, or when it has ended and has no code any more."""
    asked = request.query_params.get("lang")
    language = as_language(asked) if asked else preferred_language(request.headers)
    try:
        page = await run_in_threadpool(render, request.path_params["workshop"], str(request.base_url), language)
    except NotFoundError as fault:
        return absent(fault.message(language), language)
    if page is None:
        return absent(sentence(f"ui.{CLOSED}", language), language)
    return HTMLResponse(page, headers={"cache-control": "no-store", "content-language": language})


def absent(words: str, language: Language) -> HTMLResponse:
    """Nothing to print, and why."""
    return HTMLResponse(templates().get_template("absent.html").render(language=language, words=words), 404)


def render(workshop_id: str, seen: str, language: Language) -> str | None:
    """The sheet of one session; None once it has ended."""
    workshop = application().workshops.get(workshop_id)
    if workshop.ended:
        return None
    room = application().rooms.room(workshop_id)
    return (
        templates()
        .get_template("join_sheet.html")
        .render(
            language=language,
            t=lambda key, **values: sentence(f"ui.{key}", language, **values),
            name=room.territory,
            code=workshop.code,
            address=f"{public_url(application().settings, seen)}/join",
            rehearsal=workshop.rehearsing,
        )
    )
