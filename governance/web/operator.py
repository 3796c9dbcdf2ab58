# SPDX-License-Identifier: EUPL-1.2
"""GET /operator/{key}: the operator link, exchanged for a pass and gone from the address."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from governance.access.operator import PASS_SECONDS, operator_key
from governance.settings import get_settings
from governance.web.closed import closed_page


async def enter(request: Request) -> Response:
    """A pass for whoever has the key, the page that says where it is for all others; none is needed at the machine."""
    settings = get_settings()
    answer = RedirectResponse("/", 303, headers={"cache-control": "no-store"})
    if not settings.open_to_others:
        return answer
    key = operator_key(settings.data_dir)
    if not key.opens(request.path_params["key"]):
        return closed_page(request.headers, "wrong")
    answer.set_cookie(
        key.cookie, key.make_pass(), max_age=PASS_SECONDS, httponly=True, samesite="lax", secure=is_encrypted(request)
    )
    return answer


def is_encrypted(request: Request) -> bool:
    """Whether the browser came by https, as the proxy says or as the public address tells of the host it came by.

    A cookie marked so on a plain http address, the server's own behind its proxy, would not be kept.
    """
    public = urlsplit(get_settings().public_url or "")
    by_proxy = public.scheme == "https" and public.netloc == request.headers.get("host", "").lower()
    return request.url.scheme == "https" or by_proxy
