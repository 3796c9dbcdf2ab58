# SPDX-License-Identifier: EUPL-1.2
"""How an installation is going, seen from the server that another process installs for; and that process."""

import subprocess
import sys
from pathlib import Path

import pytest

from governance.errors import InputError
from governance.territories.install import State, install, read_state
from governance.territories.install.launch import COMMAND, begin, end
from governance.territories.install.lock import alone
from governance.territories.install.manifest import root_of
from tests.outlines import QUICK, Site

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")
STUBBORN = (
    *(sys.executable, "-c"),
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
)


def test_before_any_installation_there_is_nothing_to_say(data: Path) -> None:
    assert read_state(data) == State()


def test_while_it_runs_its_share_is_told_and_then_nothing(site: Site, data: Path, small: Path) -> None:
    seen: list[State] = []
    install(data, site.address, limits=QUICK, reference=small, tell=lambda *_: seen.append(read_state(data)))
    assert {state.phase for state in seen[1:]} == {"running"}
    assert [state.share for state in seen[1:]] == sorted(state.share for state in seen[1:])
    assert read_state(data) == State()


def test_a_failure_is_kept_in_words_for_both_languages(site: Site, data: Path, small: Path) -> None:
    site.files.clear()
    with pytest.raises(InputError):
        install(data, site.address, limits=QUICK, reference=small)
    state = read_state(data)
    assert state.phase == "failed"
    assert "404" in state.fault("fr")
    assert "404" in state.fault("en")
    assert state.fault("fr") != state.fault("en")


def test_a_failure_is_forgotten_once_an_installation_succeeds(
    site: Site, folder: Path, data: Path, small: Path
) -> None:
    test_a_failure_is_kept_in_words_for_both_languages(site, data, small)
    install(data, str(folder), limits=QUICK, reference=small)
    assert read_state(data) == State()


def test_one_that_died_is_not_running(data: Path) -> None:
    root_of(data).mkdir(parents=True)
    State("running", 0.5).write(root_of(data))
    assert read_state(data) == State(), "there is no lock at all"
    with alone(root_of(data)):
        assert read_state(data) == State("running", 0.5)
    assert read_state(data) == State()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"phases": 1}', b"\xff"])
def test_a_state_that_cannot_be_read_says_nothing(content: bytes, data: Path) -> None:
    root_of(data).mkdir(parents=True)
    (root_of(data) / "state.json").write_bytes(content)
    assert read_state(data) == State()


# --- the process of a first start -------------------------------------------------------------------------------------


def test_a_first_start_installs_in_a_process_of_its_own_that_ends_with_the_server(data: Path) -> None:
    process = begin(data, SLEEPER)
    assert process
    assert process.poll() is None, "nobody waits for it"
    end(process)
    assert process.poll() is not None


def test_one_that_does_not_listen_is_killed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("governance.territories.install.launch.SECONDS_TO_END", 0.1)
    process = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    process.stdout.close()
    end(process)
    assert process.poll() is not None


def test_once_installed_no_process_is_started(folder: Path, data: Path, small: Path) -> None:
    install(data, str(folder), limits=QUICK, reference=small)
    assert begin(data, SLEEPER) is None
    end(None)


def test_a_process_that_cannot_be_started_does_not_stop_the_server(data: Path) -> None:
    assert begin(data, ("/no/such/program",)) is None


def test_the_process_is_the_command_that_anybody_may_run(
    site: Site, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against the real reference the small site is refused: the sentence is there for the pages."""
    monkeypatch.setenv("ECHELONS_DATA_DIR", str(data))
    monkeypatch.setenv("ECHELONS_OUTLINES_URL", site.address)
    process = begin(data, COMMAND)
    assert process
    assert process.wait(60) == 1
    assert read_state(data).key == "install.unlike"
