# SPDX-License-Identifier: EUPL-1.2
"""The portrait on paper, through its route."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from governance.language import sentence
from tests.web.running import fresh, plain_routes

RENNES = "/print/portrait/epci:243500139"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The plain routes on a fresh database."""
    with fresh(tmp_path_factory.mktemp("data")):
        yield plain_routes()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_speaks_the_language_that_was_asked_for_and_is_not_kept(client: TestClient, language: str) -> None:
    page = client.get(RENNES, params={"lang": language})
    assert page.status_code == 200
    assert page.headers["content-language"] == language
    assert page.headers["cache-control"] == "no-store"
    assert sentence("ui.portrait.title", language) in page.text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path", ["/print/portrait/epci:nobody", f"{RENNES}?questionnaire=nothing@9", "/print/portrait/%3Cscript%3E"]
)
def test_what_does_not_exist_is_said_so_and_never_run(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"accept-language": "fr"})
    assert page.status_code == 404
    assert "<script>" not in page.text


@pytest.mark.parametrize("said", ["nothing", "region,<b>", "region;kind"])
def test_criteria_that_do_not_exist_are_as_none_asked_for(client: TestClient, said: str) -> None:
    page = client.get(RENNES, params={"alike": said})
    assert page.text == client.get(RENNES).text
    assert client.get(RENNES, params={"alike": "kind"}).text != page.text


def test_a_form_that_does_not_exist_is_as_none_asked_for(client: TestClient) -> None:
    assert client.get(RENNES, params={"form": "other"}).text == client.get(RENNES).text
