# SPDX-License-Identifier: EUPL-1.2
"""Plain HTTP beside Streamlit, through the whole application as it is served."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from governance import __version__
from governance.web.headers import HEADERS
from governance.web.outlines import outline_address
from tests.web.running import fresh


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The whole application, screens included, on a fresh database."""
    with fresh(tmp_path_factory.mktemp("data")):
        from app import app

        with TestClient(app) as ready:
            yield ready


def test_health_says_that_the_database_answers(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "sqlite", "version": __version__}


@pytest.mark.parametrize("path", ["/", "/healthz", "/no-such-page", "/_stcore/health"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("asked", "cookie", "language"),
    [
        ("fr-FR,fr;q=0.9", None, "fr"),
        ("en-GB,en", None, "en"),
        ("en-GB", "fr", "fr"),
        ("de", None, "fr"),
        (None, "en", "en"),
    ],
)
def test_the_document_says_its_language_before_any_script_runs(
    client: TestClient, asked: str | None, cookie: str | None, language: str
) -> None:
    headers = {"accept": "text/html", "accept-language": asked or ""}
    if cookie:
        headers["cookie"] = f"echelons_language={cookie}"
    page = client.get("/", headers=headers)
    assert f'<html lang="{language}"' in page.text
    assert "<title>Échelons</title>" in page.text
    assert page.headers["content-language"] == language
    assert int(page.headers["content-length"]) == len(page.content)


def test_the_document_brings_its_style_before_any_script_runs(client: TestClient) -> None:
    page = client.get("/carte", headers={"accept": "text/html"}).text
    address = re.search(r'<link rel="stylesheet" href="(/assets/style-\w+\.css)"></body>', page)
    assert address, "no style after those of the head"
    sheet = client.get(address[1])
    assert sheet.headers["content-type"].startswith("text/css")
    assert "immutable" in sheet.headers["cache-control"]
    assert ".stMainBlockContainer" in sheet.text


def test_a_page_of_our_own_keeps_its_own_style(client: TestClient) -> None:
    page = client.get("/print/nobody", headers={"accept": "text/html"}).text
    assert "/assets/style-" not in page


def test_a_file_that_no_uploader_asked_for_is_refused(client: TestClient) -> None:
    place = "/_stcore/upload_file/session/file"
    assert client.post(place, files={"file": b"x"}).status_code == 403
    assert client.put(place, content=b"x").status_code == 415
    assert client.put(place, files={"file": b"x"}).status_code in {400, 403}
    assert client.put(place, files={"file": b"x" * 5_200_000}).status_code == 413


def test_the_versioned_options_hold_whatever_the_folder(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import streamlit as st

    monkeypatch.chdir(tmp_path)
    client.get("/")
    assert st.get_option("client.showErrorDetails") == "none"
    assert st.get_option("browser.gatherUsageStats") is False
    assert st.get_option("client.toolbarMode") == "minimal"


@pytest.mark.parametrize("tier", ["regions", "departements", "region"])
@pytest.mark.parametrize("plane", ["", "?plane=map"])
def test_outlines_travel_once_gzipped_and_are_kept_for_good(client: TestClient, tier: str, plane: str) -> None:
    answer = client.get(f"/geo/2026/{tier}.json{plane}")
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.json()["features"]) >= 18


def test_the_year_alone_leads_to_the_address_that_changes_with_the_outlines(client: TestClient) -> None:
    answer = client.get("/geo/2026/departement.json?plane=map", follow_redirects=False)
    assert answer.is_redirect
    assert answer.headers["location"] == outline_address("departements", plane=True)


def test_outlines_are_readable_without_gzip(client: TestClient) -> None:
    answer = client.get(outline_address("regions"), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.json()["type"] == "FeatureCollection"


@pytest.mark.parametrize("path", ["/geo/1999/regions.json", "/geo/2026/cantons.json", "/geo/2026/..%2fapp.json"])
def test_unknown_outlines_are_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "<html" not in answer.text


def begun(client: TestClient) -> str:
    """An assessment with a few answers, one of them hostile."""
    from governance.bootstrap import application

    assessments = application().assessments
    head = assessments.open("commune:56165", form="full")
    for rank, question in enumerate(application().questionnaire().challenges[0].questions):
        assessments.save(
            head.id, question.id, str(rank % 4), comment="</script><b>x</b>", expected_version=0, key=f"{head.id}{rank}"
        )
    return head.id


@pytest.mark.parametrize(("language", "title"), [("fr", "Restitution"), ("en", "Results")])
def test_the_restitution_has_a_page_for_paper(client: TestClient, language: str, title: str) -> None:
    page = client.get(f"/print/{begun(client)}?lang={language}")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert f'<html lang="{language}">' in page.text
    assert "Ploërmel" in page.text
    assert title in page.text
    assert "<b>x</b>" not in page.text


def test_the_page_for_paper_shows_the_plan_once_there_is_one(client: TestClient) -> None:
    from governance.bootstrap import application
    from governance.plans.records import PlanEntry

    dossier = begun(client)
    assert "Plan d’action" not in client.get(f"/print/{dossier}?lang=fr").text
    application().plans.add(dossier, PlanEntry("Écrire <b>x</b>", owner="Awa"), key="planned for paper")
    page = client.get(f"/print/{dossier}?lang=fr").text
    assert "Plan d’action" in page
    assert "Écrire &lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page


def test_a_step_in_the_plan_is_named_in_the_readers_language_on_paper(client: TestClient) -> None:
    from governance.bootstrap import application
    from governance.plans.possible import possible_actions
    from governance.plans.records import PlanEntry

    dossier = begun(client)
    report = application().results.read(dossier)
    territory = report.territory
    found = possible_actions(report.questionnaire, report.answers, territory.tier, "flash", territory.population)
    # The last one is none of the three next steps, whose titles are on the page anyway.
    action = found[-1]
    application().plans.add(dossier, PlanEntry(action.title.fr), step=action.key, key="named for paper")
    for language, read, other in (("en", action.title.en, action.title.fr), ("fr", action.title.fr, action.title.en)):
        page = unescape(client.get(f"/print/{dossier}?lang={language}").text)
        assert read in page
        assert other not in page


def test_the_script_that_draws_on_paper_comes_from_the_server_itself(client: TestClient) -> None:
    page = client.get(f"/print/{begun(client)}").text
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert len(scripts) == 1
    script = client.get(scripts[0])
    assert script.status_code == 200
    assert "immutable" in script.headers["cache-control"]
    assert "plotly" in script.text[:300].lower()


def test_the_figure_on_paper_cannot_end_its_script_early(client: TestClient) -> None:
    import pandas as pd
    import plotly.graph_objects as go

    from governance.views.view import View
    from governance.web.report import drawn

    assert "</script>" not in drawn(View(go.Figure(layout={"title": {"text": "</script>"}}), pd.DataFrame(), ""))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_unknown_assessment_has_no_page_for_paper(client: TestClient, language: str) -> None:
    page = client.get("/print/nobody", headers={"accept-language": language})
    assert page.status_code == 404
    assert f'<html lang="{language}">' in page.text


def test_the_page_for_paper_says_the_population_and_the_snapshot_that_it_compares_with(client: TestClient) -> None:
    from governance.bootstrap import application

    dossier = begun(client)
    first = application().questionnaire().challenges[0]
    before = application().results.read(dossier).profile.node(first.id).score
    snapshot = application().assessments.freeze(dossier, "Conseil <b>de mars</b>", "")
    for rank, question in enumerate(first.questions):
        application().assessments.save(dossier, question.id, "4", expected_version=1, key=f"{dossier} later {rank}")
    plain = unescape(client.get(f"/print/{dossier}?lang=fr").text)
    assert re.search(r"commune · \d[\d\s]+ habitants", plain, re.I)
    assert "Conseil" not in plain
    page = unescape(client.get(f"/print/{dossier}?lang=fr&compare={snapshot.id}").text)
    assert "Conseil <b>de mars</b>" in page
    assert "<b>de mars</b>" not in client.get(f"/print/{dossier}?lang=fr&compare={snapshot.id}").text
    [row] = re.findall(rf"<td>{re.escape(first.title.fr)}</td>(.*?)</tr>", page)
    assert re.findall(r'class="figure">([^<]+)<', row)[:2] == [f"{before:.0f}", "100"]
    assert len(page) > len(plain), "the radar has one more line"


def test_the_snapshot_of_another_assessment_is_not_shown_on_paper(client: TestClient) -> None:
    from governance.bootstrap import application

    theirs = application().assessments.open("commune:35238", form="full").id
    question = application().questionnaire().challenges[0].questions[0].id
    application().assessments.save(theirs, question, "1", expected_version=0, key="theirs")
    snapshot = application().assessments.freeze(theirs, "Secret", "")
    for asked in (snapshot.id, "nobody"):
        page = client.get(f"/print/{begun(client)}?compare={asked}")
        assert page.status_code == 404
        assert "Secret" not in page.text
