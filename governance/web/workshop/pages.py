# SPDX-License-Identifier: EUPL-1.2
"""The HTML of these pages: templates in the reader's language, and the strictest content policy they allow."""

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from governance.language import LANGUAGES, Language, as_language
from governance.web.documents import COOKIE as LANGUAGE_COOKIE
from governance.web.documents import preferred_language
from governance.web.workshop.assets import asset
from governance.web.workshop.wording import say

TEMPLATES = Path(__file__).parent / "templates"
YEAR = 365 * 24 * 3600
SECONDS_TO_WAIT = 10
CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}
TITLES = {
    "participant.unknown": "participant.unknown_title",
    "participant.unreadable": "participant.unreadable_title",
    "participant.crowded": "participant.crowded_title",
    "participant.busy": "participant.busy_title",
}
HEADERS = {"cache-control": "no-store", "content-security-policy": CONTENT_POLICY}


@cache
def templates() -> Environment:
    """Every value is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(name: str, language: Language, status: int = 200, **content: Any) -> HTMLResponse:
    """A page."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    template = templates().get_template(f"{name}.html")
    page = template.render(
        language=language,
        other=other,
        other_name=NAMES[other],
        t=partial(say, language=language),
        asset=lambda name: asset(name).address,
        **content,
    )
    return HTMLResponse(page, status, HEADERS)


def refusal(request: Request, status: int, reason: str, typed: str = "") -> Response:
    """Why nobody comes in, and the form to try again."""
    language = preferred_language(request.headers)
    page = html("join", language, status, title=TITLES.get(reason, "participant.join"), reason=reason, typed=typed[:40])
    if status == 429:
        page.headers["retry-after"] = str(SECONDS_TO_WAIT)
    if reason == "participant.busy":
        page.headers["refresh"] = str(SECONDS_TO_WAIT)
    return page


def language_choice(request: Request) -> Response | None:
    """With ``?lang=en``, back to the same page with the choice kept, as the other pages of Échelons keep it."""
    asked = request.query_params.get("lang")
    if asked is None:
        return None
    answer = RedirectResponse(request.url.path, 303)
    answer.set_cookie(LANGUAGE_COOKIE, as_language(asked), max_age=YEAR, samesite="lax")
    return answer
