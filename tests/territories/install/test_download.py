# SPDX-License-Identifier: EUPL-1.2
"""One file fetched from a local site that fails in every way: it arrives whole, or one sentence says why not."""

import gzip
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from governance.errors import InputError
from governance.language import LANGUAGES
from governance.territories.install.download import fetch
from governance.territories.install.limits import Limits
from governance.territories.install.unpacking import unpack
from tests.outlines import QUICK, Behaviour, Site, send

NAME = "communes-1000m.geojson.gz"


def bring(site: Site, target: Path, limits: Limits = QUICK) -> list[tuple[int, int | None]]:
    told: list[tuple[int, int | None]] = []
    fetch(f"{site.address}/{NAME}", target, limits, lambda here, total: told.append((here, total)))
    return told


def refusal(site: Site, target: Path, limits: Limits = QUICK) -> InputError:
    """The fault, whose sentence exists in both languages."""
    with pytest.raises(InputError) as caught:
        bring(site, target, limits)
    for language in LANGUAGES:
        assert "{" not in caught.value.message(language)
    return caught.value


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / NAME


# --- what goes wrong in passing ---------------------------------------------------------------------------------------


def answers(status: int) -> Behaviour:
    return lambda handler, _content: handler.send_error(status)


def cut(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """Half of the file, then the line is cut."""
    send(handler, 200, content[: len(content) // 2], Content_Length=str(len(content)), ETag='"v1"')
    handler.close_connection = True


def cut_without_length(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """As cut, and nothing says how much was to come."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2])


def cut_in_a_chunk(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """A chunk announced longer than it is."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ffff\r\n" + content[:20])
    handler.close_connection = True


def says_nothing(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
    """A line that stays open, silent."""
    time.sleep(0.8)
    handler.close_connection = True


def hangs_up(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
    handler.close_connection = True


def speaks_nonsense(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
    handler.wfile.write(b"Bonjour\r\n\r\n")


def wrong_gzip(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """One byte of the content altered: gzip's own checksum tells."""
    place = len(content) - 6
    send(handler, 200, content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :], ETag='"v1"')


def sign_in_page(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
    send(handler, 200, b"<html>Bienvenue sur le reseau</html>", ETag='"v1"')


def other_range(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """A part that was not asked for."""
    send(handler, 206, content[3:], Content_Range=f"bytes 3-{len(content) - 1}/{len(content)}")


PASSING = {
    "install.status": [answers(500), answers(503), answers(429), other_range],
    "install.cut": [cut],
    "install.not_gzip": [cut_without_length, wrong_gzip],
    "install.unreachable": [cut_in_a_chunk, says_nothing, hangs_up, speaks_nonsense],
    "install.not_outlines": [sign_in_page],
}
CASES = [(key, behaviour) for key, behaviours in PASSING.items() for behaviour in behaviours]


def names(case: object) -> str | None:
    return getattr(case, "__name__", None)


@pytest.mark.parametrize(("key", "behaviour"), CASES, ids=names)
def test_what_goes_wrong_once_is_tried_again(key: str, behaviour: Behaviour, site: Site, target: Path) -> None:
    site.behaviours = [behaviour]
    bring(site, target)
    assert target.read_bytes() == site.files[NAME]
    assert len(site.asked) == 2


@pytest.mark.parametrize(("key", "behaviour"), CASES, ids=names)
def test_what_goes_wrong_every_time_is_said(key: str, behaviour: Behaviour, site: Site, target: Path) -> None:
    site.behaviours = [behaviour] * 10
    assert refusal(site, target).key == key
    assert len(site.asked) == QUICK.attempts


def test_pauses_grow_between_tries(site: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    site.behaviours = [answers(500)] * 10
    refusal(site, target, replace(QUICK, attempts=4, first_pause_seconds=0.1))
    assert pauses == [0.1, 0.2, 0.4]


def test_a_site_that_is_not_there_is_said_with_the_reason(site: Site, target: Path) -> None:
    site.close()
    fault = refusal(site, target)
    assert fault.key == "install.unreachable"
    assert "(connexion refusée)" in fault.message("fr")
    assert "echelons territories install --from" in fault.message("fr")


# --- going on where it stopped ----------------------------------------------------------------------------------------


def test_a_file_cut_in_the_middle_is_resumed(site: Site, target: Path) -> None:
    content, half = site.files[NAME], len(site.files[NAME]) // 2
    site.behaviours = [cut]
    told = bring(site, target)
    assert target.read_bytes() == content
    assert site.asked == [(NAME, None), (NAME, f"bytes={half}-")]
    assert told[-1] == (len(content), len(content))


def test_another_run_resumes_what_an_earlier_one_left(site: Site, target: Path) -> None:
    half = len(site.files[NAME]) // 2
    site.behaviours = [cut, answers(404)]
    refusal(site, target)
    site.asked.clear()
    bring(site, target)
    assert target.read_bytes() == site.files[NAME]
    assert site.asked == [(NAME, f"bytes={half}-")]


def test_a_file_that_is_here_already_does_not_travel_again(site: Site, target: Path) -> None:
    bring(site, target)
    bring(site, target)
    assert site.asked[1] == (NAME, f"bytes={len(site.files[NAME])}-")
    assert target.read_bytes() == site.files[NAME]


def test_a_file_that_changed_meanwhile_is_not_patched_together(site: Site, target: Path) -> None:
    site.behaviours = [cut, answers(404)]
    refusal(site, target)
    site.files[NAME] = gzip.compress(b'{"features": [1, 2, 3]}')

    def has_changed(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        assert handler.headers["If-Range"] == '"v1"'
        send(handler, 200, content, ETag='"v2"')

    site.behaviours = [has_changed]
    bring(site, target)
    assert target.read_bytes() == site.files[NAME]


def test_a_resumed_file_that_does_not_fit_together_is_fetched_anew(site: Site, target: Path) -> None:
    """A server that gives the rest of another file under the same mark."""
    site.behaviours = [cut]
    content = site.files[NAME]

    def half_of_another(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
        start = int(handler.headers["Range"][6:-1])
        place = f"bytes {start}-{len(content) - 1}/{len(content)}"
        send(handler, 206, bytes(len(content) - start), Content_Range=place)

    site.behaviours.append(half_of_another)
    bring(site, target)
    assert target.read_bytes() == content
    assert [asked for _, asked in site.asked] == [None, f"bytes={len(content) // 2}-", None]


@pytest.mark.parametrize("mark", [{}, {"ETag": 'W/"v1"'}])
def test_without_a_strong_mark_the_whole_file_is_asked_for(mark: dict[str, str], site: Site, target: Path) -> None:
    def cut_unmarked(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        send(handler, 200, content[:50], Content_Length=str(len(content)), **mark)
        handler.close_connection = True

    site.behaviours = [cut_unmarked]
    bring(site, target)
    assert [asked for _, asked in site.asked] == [None, None]


def test_a_date_serves_as_a_mark(site: Site, target: Path) -> None:
    date = "Thu, 01 Jan 2026 00:00:00 GMT"
    seen: list[str] = []

    def cut_dated(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        send(handler, 200, content[:50], Content_Length=str(len(content)), Last_Modified=date)
        handler.close_connection = True

    def remembers(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        seen.append(handler.headers["If-Range"])
        send(handler, 200, content)

    site.behaviours = [cut_dated, remembers]
    bring(site, target)
    assert seen == [date]


def test_the_beginning_of_another_address_is_not_gone_on_with(site: Site, target: Path) -> None:
    site.behaviours = [cut, answers(404)]
    refusal(site, target)
    site.asked.clear()
    site.address += "/elsewhere"
    bring(site, target)
    assert site.asked == [(NAME, None)]


def test_a_server_that_refuses_every_range_is_not_believed(site: Site, target: Path) -> None:
    site.behaviours = [answers(416)] * 10
    assert refusal(site, target).key == "install.not_outlines"


# --- what no other try would mend -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_file_that_the_site_has_not_is_said_at_once(status: int, site: Site, target: Path) -> None:
    site.behaviours = [answers(status)] * 10
    fault = refusal(site, target)
    assert (fault.key, fault.values["status"]) == ("install.status", status)
    assert len(site.asked) == 1


def redirects(where: str) -> Behaviour:
    return lambda handler, _content: send(handler, 302, b"", Location=where)


def test_a_redirection_within_the_site_is_followed(site: Site, target: Path) -> None:
    site.behaviours = [redirects(f"/moved/{NAME}")]
    bring(site, target)
    assert target.read_bytes() == site.files[NAME]


@pytest.mark.parametrize("where", ["http://127.0.0.1:1/x", "https://example.org/x", "file:///etc/passwd", "ftp://a/b"])
def test_a_redirection_elsewhere_is_refused_and_names_the_place(where: str, site: Site, target: Path) -> None:
    site.behaviours = [redirects(where)] * 10
    fault = refusal(site, target)
    assert len(site.asked) == 1
    assert not target.exists()
    if where.startswith("http"):
        assert (fault.key, fault.values["other"]) == ("install.redirected", where)
        assert where in fault.message("fr")


def test_a_redirection_without_end_is_given_up(site: Site, target: Path) -> None:
    site.behaviours = [redirects(f"/again/{NAME}")] * 20
    assert refusal(site, target).key == "install.status"
    assert len(site.asked) < 10


def test_a_file_announced_too_large_is_not_even_begun(site: Site, target: Path) -> None:
    def announces_much(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        with suppress(OSError):
            send(handler, 200, content, Content_Length="999999999")

    site.behaviours = [announces_much] * 10
    assert refusal(site, target).key == "install.too_large"
    assert not target.exists()


def endless(handler: BaseHTTPRequestHandler, _content: bytes) -> None:
    """Bytes for ever."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 10_000)


def test_a_file_without_end_is_cut_at_the_limit(site: Site, target: Path) -> None:
    site.behaviours = [endless] * 10
    assert refusal(site, target).key == "install.too_large"
    assert target.stat().st_size <= QUICK.packed_bytes


def test_a_file_that_trickles_is_given_up_in_time(site: Site, target: Path) -> None:
    def trickle(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):
            while not site.done.wait(0.05):
                handler.wfile.write(b"x")

    site.behaviours = [trickle] * 10
    started = time.monotonic()
    assert refusal(site, target, replace(QUICK, file_seconds=0.4)).key == "install.too_slow"
    assert time.monotonic() - started < 30, "it would never have ended"


def test_tries_end_when_the_time_of_the_file_is_over(site: Site, target: Path) -> None:
    site.behaviours = [answers(500)] * 10
    refusal(site, target, replace(QUICK, attempts=10, first_pause_seconds=0.3, file_seconds=0.5))
    assert len(site.asked) == 2


def test_a_file_that_swells_when_unpacked_is_refused_at_once(site: Site, target: Path) -> None:
    site.files[NAME] = gzip.compress(b"{" + b" " * (QUICK.unpacked_bytes * 20))
    assert refusal(site, target).key == "install.swollen"
    assert len(site.asked) == 1
    assert not target.exists()


def test_what_swells_is_not_unpacked_further_than_the_limit() -> None:
    """Forty megabytes in forty kilobytes: a hundred times the limit of these tests."""
    bomb = gzip.compress(bytes(QUICK.unpacked_bytes * 100))
    tracemalloc.start()
    with pytest.raises(InputError):
        unpack(bomb, NAME, QUICK)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < QUICK.unpacked_bytes * 10


@pytest.fixture(autouse=True)
def no_thread_left(site: Site) -> Iterator[None]:
    """The site closes whatever the test made it do."""
    yield
    site.done.set()
