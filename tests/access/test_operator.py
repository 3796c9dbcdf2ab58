# SPDX-License-Identifier: EUPL-1.2
"""The operator link: unguessable, kept, and worth nothing once replaced."""

import hmac
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from governance.access import operator
from governance.access.operator import FILE, PASS_SECONDS, OperatorKey, make_key, operator_key
from governance.errors import InputError


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    operator_key.cache_clear()
    yield
    operator_key.cache_clear()


def restarted(folder: Path) -> OperatorKey:
    operator_key.cache_clear()
    return operator_key(folder)


def test_a_key_has_128_bits_and_more_and_is_never_twice_the_same(tmp_path: Path) -> None:
    keys = {operator_key(tmp_path / str(n)).text for n in range(50)}
    assert len(keys) == 50
    assert all(len(key) >= 128 / 6 for key in keys)


def test_the_key_survives_a_restart_in_a_file_of_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    key = operator_key(folder)
    assert restarted(folder) == key
    assert [path.name for path in folder.iterdir()] == [FILE]
    if os.name != "nt":
        assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_without_its_file_another_link_is_made_and_the_passes_of_the_former_one_are_refused(tmp_path: Path) -> None:
    former = operator_key(tmp_path)
    kept = former.make_pass()
    (tmp_path / FILE).unlink()
    key = restarted(tmp_path)
    assert not key.opens(former.text)
    assert not key.accepts(kept)
    assert former.accepts(kept)


@pytest.mark.parametrize("content", ["", "short", "é" * 40, "../" * 20, "a b" * 20])
def test_a_file_that_holds_no_key_is_replaced(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(content, "utf-8")
    key = operator_key(tmp_path)
    assert restarted(tmp_path) == key
    assert key.text != content


def test_of_servers_that_start_at_once_all_have_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = list(pool.map(lambda _: make_key(tmp_path / FILE), range(64)))
    assert len(set(keys)) == 1


def test_a_file_system_without_hard_links_keeps_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(operator.os, "link", refuse)
    key = operator_key(tmp_path)
    assert restarted(tmp_path) == key


def test_a_folder_that_cannot_keep_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"ECHELONS_DATA_DIR") as refusal:
        operator_key(tmp_path / "file" / "data")
    assert str(tmp_path / "file") in refusal.value.message("fr")


@pytest.mark.parametrize("given", ["", "x", "é", "k" * 42, "k" * 44, "K" * 43])
def test_only_the_key_itself_opens(given: str) -> None:
    key = OperatorKey("k" * 43)
    assert key.opens("k" * 43)
    assert not key.opens(given)


def test_a_pass_ends_and_cannot_be_lengthened_nor_made_from_another_key() -> None:
    key = OperatorKey("a")
    kept = key.make_pass(now=1000)
    end, proof = kept.split(".")
    assert int(end) == 1000 + PASS_SECONDS
    assert key.accepts(kept, now=int(end) - 1)
    assert not key.accepts(kept, now=int(end))
    assert not key.accepts(f"{int(end) + 1}.{proof}", now=1000)
    assert not key.accepts(OperatorKey("b").make_pass(now=1000), now=1000)


@pytest.mark.parametrize("given", ["", ".", "1", "1.", ".x", "é.é", "x.y.z", "9" * 5000 + ".x"])
def test_what_is_no_pass_is_refused(given: str) -> None:
    assert not OperatorKey("a").accepts(given)


def test_a_pass_does_not_give_the_key_away() -> None:
    key = OperatorKey("k" * 43)
    assert key.text not in key.make_pass()
    assert key.text not in key.cookie


def test_keys_and_passes_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    genuine = hmac.compare_digest

    def compare(first: bytes, second: bytes) -> bool:
        compared.append((first, second))
        return genuine(first, second)

    monkeypatch.setattr(operator.hmac, "compare_digest", compare)
    key = OperatorKey("k")
    key.opens("x")
    key.accepts("1.x")
    assert compared == [(b"x", b"k"), (b"x", key.sign("1").encode())]
