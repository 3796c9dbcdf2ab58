# SPDX-License-Identifier: EUPL-1.2
"""GET /lead/{token}: a second facilitator's link, exchanged for a pass; and all that this pass opens."""

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from governance.access.colleague import accepts, cookie_name, make_pass, named_workshop
from governance.access.operator import PASS_SECONDS, operator_key
from governance.bootstrap import application
from governance.errors import NotFoundError
from governance.language import sentence
from governance.settings import get_settings
from governance.web.closed import closed_page
from governance.web.operator import is_encrypted
from governance.web.stylesheet import style_address

OWN = {"/workshop/{workshop}/minutes", "/workshop/{workshop}/sheet"}
"""Pages of the one workshop."""
STREAM = "/_stcore/stream"
"""The socket of the screens: the shell draws nothing but the console of that workshop over it (``ui/visitor.py``)."""
NEEDED = {STREAM, "/_stcore/health", "/_stcore/host-config", "/favicon.png"}
PARTS = ("/static/", "/_stcore/bidi-components/")
"""What the console is drawn with. Neither files on their way in (uploads) nor on their way out (``/media``)."""
READ = {"GET", "HEAD"}


def console_path() -> str:
    """The address of the console."""
    return f"/{sentence('ui.workshop.address', 'fr')}"


async def lead(request: Request) -> Response:
    """The console, with a pass where one is needed; for a link that is dead, the page that says so."""
    token, settings = request.path_params["token"], get_settings()
    try:
        workshop = await run_in_threadpool(application().workshops.by_console_token, token)
    except NotFoundError:
        return closed_page(request.headers, "dead")
    answer = RedirectResponse(f"{console_path()}?seance={workshop.id}", 303, headers={"cache-control": "no-store"})
    if settings.open_to_others:
        key = operator_key(settings.data_dir)
        given = make_pass(key, workshop.id, workshop.console_token)
        answer.set_cookie(
            cookie_name(key), given, max_age=PASS_SECONDS, httponly=True, samesite="lax", secure=is_encrypted(request)
        )
    return answer


def workshop_of(given: str) -> str | None:
    """The workshop that a pass opens now; none once it has ended, or its links were changed."""
    try:
        workshop = application().workshops.get(named_workshop(given))
    except NotFoundError:
        return None
    key = operator_key(get_settings().data_dir)
    return workshop.id if accepts(key, given, workshop.id, workshop.console_token) else None


def opens(scope: Scope, routes: Sequence[BaseRoute], workshop_id: str) -> bool:
    """Whether a request is for what concerns that workshop. Whatever is not listed here is not."""
    if scope["type"] == "websocket":
        return bool(scope["path"] == STREAM)
    if scope["method"] not in READ:
        return False
    for route in routes:
        found, values = route.matches(scope)
        if found is Match.FULL:
            own = getattr(route, "path", "")
            return own == style_address() or (own in OWN and values["path_params"]["workshop"] == workshop_id)
    path: str = scope["path"]
    return path == console_path() or path in NEEDED or path.startswith(PARTS)
