# SPDX-License-Identifier: EUPL-1.2
"""Carte: by the list or by the address, each territory shows its portrait, or how to begin one."""

from dataclasses import replace
from pathlib import Path

import pytest

from governance.bootstrap import Application, application
from governance.language import Language, sentence
from governance.territories.install import install
from tests.outlines import QUICK, publish
from tests.pages.conftest import NANTES, Visit
from tests.pages.visitor import pattern

FINISTERE = "departement:29"


def test_an_empty_map_says_so_and_offers_an_example(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("map", language)
    assert visitor.says("map.empty_title")
    assert sentence("ui.home.demo_title", language) in [link.label for link in visitor.at.page_link]
    assert len(visitor.at.get("plotly_chart")) == 1


def test_a_territory_named_in_the_address_is_selected_and_stays_named(visit: Visit, demo: Application) -> None:
    visitor = visit("map", territoire=FINISTERE)
    assert visitor.at.subheader[0].value == "Finistère"
    assert visitor.at.query_params["territoire"] == FINISTERE
    assert len(visitor.at.get("plotly_chart")) == 2
    assert any("dossier=" in link.proto.query_string for link in visitor.at.page_link)


def test_a_territory_chosen_in_the_list_is_named_in_the_address(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("map", language)
    visitor.act(visitor.at.selectbox(key="territoire").set_value(FINISTERE))
    assert visitor.at.query_params["territoire"] == FINISTERE
    assert visitor.at.subheader[0].value == "Finistère"
    visitor.act(visitor.at.selectbox(key="territoire").set_value(None))
    assert "territoire" not in visitor.at.query_params


def test_a_territory_without_answers_offers_to_begin(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("map", language, territoire=NANTES)
    assert visitor.says("map.no_answer")
    visitor.press_key("begin-here")
    assert visitor.says("home.selected")
    assert "Nantes" in visitor.words


@pytest.mark.parametrize("figure", ["index", "every challenge"])
@pytest.mark.parametrize("layer", ["region", "departement"])
def test_every_figure_is_mapped_in_every_layer(figure: str, layer: str, visit: Visit, demo: Application) -> None:
    visitor = visit("map")
    visitor.act(visitor.at.button_group(key="layer").set_value(layer))
    figures = ["index"] if figure == "index" else [c.id for c in demo.questionnaire().challenges]
    for one in figures:
        visitor.act(visitor.at.selectbox(key="figure").set_value(one))
        assert visitor.errors == []
        assert len(visitor.at.table) == 1
        assert len(visitor.at.table[0].value) > {"region": 17, "departement": 100}[layer]


def test_the_full_form_and_no_circles_are_mapped_too(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("map", language)
    whole = len(visitor.at.table[0].value)
    visitor.act(visitor.at.toggle(key="circles").set_value(False))
    assert len(visitor.at.table[0].value) < whole
    visitor.act(visitor.at.button_group(key="map-form").set_value("full"))
    assert visitor.errors == []


def test_the_map_names_its_sources_and_their_year(language: Language, visit: Visit, running: Application) -> None:
    reference = application().territories
    visitor = visit("about", language)
    assert reference.credits(language) in visitor.words
    assert pattern("ui.map.vintage", language)


def test_a_real_assessment_goes_before_a_simulated_one(visit: Visit, demo: Application) -> None:
    real = demo.assessments.open(FINISTERE)
    for question in demo.questionnaire().asked("flash"):
        demo.assessments.save(real.id, question.id, "4", expected_version=0, key=f"real {question.id}")
    visitor = visit("map", territoire=FINISTERE)
    assert f"dossier={real.id}" in [link.proto.query_string for link in visitor.at.page_link]


def test_every_epci_is_filled_once_the_official_outlines_are_installed(
    language: Language, visit: Visit, demo: Application, data_dir: Path, tmp_path: Path
) -> None:
    visitor = visit("map", language)
    assert "epci" not in visitor.at.button_group(key="layer").options
    assert visitor.says("install.notice")
    install(data_dir, str(publish(tmp_path / "published")), limits=replace(QUICK, least_known=0.0))
    visitor = visit("map", language)
    assert not visitor.says("install.notice")
    visitor.act(visitor.at.button_group(key="layer").set_value("epci"))
    assert visitor.errors == []
    assert len(visitor.at.table[0].value) == 1_255


def test_the_page_about_the_product_says_which_outlines_are_drawn(
    language: Language, visit: Visit, running: Application, data_dir: Path, tmp_path: Path
) -> None:
    assert visit("about", language).says("install.absent")
    install(data_dir, str(publish(tmp_path / "published")), limits=replace(QUICK, least_known=0.0))
    about = visit("about", language)
    assert about.says("install.official")
    assert "IGN" in about.words
    assert "Natural Earth" not in about.words
