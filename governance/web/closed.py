# SPDX-License-Identifier: EUPL-1.2
"""What somebody without the operator link sees: one plain page that says where the link is, never Streamlit's shell."""

from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from governance.language import sentence
from governance.web.documents import preferred_language
from governance.web.report import templates

Reason = Literal["link", "wrong", "elsewhere", "crossing", "narrow", "dead"]
POLICY_VIOLATION = 1008


async def closed(scope: Scope, receive: Receive, send: Send, reason: Reason) -> None:
    """Refuse a request with its page, or a socket before it opens."""
    if scope["type"] == "websocket":
        await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
    else:
        await closed_page(Headers(scope=scope), reason)(scope, receive, send)


def closed_page(headers: Headers, reason: Reason) -> HTMLResponse:
    """The page, in the reader's language. The connection ends: an unread body would be taken for a request."""
    language = preferred_language(headers)

    def t(key: str) -> str:
        return sentence(f"ui.{key}", language)

    page = templates().get_template("closed.html")
    title, words = t(f"closed.{reason}_title"), t(f"closed.{reason}_words")
    body = page.render(language=language, reason=reason, title=title, words=words, t=t)
    return HTMLResponse(body, 403, headers={"cache-control": "no-store", "connection": "close"})
