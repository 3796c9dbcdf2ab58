# SPDX-License-Identifier: EUPL-1.2
"""The first bytes of a page, before any script runs: its language, its title, its style.

Streamlit's page always says ``<html lang="en">`` and is called "Streamlit"; a screen reader would read French with an
English voice (WCAG 3.1.1).
"""

from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from governance.language import Language, as_language
from governance.web.stylesheet import style_address

COOKIE = "echelons_language"
STREAMLIT_TITLE = b"<title>Streamlit</title>"


class DocumentLanguage:
    """Sets language and title of HTML documents, chosen by cookie, else by the browser's languages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold back an HTML response until it is whole, then send it corrected; pass on all else at once."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = preferred_language(Headers(scope=scope))
        start: Message | None = None
        body = b""

        async def send_document(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await send_corrected(send, start, body, language)

        await self.app(without_encodings(scope), receive, send_document)


def preferred_language(headers: Headers) -> Language:
    """The language of a request: the reader's choice kept in a cookie, else the first the browser asks for."""
    chosen = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return as_language(chosen.value if chosen else headers.get("accept-language"))


def is_page(start: Message) -> bool:
    """Whether a response is a whole, unencoded HTML document that does not say its language itself."""
    headers = Headers(raw=start["headers"])
    said = {"content-encoding", "content-language"} & set(headers.keys())
    return headers.get("content-type", "").startswith("text/html") and not said


def without_encodings(scope: Scope) -> Scope:
    """The same request; a page navigation asks for no compression, so that its document can be read here."""
    headers = Headers(scope=scope)
    if "text/html" not in headers.get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


async def send_corrected(send: Send, start: Message, body: bytes, language: Language) -> None:
    """Send the document with its true language, title and style, and their consequences for caches."""
    if STREAMLIT_TITLE in body:
        body = body.replace(b'<html lang="en"', f'<html lang="{language}"'.encode(), 1)
        body = body.replace(STREAMLIT_TITLE, "<title>Échelons</title>".encode(), 1)
        # After the styles that Streamlit adds to the head: among equal rules, the last one wins.
        body = body.replace(b"</body>", f'<link rel="stylesheet" href="{style_address()}"></body>'.encode(), 1)
    headers = MutableHeaders(scope=start)
    headers["content-length"] = str(len(body))
    headers["content-language"] = language
    headers.add_vary_header("Cookie, Accept-Language")
    del headers["etag"]
    await send(start)
    await send({"type": "http.response.body", "body": body})
