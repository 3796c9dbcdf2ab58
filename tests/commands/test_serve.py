# SPDX-License-Identifier: EUPL-1.2
"""`echelons serve`: starts from anywhere, refuses clearly what it cannot do, stops when told."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from governance import __version__
from governance.settings import ROOT
from governance.store.migrate import VERSION_TABLE
from tests.commands.process import COMMAND, SECONDS, environment, run, told

SECONDS_TO_STOP = 10
EVERYWHERE = "0.0.0.0"  # noqa: S104 — what these tests are about


class Serving(NamedTuple):
    """A running server: its address, its process, and the line that it said."""

    address: str
    process: subprocess.Popen[str]
    said: str


@contextmanager
def serving(data: Path, cwd: Path | None = None, limit: int | None = None, **more: str) -> Iterator[Serving]:
    """A server that has said its address; stopped at the end if it still runs. ``limit`` is of its open files."""
    with TemporaryFile("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*limited(limit), COMMAND, "serve", "--port", "0"],
            env=environment(data, **more),
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        )
        assert server.stdout
        try:
            line = server.stdout.readline()
            found = re.search(r"http://\S+", line)
            log.seek(0)
            assert found, f"{line!r} instead of an address; {log.read()}"
            yield Serving(found.group(), server, line)
        finally:
            if server.poll() is None:
                server.kill()
            server.wait(SECONDS)
            server.stdout.close()


def limited(files: int | None) -> list[str]:
    """How a command begins that may open so many files."""
    return [] if files is None else ["sh", "-c", f'ulimit -n {files}; exec "$0" "$@"']


def health(address: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{address}/healthz", timeout=SECONDS) as answer:  # noqa: S310 — loopback
        found: dict[str, str] = json.load(answer)
        return found


def test_it_serves_from_any_folder_says_its_health_and_stops_when_told(tmp_path: Path) -> None:
    data = tmp_path / "new" / "folder"
    data.parent.mkdir()
    with serving(data, cwd=Path("/")) as server:
        assert health(server.address) == {"status": "ok", "database": "sqlite", "version": __version__}
        with urllib.request.urlopen(server.address, timeout=SECONDS) as page:  # noqa: S310 — loopback
            assert b'<html lang="fr"' in page.read()
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(SECONDS_TO_STOP) == 0
        assert time.monotonic() - started < SECONDS_TO_STOP
    assert (data / "echelons.sqlite3").is_file()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_even_when_told_while_it_starts(asked: signal.Signals, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.process.send_signal(asked)
        assert server.process.wait(SECONDS_TO_STOP) == 0


def test_a_relative_data_folder_is_that_of_the_working_folder(tmp_path: Path) -> None:
    with serving(Path("data"), cwd=tmp_path) as server:
        assert health(server.address)["status"] == "ok"
    assert (tmp_path / "data" / "echelons.sqlite3").is_file()


@pytest.mark.parametrize("name", ["with space", "é%20è", "a?b#c", "50%"])
def test_any_name_of_folder_serves(name: str, tmp_path: Path) -> None:
    with serving(tmp_path / name) as server:
        assert health(server.address)["status"] == "ok"
    assert (tmp_path / name / "echelons.sqlite3").is_file()


OPTIONS = {
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "server.maxUploadSize": 5,
    "server.fileWatcherType": "none",
    "runner.postScriptGC": False,
}


def test_the_versioned_options_hold_from_any_folder_and_no_variable_undoes_them(tmp_path: Path) -> None:
    code = f"import app; from streamlit import config; print([config.get_option(n) for n in {list(OPTIONS)}])"
    more = {"PYTHONPATH": str(ROOT), "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path, **more),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    assert done.stdout.strip() == str(list(OPTIONS.values()))


@pytest.mark.parametrize(
    ("language", "encoding", "words"),
    [("fr_FR.UTF-8", "utf-8", "est prêt"), ("en_GB.UTF-8", "utf-8", "is ready"), ("C", "ascii", "est pr?t")],
)
def test_it_says_that_it_is_ready_in_the_language_of_the_terminal(
    language: str, encoding: str, words: str, tmp_path: Path
) -> None:
    with serving(tmp_path, LC_ALL=language, PYTHONIOENCODING=encoding) as server:
        assert words in server.said


def asked(address: str, **headers: str) -> tuple[int, str]:
    """What a plain client gets: status and body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SECONDS) as answer:  # noqa: S310 — loopback
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def link_of(server: Serving) -> str:
    """The operator link among the lines that a server says."""
    assert server.process.stdout
    found = re.search(r"http\S+/operator/\S+", server.process.stdout.readline())
    assert found
    return found.group()


def test_open_to_others_it_says_the_operator_link_which_survives_a_restart(tmp_path: Path) -> None:
    links = []
    for _ in range(2):
        with serving(tmp_path, ECHELONS_HOST=EVERYWHERE, ECHELONS_PUBLIC_URL="https://atelier.example.org/") as server:
            assert server.address.startswith("http://127.0.0.1:")
            links.append(link_of(server))
            assert server.process.stdout
            assert "https://atelier.example.org/join" in server.process.stdout.readline()
            assert health(server.address)["status"] == "ok"
            assert asked(server.address)[0] == 403
            status, page = asked(server.address + urlsplit(links[-1]).path)
            # A client that keeps no cookie is led to the home page, which is closed to it.
            assert (status, "opérateur" in page) == (403, True)
    assert links[0] == links[1]
    assert links[0].startswith("https://atelier.example.org/operator/")


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_behind_a_proxy_the_pass_is_for_the_line_that_the_browser_uses(
    scheme: str, secure: bool, tmp_path: Path
) -> None:
    with serving(tmp_path, ECHELONS_PUBLIC_URL="https://atelier.example.org") as server:
        proxied = HTTPConnection(urlsplit(server.address).netloc, timeout=SECONDS)
        proxied.request("GET", urlsplit(link_of(server)).path, headers={"X-Forwarded-Proto": scheme})
        answer = proxied.getresponse()
        assert answer.status == 303
        assert ("secure" in answer.headers["Set-Cookie"].lower()) is secure
        proxied.close()


def test_on_a_network_it_guesses_the_address_of_participants_with_the_port_that_was_free(tmp_path: Path) -> None:
    with serving(tmp_path, ECHELONS_HOST=EVERYWHERE, LC_ALL="en_GB.UTF-8") as server:
        link = link_of(server)
        assert urlsplit(link).port == urlsplit(server.address).port
        assert server.process.stdout
        assert f"http://{urlsplit(link).netloc}/join" in server.process.stdout.readline()


def test_for_its_machine_alone_there_is_no_link_and_another_name_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert asked(server.address)[0] == 200
        status, page = asked(server.address, Host="evil.example")
        assert status == 403
        assert "ECHELONS_PUBLIC_URL" in page
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stdout
        assert server.process.stdout.read() == ""
    assert not (tmp_path / "operator.key").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_it_says_how_many_phones_fit_where_the_system_lets_in_few(tmp_path: Path) -> None:
    with serving(tmp_path, ECHELONS_PUBLIC_URL="https://a.example", limit=512) as server:
        link_of(server)
        assert server.process.stdout
        server.process.stdout.readline()
        words = server.process.stdout.readline()
        assert "512" in words
        assert "128 téléphones" in words
        assert "2256" in words


def test_a_host_that_is_not_this_machines_is_said(tmp_path: Path) -> None:
    for host in ("192.0.2.77", "nowhere.invalid"):
        words = told(run(tmp_path, "serve", "--port", "0", "--host", host))
        assert host in words
        assert "--host 0.0.0.0" in words
    assert not (tmp_path / "echelons.sqlite3").exists()


def test_the_mode_that_does_not_exist_yet_is_refused(tmp_path: Path) -> None:
    words = told(run(tmp_path, "serve", "--port", "0", ECHELONS_MODE="server"))
    assert "ECHELONS_MODE=local" in words
    assert not (tmp_path / "echelons.sqlite3").exists()


def test_a_folder_that_cannot_keep_the_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "operator.key").mkdir()
    words = run(tmp_path, "serve", "--port", "0", ECHELONS_PUBLIC_URL="https://a.example")
    assert words.returncode == 1
    assert "operator.key" in words.stderr
    assert "Traceback" not in words.stderr


def test_a_taken_port_is_said_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        for done in (run(tmp_path, "serve", "--port", str(port)), run(tmp_path, "serve", ECHELONS_PORT=str(port))):
            words = told(done)
            assert f"--port {port + 1}" in words
            assert str(port) in words
    assert "cannot be opened" in told(busy_in_english(tmp_path))


def busy_in_english(data: Path) -> subprocess.CompletedProcess[str]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        return run(data, "serve", "--port", str(other.getsockname()[1]), LC_ALL="en_GB.UTF-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ECHELONS_PORT", "http"),
        ("ECHELONS_PORT", "70000"),
        ("ECHELONS_PORT", "-1"),
        ("ECHELONS_PORT", ""),
        ("ECHELONS_MODE", "workshop"),
    ],
)
@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_GB.UTF-8"])
def test_a_wrong_setting_is_named(name: str, value: str, language: str, tmp_path: Path) -> None:
    given = {name: value, "LC_ALL": language}
    done = run(tmp_path, "serve", cwd=None, **given)
    words = told(done)
    assert name in words
    assert value in words
    assert words.startswith("Réglage" if language.startswith("fr") else "Setting")


@pytest.mark.parametrize(
    ("address", "key_words"),
    [
        ("not an address", "ECHELONS_DATABASE_URL"),
        ("mysql://a:secret@b/c", "mysql"),
        ("sqlite://", "ECHELONS_DATABASE_URL"),
        ("sqlite:////no/such/folder/x.sqlite3", "/no/such/folder"),
        ("postgresql+psycopg://u:secret@127.0.0.1:9/x", "127.0.0.1:9"),
    ],
)
def test_a_database_that_cannot_serve_is_said_at_start(address: str, key_words: str, tmp_path: Path) -> None:
    for arguments in (("serve", "--port", "0"), ("demo", "load"), ("demo", "purge")):
        words = told(run(tmp_path, *arguments, ECHELONS_DATABASE_URL=address))
        assert key_words in words
        assert "secret" not in words


def test_a_database_of_a_newer_schema_or_of_another_program_is_refused(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "purge").returncode == 0
    file = tmp_path / "echelons.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608 — our own constant
    connection.close()
    before = file.read_bytes()
    assert "9999" in told(run(tmp_path, "serve", "--port", "0"))
    assert file.read_bytes() == before
    file.write_bytes(b"not a database " * 1000)
    assert str(file) in told(run(tmp_path, "serve", "--port", "0"))


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert str(tmp_path / "file") in told(run(tmp_path / "file", "serve", "--port", "0"))


@pytest.mark.parametrize(
    "arguments",
    [["serve", "--port", "x"], ["serve", "--port", "70000"], ["serve", "more"], ["nope"], ["demo"], ["demo", "nope"]],
)
def test_a_wrong_command_line_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
