# SPDX-License-Identifier: EUPL-1.2
"""New outlines replace the old ones whole, or not at all: kills, two at once, full disks, forbidden folders."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from governance.errors import InputError
from governance.territories.install import Installed, install, installed, read_state, shelf
from governance.territories.install.lock import alone, is_held
from governance.territories.install.manifest import MANIFEST, POINTER, pointed, root_of
from governance.territories.install.verifying import verify_installed
from tests.outlines import COMMUNES, QUICK, outline, packed

NOBODY = 65_534


@pytest.fixture
def before(folder: Path, data: Path, small: Path) -> Installed:
    """An installation in force; the folder then holds other outlines."""
    done = install(data, str(folder), limits=QUICK, reference=small)
    changed = [outline("01001", 5.0, 46.0, 5.5, 46.9), *COMMUNES[1:]]
    (folder / "communes-1000m.geojson.gz").write_bytes(packed(changed))
    return done


def refusal(data: Path, folder: Path, small: Path, limits: Any = QUICK) -> InputError:
    with pytest.raises(InputError) as caught:
        install(data, str(folder), limits=limits, reference=small)
    return caught.value


# --- kills ------------------------------------------------------------------------------------------------------------

# One process loads the libraries, then forks a copy for each moment at which an installation may die.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from governance.territories.install import install, installed, shelf
from governance.territories.install import travelling, warehouse, layers
from governance.territories.install.manifest import loaded
from governance.territories.install.verifying import verify_installed
from governance.territories.install.limits import Limits

data, folder, small = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
flush, replace, sweep = shelf.flush, Path.replace, shelf.sweep

def die_at(moment):
    seen = 0
    def step():
        nonlocal seen
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)
    def flushed(path):
        step()
        flush(path)
    def replaced(path, target):
        if path.name == "current.new":
            step()
            replace(path, target)
            step()
        else:
            replace(path, target)
    def swept(root, kept):
        sweep(root, kept)
        step()
    shelf.flush, Path.replace, shelf.sweep = flushed, replaced, swept

outcomes = []
for moment in range(1, 1000):
    child = os.fork()
    if child == 0:
        die_at(moment)
        install(data, folder, limits=Limits(free_bytes=1), reference=small)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    loaded.cache_clear()
    found = installed(data)
    generations = list((data / "territories").glob("2026/*"))
    outcomes.append([found and found.address, len(verify_installed(data, small)), len(generations)])
    if status == 0:
        break
print(json.dumps(outcomes))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_whenever_it_is_killed_the_old_or_the_new_outlines_are_there_whole(
    before: Installed, data: Path, folder: Path, small: Path
) -> None:
    command = [sys.executable, "-c", KILLED, str(data), str(folder), str(small)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    addresses = [address for address, _, _ in outcomes]
    after = addresses[-1]
    assert after != before.address
    assert len(outcomes) > 20, "a kill at each file that is flushed, and around the pointer"
    turned = addresses.index(after)
    assert addresses == [before.address] * turned + [after] * (len(addresses) - turned)
    assert turned < len(addresses) - 1, "one dies once the pointer is replaced"
    assert all(problems == 0 for _, problems, _ in outcomes)
    assert outcomes[-1][2] == 2, "what the killed ones left is swept"


def test_a_generation_is_flushed_before_it_is_named(
    before: Installed, data: Path, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    flush = shelf.flush
    monkeypatch.setattr(shelf, "flush", lambda path: flushed.append(path) or flush(path))
    done = install(data, str(folder), limits=QUICK, reference=small)
    pointer = flushed.index(root_of(data) / f"{POINTER}.new")
    assert {path for path in done.folder.rglob("*") if path.is_file()} <= set(flushed[:pointer])
    assert {done.folder, done.folder.parent} <= set(flushed[:pointer])


def test_where_folders_cannot_be_flushed_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    open_file = os.open
    monkeypatch.setattr(shelf, "FOLDERS_ARE_FLUSHED", False)
    monkeypatch.setattr(os, "open", lambda path, *more: opened.append(str(path)) or open_file(path, *more))
    (tmp_path / "file").write_text("x")
    shelf.flush(tmp_path)
    shelf.flush(tmp_path / "file")
    assert opened == [str(tmp_path / "file")]


def test_the_generation_before_stays_for_who_is_reading_it_and_older_ones_go(
    before: Installed, data: Path, folder: Path, small: Path
) -> None:
    second = install(data, str(folder), limits=QUICK, reference=small)
    assert before.read("regions.geojson.gz")
    third = install(data, str(folder), limits=QUICK, reference=small)
    assert sorted(root_of(data).glob("2026/*")) == sorted([second.folder, third.folder])


def test_the_folder_of_a_former_year_goes_with_its_last_generation(
    before: Installed, data: Path, folder: Path, small: Path, tmp_path: Path
) -> None:
    next_year = folder.rename(tmp_path / "2027")
    install(data, next_year.as_uri(), limits=QUICK, reference=small)
    install(data, next_year.as_uri(), limits=QUICK, reference=small)
    assert [path.name for path in root_of(data).iterdir() if path.is_dir()] == ["2027"]


def test_a_sweep_that_fails_does_not_undo_the_installation(
    before: Installed, data: Path, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(shelf, "sweep", fails)
    done = install(data, str(folder), limits=QUICK, reference=small)
    assert installed(data) == done
    assert verify_installed(data, small) == []


# --- two at once ------------------------------------------------------------------------------------------------------


def test_a_second_installation_is_refused_while_one_is_under_way(
    before: Installed, data: Path, folder: Path, small: Path
) -> None:
    with alone(root_of(data)):
        assert is_held(root_of(data))
        assert refusal(data, folder, small).key == "install.busy"
    assert not is_held(root_of(data))
    assert read_state(data).phase == "idle", "the one that was refused says nothing of the other"


def test_two_installations_at_once_leave_one_whole(data: Path, folder: Path, small: Path) -> None:
    ends: list[str] = []

    def run() -> None:
        try:
            ends.append(install(data, str(folder), limits=QUICK, reference=small).address)
        except InputError as fault:
            ends.append(fault.key)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = installed(data)
    assert found
    assert set(ends) <= {found.address, "install.busy"}
    assert found.address in ends
    assert verify_installed(data, small) == []


# --- disks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["communes.geojson.gz", "regions.parquet"])
def test_a_disk_that_fills_up_leaves_the_old_outlines_and_no_rest(  # noqa: PLR0917 — fixtures
    when: str, before: Installed, data: Path, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == when:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    fault = refusal(data, folder, small)
    assert fault.key == "install.disk"
    assert "(plus de place sur le disque)" in fault.message("fr")
    assert installed(data) == before
    assert list(root_of(data).glob("2026/*")) == [before.folder]
    assert read_state(data).fault("fr") == fault.message("fr")


def test_a_disk_with_too_little_room_is_not_filled(
    data: Path, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    assert refusal(data, folder, small).key == "install.no_room"
    assert list(root_of(data).iterdir()) == []


@pytest.fixture
def forbidden() -> Iterator[Path]:
    """A folder that may be read only, by the account that the test runs as (root would be stopped by nothing)."""
    path = Path(tempfile.mkdtemp(prefix="echelons-outlines-"))
    root_of(path).mkdir()
    for entry in (root_of(path), path):
        entry.chmod(0o555)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    yield path
    os.seteuid(mine)
    for entry in (path, root_of(path)):
        entry.chmod(0o755)
    shutil.rmtree(path)


def test_a_folder_that_may_only_be_read_is_said(small: Path, forbidden: Path) -> None:
    with pytest.raises(InputError) as caught:
        install(forbidden, "https://127.0.0.1:1/", limits=QUICK, reference=small)
    assert caught.value.key == "install.disk"
    assert not is_held(root_of(forbidden))


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path, folder: Path, small: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file", folder, small).key == "install.disk"


def test_a_lock_that_cannot_be_taken_is_a_fault_of_the_disk(data: Path, folder: Path, small: Path) -> None:
    root_of(data).mkdir(parents=True)
    (root_of(data) / "lock.sqlite3").write_bytes(b"not SQLite" * 200)
    assert refusal(data, folder, small).key == "install.disk"
    assert not is_held(root_of(data))


# --- what is read back ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "2026", "../../etc", "2026/../x", "/etc/passwd", "2026/", "a/b/c", "\x00/x"])
def test_a_pointer_that_names_no_generation_leads_nowhere(
    text: str, before: Installed, data: Path, small: Path
) -> None:
    (root_of(data) / POINTER).write_text(text)
    assert pointed(root_of(data)) is None
    assert installed(data) is None
    assert [problem.key for problem in verify_installed(data, small)] == ["install.check.unreadable"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"more": 1}'])
def test_a_manifest_that_cannot_be_read_is_as_none(content: bytes, before: Installed, data: Path, small: Path) -> None:
    (root_of(data) / POINTER).write_text("2026/copy")
    copy = shutil.copytree(before.folder, before.folder.parent / "copy")
    (copy / MANIFEST).write_bytes(content)
    assert installed(data) is None
    assert [problem.key for problem in verify_installed(data, small)] == ["install.check.unreadable"]


def test_each_file_that_changed_or_went_is_named(before: Installed, data: Path, small: Path) -> None:
    (before.folder / "communes.parquet").unlink()
    (before.folder / "communes" / "68.geojson.gz").write_bytes(b"")
    found = verify_installed(data, small)
    assert {problem.key for problem in found} == {"install.check.file_changed"}
    assert {problem.values["file"].name for problem in found} == {"communes.parquet", "68.geojson.gz"}


def rewritten(before: Installed, name: str, features: list[Any]) -> None:
    """The file of an installation with other features, under the right checksum."""
    from governance.territories.install.installing import facts

    content = packed(features)
    (before.folder / name).write_bytes(content)
    before.files[name] = facts(content)
    before.write()


def test_outlines_that_overlap_are_found(before: Installed, data: Path, small: Path) -> None:
    from governance.territories.install.manifest import loaded

    boxes = [outline("84", 5, 46, 6, 47), outline("11", 5.5, 46, 6.5, 47)]
    rewritten(before, "regions.geojson.gz", [box | {"id": f"region:{box['properties']['code']}"} for box in boxes])
    loaded.cache_clear()
    assert [problem.key for problem in verify_installed(data, small)] == ["install.check.overlap"]


def test_outlines_that_the_reference_no_longer_knows_are_found(before: Installed, data: Path, small: Path) -> None:
    from governance.territories.install.manifest import loaded

    rewritten(before, "regions.geojson.gz", [outline("99", 5, 46, 6, 47) | {"id": "region:99"}])
    loaded.cache_clear()
    problems = verify_installed(data, small)
    assert [problem.key for problem in problems] == ["install.check.unknown"]
    assert "region:99" in problems[0].message("fr")


def test_an_installation_of_one_tier_is_verified_too(folder: Path, data: Path, small: Path) -> None:
    install(data, str(folder / "regions-1000m.geojson.gz"), limits=QUICK, reference=small)
    assert verify_installed(data, small) == []
