# SPDX-License-Identifier: EUPL-1.2
"""`echelons workshop`: a session led from the command line while the server runs, on the same database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.browser.server import Server
from tests.commands.process import environment, run, told

JSON = {"accept": "application/json"}


def workshop(data: Path, *arguments: str, **more: str) -> Any:
    """What a command prints."""
    done = run(data, "workshop", *arguments, **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    data = tmp_path / "served"
    data.mkdir()
    serving = Server(data, settings={**environment(data), "ECHELONS_HOST": "127.0.0.1"})
    serving.start()
    yield serving
    serving.stop()


def test_a_session_is_led_from_the_command_line_while_the_server_runs(server: Server) -> None:
    data = server.data
    created = workshop(data, "create", "--territory", "35238", "--flash", "--colleges", "élus,agents")
    code, question = created["code"], created["questions"][1]
    assert created["join_url"].endswith(f"/join/{code}")
    assert "/screen/" in created["screen_url"]
    assert len(created["questions"]) > 10
    opened = workshop(data, "open", code, "--question", question, "--round", "1")
    assert (opened["state"], opened["question"]["id"], opened["round"]) == ("open", question, 1)

    join = f"{server.address}/join/{code}"
    phones = []
    for number in range(6):
        phone = httpx.Client(headers=JSON)
        assert phone.get(join, headers={"accept": "text/html"}).status_code == 200
        answer = {"question": question, "round": "1", "answer": str(number % 2 + 1), "key": f"press {number}"}
        stored = phone.post(f"{join}/vote", data=answer)
        assert (stored.status_code, stored.json()["stored"]) == (200, True)
        phones.append(phone)
    seen = workshop(data, "state", code)
    assert (seen["answered"], seen["joined"], seen["result"]) == (6, 6, None)

    workshop(data, "close", code)
    late = phones[0].post(f"{join}/vote", data={"question": question, "round": "1", "answer": "4", "key": "late"})
    assert late.status_code == 409
    revealed = workshop(data, "reveal", code)
    assert revealed["result"]["counts"] == [0, 3, 3, 0, 0]
    assert phones[0].get(f"{join}/state").json()["result"]["counts"] == [0, 3, 3, 0, 0]
    assert workshop(data, "open", code)["round"] == 2
    workshop(data, "close", code)
    workshop(data, "reveal", code)
    retained = workshop(data, "retain", code, "--level", "2", "--note", "Convention signée")
    assert retained["decision"]["level"] == 2
    levels = {line["id"]: line["level"] for line in retained["questions"]}
    assert levels[question] == 2
    assert set(levels.values()) == {2, None}

    assert workshop(data, "end", code)["state"] == "ended"
    assert httpx.get(join).status_code == 404
    assert workshop(data, "state", code.lower())["state"] == "ended"
    assert "terminé" in told(run(data, "workshop", "open", code))
    for phone in phones:
        phone.close()


def test_an_address_set_by_the_operator_is_that_of_the_links(tmp_path: Path) -> None:
    created = workshop(
        tmp_path, "create", "--territory", "commune:35238", "--questionnaire", "sobriete",
        ECHELONS_PUBLIC_URL="https://ateliers.example.fr/",
    )  # fmt: skip
    assert created["join_url"] == f"https://ateliers.example.fr/join/{created['code']}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "--territory", "00000"), "ne désigne aucune collectivité"),
        (("create", "--territory", "11"), "plusieurs collectivités"),
        (("create", "--territory", "commune:00000"), "commune:00000"),
        (("create", "--territory", "35238", "--questionnaire", "rien"), "rien"),
        (("create", "--territory", "35238", "--colleges", "presse,élus"), "presse"),
        (("state", "K7MP-2W9Q"), "K7MP-2W9Q"),
        (("open", "rien"), "rien"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_1(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in told(run(tmp_path, "workshop", *arguments))


def test_a_wrong_command_line_is_exit_code_2(tmp_path: Path) -> None:
    assert run(tmp_path, "workshop", "create").returncode == 2
    assert run(tmp_path, "workshop", "open", "K7MP-2W9Q", "--round", "0").returncode == 2
    assert run(tmp_path, "workshop", "retain", "K7MP-2W9Q").returncode == 2
