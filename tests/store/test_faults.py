# SPDX-License-Identifier: EUPL-1.2
"""What the database said, told to people: the right sentence, with the place, never with the password."""

from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from governance.errors import StoreError
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue
from governance.store.database import open_database
from governance.store.faults import POSTGRESQL, SQLITE, place_of, told_clearly, unconnected_key

URL = make_url("postgresql+psycopg://awa:s3cret@db.example:5433/echelons")


def told(fault: Exception) -> StoreError:
    with pytest.raises(StoreError) as raised, told_clearly(URL):
        raise fault
    return raised.value


def server_fault(state: str, words: str = "") -> OperationalError:
    kind = psycopg.errors.lookup(state)
    return OperationalError("SELECT 1", {}, kind(words))


@pytest.mark.parametrize(
    ("state", "key"),
    [
        ("08006", "connection_lost"),
        ("57P01", "connection_lost"),
        ("53100", "full"),
        ("53300", "busy"),
        ("55P03", "locked"),
        ("40P01", "locked"),
        ("57014", "locked"),
        ("25006", "read_only"),
        ("42501", "no_right"),
        ("42P01", "schema_absent"),
        ("58030", "disk"),
        ("XX001", "corrupt"),
    ],
)
def test_the_servers_codes_have_their_sentences(state: str, key: str) -> None:
    assert told(server_fault(state)).key == f"store.{key}"


def test_a_cut_connection_is_told_as_such() -> None:
    fault = OperationalError("x", {}, psycopg.OperationalError("server closed"), connection_invalidated=True)
    assert told(fault).key == "store.connection_lost"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("connection failed: Connection refused\n\tIs the server running?", "unreachable"),
        ("connection timeout expired", "unreachable"),
        ('FATAL:  password authentication failed for user "awa"', "password_refused"),
        ("FATAL:  authentification par mot de passe échouée pour l'utilisateur « awa »", "password_refused"),
        ("connection failed: fe_sendauth: no password supplied", "password_refused"),
        ('FATAL:  database "echelons" does not exist', "refused"),
    ],
)
def test_why_no_connection_was_made(words: str, key: str) -> None:
    assert unconnected_key(words) == f"store.{key}"
    assert told(OperationalError("x", {}, psycopg.OperationalError(words))).key == f"store.{key}"


def test_a_full_pool_is_told_as_busy() -> None:
    assert told(PoolTimeout("QueuePool limit reached")).key == "store.busy"


@pytest.mark.parametrize(
    "mistake",
    [
        ProgrammingError("x", {}, psycopg.errors.SyntaxError("syntax error")),
        IntegrityError("x", {}, psycopg.errors.UniqueViolation("duplicate key")),
        DataError("x", {}, psycopg.errors.NumericValueOutOfRange("out of range")),
        ValueError("x"),
    ],
)
def test_mistakes_of_the_code_are_not_disguised(mistake: Exception) -> None:
    with pytest.raises(type(mistake)), told_clearly(URL):
        raise mistake


def test_the_place_names_server_and_base_but_no_password() -> None:
    assert place_of(URL) == "echelons @ db.example:5433"
    fault = told(server_fault("42501", "permission denied for s3cret"))
    for language in LANGUAGES:
        assert "db.example" in fault.message(language)
        assert "s3cret" not in fault.message(language)
    assert "s3cret" not in str(fault.values)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", "address_invalid"),
        ("nonsense", "address_invalid"),
        ("postgresql://awa:s3cret@host:port/base", "address_invalid"),
        ("mysql://awa:s3cret@host/base", "engine_unknown"),
        ("sqlite://", "no_file"),
        ("sqlite:///:memory:", "no_file"),
        ("sqlite:///file:x?mode=memory&uri=true", "no_file"),
    ],
)
def test_a_wrong_address_is_refused_with_an_example_and_without_its_password(address: str, key: str) -> None:
    with pytest.raises(StoreError) as refusal:
        open_database(address)
    assert refusal.value.key == f"store.{key}"
    for language in LANGUAGES:
        assert "ECHELONS_DATABASE_URL" in refusal.value.message(language)
        assert "s3cret" not in refusal.value.message(language)


def test_every_key_has_its_sentence_in_both_languages() -> None:
    keys = {key for _, key in SQLITE + POSTGRESQL}
    for language in LANGUAGES:
        sentences: dict[str, Any] = catalogue("messages", language)["store"]
        assert {key.removeprefix("store.") for key in keys} <= sentences.keys()
    assert catalogue("messages", "fr")["store"].keys() == catalogue("messages", "en")["store"].keys()
    assert catalogue("messages", "fr")["assessment"].keys() == catalogue("messages", "en")["assessment"].keys()
