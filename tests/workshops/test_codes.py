# SPDX-License-Identifier: EUPL-1.2
"""What opens a session."""

import re
from collections import Counter

import pytest

from governance.workshops.codes import (
    ALPHABET,
    fresh_participant,
    is_signed,
    new_code,
    new_secret,
    participant_of,
    read_code,
    sign,
)


def test_the_alphabet_has_31_symbols_that_nobody_takes_for_one_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("01OIL")
    assert ALPHABET.upper() == ALPHABET


def test_codes_use_the_whole_alphabet_evenly_and_do_not_repeat() -> None:
    codes = [new_code() for _ in range(20_000)]
    assert all(re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code) for code in codes)
    # 20,000 of 8.5 × 10^11: two alike once in four thousand runs; a generator with fewer bits would show.
    assert len(set(codes)) == len(codes)
    seen = Counter("".join(codes).replace("-", ""))
    mean = 20_000 * 8 / 31
    # Seven standard deviations: one run in a thousand million fails by chance.
    assert all(abs(seen[symbol] - mean) < 7 * mean**0.5 for symbol in ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["K7MP-2W9Q", "k7mp-2w9q", "K7MP2W9Q", " k7mp 2w9q\n", "K7MP–2W9Q", "K 7 M P - 2 W 9 Q", "k7mp_2w9q"],
)
def test_a_code_is_read_whatever_its_case_spaces_and_hyphens(typed: str) -> None:
    assert read_code(typed) == "K7MP-2W9Q"


@pytest.mark.parametrize(
    "typed", ["", "K7MP-2W9", "K7MP-2W9QA", "K0MP-2W9Q", "K7MP-2W9é", "K7MP-2W9Q" * 5, "\x00" * 8, "٣٣٣٣٣٣٣٣"]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_every_new_code_can_be_read() -> None:
    assert all(read_code(code) == code for code in (new_code() for _ in range(100)))


def test_a_signature_holds_for_its_code_and_its_session_only() -> None:
    secret = new_secret()
    signature = sign(secret, "K7MP-2W9Q")
    assert is_signed(secret, "K7MP-2W9Q", signature)
    assert not is_signed(secret, "K7MP-2W9R", signature)
    assert not is_signed(new_secret(), "K7MP-2W9Q", signature)
    assert not is_signed(secret, "K7MP-2W9Q", "")
    assert not is_signed(secret, "K7MP-2W9Q", "é\ud800")


def test_nothing_is_signed_once_the_secret_is_erased() -> None:
    assert not is_signed("", "K7MP-2W9Q", sign("", "K7MP-2W9Q"))


def test_a_participant_is_another_one_in_each_session_and_never_the_cookie() -> None:
    first, again, other = (participant_of(session, "cookie") for session in ("a", "a", "b"))
    assert first == again != other
    assert "cookie" not in first
    assert len(first) == len(fresh_participant()) == 32
    # A hostile cookie is somebody too.
    assert len(participant_of("a", "\ud800")) == 32


def test_secrets_are_long_and_do_not_repeat() -> None:
    drawn = {new_secret() for _ in range(1_000)}
    assert len(drawn) == 1_000
    assert all(len(secret) == 32 for secret in drawn)
    assert len({fresh_participant() for _ in range(1_000)}) == 1_000
