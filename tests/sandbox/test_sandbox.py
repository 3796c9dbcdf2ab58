# SPDX-License-Identifier: EUPL-1.2
"""Whatever the parser does, the caller gets a result or one sentence, and the next file is served."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.errors import InputError
from governance.language import LANGUAGES
from governance.sandbox import Limits, Sandbox, sandbox
from governance.sandbox.frames import ClosedError, receive

PARSER = "tests.sandbox.parsers:told"


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    one = Sandbox(PARSER, Limits(seconds=1.0))
    yield one
    one.close()


def process_of(box: Sandbox) -> int:
    found: int = box.run("x", b"echo")["process"]
    return found


def refusal(box: Sandbox, deed: bytes, name: str = "x.zip") -> InputError:
    with pytest.raises(InputError) as caught:
        box.run(name, deed)
    assert all(name in caught.value.message(language) for language in LANGUAGES)
    return caught.value


def test_one_warm_process_serves_many_files(box: Sandbox) -> None:
    assert {process_of(box) for _ in range(5)} == {process_of(box)} != {os.getpid()}


def test_a_refusal_keeps_its_words_in_both_languages(box: Sandbox) -> None:
    fault = refusal(box, b"refuse", "village")

    assert (fault.key, fault.values["problem"].fr, fault.values["problem"].en) == (
        "formats.faulty",
        "le village",
        "the village",
    )


@pytest.mark.parametrize("deed", [b"crash", b"open", b"write", b"write code", b"import", b"connect", b"run"])
def test_a_parser_that_fails_or_reaches_out_fails_alone(box: Sandbox, deed: bytes, tmp_path: Path) -> None:
    before = process_of(box)
    (tmp_path / "there.py").write_text("x", "utf-8")
    name = "there.py" if deed == b"open" else "new.py"

    assert refusal(box, deed, str(tmp_path / name)).key == "sandbox.failed"

    assert process_of(box) == before
    assert [path.name for path in tmp_path.iterdir()] == ["there.py"]
    assert not (Path(__file__).parent / "written.py").exists()


def test_a_library_may_still_import_a_part_of_itself(box: Sandbox) -> None:
    assert box.run("x", b"late import") == "wave"


def test_what_libraries_print_does_not_disturb(box: Sandbox) -> None:
    assert box.run("x", b"print") is None


@pytest.mark.parametrize("deed", [b"sleep", b"spin"])
def test_a_file_that_takes_too_long_is_given_up(box: Sandbox, deed: bytes) -> None:
    before, started = process_of(box), time.monotonic()

    assert refusal(box, deed).key == "sandbox.slow"

    assert time.monotonic() - started < 30, "it would never have ended"
    assert process_of(box) != before


@pytest.mark.parametrize("deed", [b"exit", b"talk"])
def test_a_process_that_dies_or_talks_too_much_is_replaced(box: Sandbox, deed: bytes) -> None:
    before = process_of(box)

    assert refusal(box, deed).key == "sandbox.greedy"

    assert process_of(box) != before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_memory_is_limited() -> None:
    box = Sandbox(PARSER, Limits(seconds=20, memory=150_000_000))

    assert refusal(box, b"fill").key == "sandbox.greedy"

    assert process_of(box)
    box.close()


def test_a_heavy_file_is_not_even_sent() -> None:
    box = Sandbox(PARSER, Limits(packed=10))

    assert refusal(box, b"x" * 11).key == "sandbox.large"
    assert box.process is None


def test_the_process_gets_none_of_the_servers_secrets(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHELONS_DATABASE_URL", "secret")
    box.close()

    assert "secret" not in box.run("x", b"environment").values()


def test_a_process_serves_so_many_files_and_no_more(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_FILES", 2)
    box.close()

    assert len({process_of(box) for _ in range(4)}) == 2


def test_a_process_killed_between_two_files_is_replaced(box: Sandbox) -> None:
    process_of(box)
    assert box.process is not None
    box.process.kill()
    box.process.wait()

    assert process_of(box)


def test_threads_share_it(box: Sandbox) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda n=n: found.append(box.run(str(n), b"echo")["name"])) for n in range(8)]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [str(n) for n in range(8)]


@pytest.mark.parametrize("function", ["governance.absent:parse", "governance.errors:absent", "no colon"])
def test_a_function_that_is_not_there_is_told_and_logged(function: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(InputError) as caught:
        Sandbox(function).run("x", b"")

    assert caught.value.key == "sandbox.absent"
    assert "Error" in caplog.text


def test_a_frame_cut_short_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "pipe").write_bytes(b"\0" * 7)

    with (tmp_path / "pipe").open("rb") as stream, pytest.raises(ClosedError):
        receive(stream, 10)
