# SPDX-License-Identifier: EUPL-1.2
"""One request for one file, and what its failure means: passing, or not worth another try.

The standard library's client: it knows the proxies and certificates of the machine, and no dependency is added.
Redirections are followed on the same host only: the operator chose whom to believe.
"""

from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from governance import __version__
from governance.errors import InputError

AGENT = f"Echelons/{__version__}"
# Too early, too many, and what a proxy says when the server behind it is being restarted.
PASSING_CODES = frozenset({408, 425, 429, 500, 502, 503, 504})
NOT_SATISFIABLE = 416


class PassingError(Exception):
    """Another try may do better; ``fault`` is what to say if none does."""

    def __init__(self, fault: InputError) -> None:
        super().__init__(fault.key)
        self.fault = fault


class SameHost(HTTPRedirectHandler):
    """Redirections within the host, http to https included."""

    max_redirections = 5

    def redirect_request(  # noqa: PLR0917 — the library's signature
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """The next request; InputError when it would go elsewhere."""
        if not same_place(req.full_url, newurl):
            fp.close()
            raise InputError("install.redirected", address=req.full_url, other=newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are of one server, or the second is the encrypted entry of the first.

    >>> same_place("http://a.fr/x", "https://a.fr/x"), same_place("https://a.fr/x", "http://a.fr/x")
    (True, False)
    """
    first, second = urlsplit(one), urlsplit(other)
    upgraded = (first.scheme, second.scheme) == ("http", "https") and first.hostname == second.hostname
    return (first.scheme, first.netloc) == (second.scheme, second.netloc) or (upgraded and first.port is second.port)


def ask(address: str, headers: dict[str, str], seconds: float) -> HTTPResponse | None:
    """The answer, its body not yet read; None when the range asked for lies beyond the file."""
    # Only http and https come here (see origin and SameHost).
    request = Request(address, headers={"User-Agent": AGENT, "Accept-Encoding": "identity", **headers})  # noqa: S310
    try:
        answer: HTTPResponse = build_opener(SameHost).open(request, timeout=seconds)
    except HTTPError as fault:
        fault.close()
        if fault.code == NOT_SATISFIABLE:
            return None
        said = InputError("install.status", address=address, status=fault.code)
        raise PassingError(said) if fault.code in PASSING_CODES else said from fault
    except (OSError, HTTPException, ValueError) as fault:
        raise PassingError(InputError("install.unreachable", address=address, reason=reason(fault))) from fault
    return answer


def reason(fault: Exception) -> OSError | str:
    """The technical reason, short: what the system said, where it is the system."""
    inner = getattr(fault, "reason", None) or fault
    return inner if isinstance(inner, OSError) else str(inner) or type(fault).__name__
