# SPDX-License-Identifier: EUPL-1.2
"""Carte: by the list or by the address, each territory shows its portrait, or how to begin one."""

import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import pytest
import streamlit as st

from governance.bootstrap import Application, application
from governance.comparison.classification import METHODS
from governance.imports.records import Provenance
from governance.language import Language, sentence
from governance.territories.install import install
from governance.territories.territory import Layer
from governance.ui.atlas.choice import KINDS, MapChoice
from governance.ui.atlas.downloads import data_file
from governance.ui.atlas.sheet import sheet_of
from governance.ui.atlas.showing import ShownMap, showing
from governance.views.context import Context
from tests.imports.sample import table
from tests.outlines import QUICK, publish
from tests.pages.conftest import NANTES, Visit
from tests.pages.visitor import Visitor, pattern

FINISTERE, BREST = "departement:29", "epci:242900314"


def drawn(visitor: Visitor) -> dict[str, Any]:
    """What the map was given to draw."""
    [component] = [each for each in visitor.at.get("bidi_component") if each.proto.component_name == "echelons.map"]
    sent: dict[str, Any] = json.loads(component.proto.json)
    return sent


def legend(visitor: Visitor) -> str:
    """The words of the legend."""
    return " ".join(entry["words"] for entry in drawn(visitor)["legend"]["entries"])


def test_an_empty_map_says_so_and_offers_an_example(language: Language, visit: Visit, running: Application) -> None:
    visitor = visit("map", language)
    assert visitor.says("map.empty_title")
    assert sentence("ui.home.demo_title", language) in [link.label for link in visitor.at.page_link]
    assert drawn(visitor)["alt"].startswith(sentence("ui.map.index", language))


def test_a_territory_named_in_the_address_is_selected_and_stays_named(visit: Visit, demo: Application) -> None:
    visitor = visit("map", territoire=FINISTERE)
    assert visitor.at.subheader[0].value == "Finistère"
    assert visitor.at.query_params["territoire"] == FINISTERE
    assert drawn(visitor)["chosen"] == [FINISTERE]
    assert len(visitor.at.get("plotly_chart")) == 1
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layer", ["region", "departement", "epci"])
def test_every_figure_is_mapped_in_every_layer_and_kind(layer: str, kind: str, visit: Visit, demo: Application) -> None:
    visitor = visit("map", echelon=layer, vue=kind)
    for one in ["index", *(c.id for c in demo.questionnaire().challenges)]:
        visitor.act(visitor.at.selectbox(key="figure").set_value(one))
        assert visitor.errors == []
    assert visitor.at.query_params["enjeu"] == one
    assert "(0)" in legend(visitor)


def test_the_full_form_is_mapped_too(visit: Visit, demo: Application) -> None:
    visitor = visit("map")
    short = legend(visitor)
    visitor.act(visitor.at.button_group(key="map-form").set_value("full"))
    assert visitor.errors == []
    assert legend(visitor) != short
    assert visitor.at.query_params["formulaire"] == "full"


@pytest.mark.parametrize("method", METHODS)
def test_every_way_of_making_classes_is_named_under_the_legend(
    method: str, language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("map", language, classes=method)
    assert sentence(f"ui.atlas.methods.{method}", language) in drawn(visitor)["legend"]["method"]
    assert visitor.errors == []


def test_one_s_own_bounds_make_the_classes_or_say_what_is_wrong(visit: Visit, demo: Application) -> None:
    visitor = visit("map", classes="own", bornes="30 60,5")
    assert "30 à moins de 60,5" in legend(visitor)
    visitor.act(visitor.at.text_input(key="bounds").set_value("beaucoup"))
    assert visitor.says("atlas.bounds_wrong")
    assert "20 à moins de 40" in legend(visitor)


def test_the_way_down_leads_from_a_region_to_its_departements_and_back(visit: Visit, demo: Application) -> None:
    visitor = visit("map", territoire="region:53", echelon="region")
    visitor.press_key("down-departement")
    assert visitor.at.query_params["dans"] == "region:53"
    assert "Sans réponse (0)" in legend(visitor)
    assert visitor.at.selectbox(key="territoire").options[0].startswith("Côtes-d'Armor")
    visitor.act(visitor.at.selectbox(key="territoire").set_value(FINISTERE))
    visitor.press_key("down-epci")
    assert visitor.at.query_params["dans"] == FINISTERE
    visitor.act(visitor.at.selectbox(key="territoire").set_value(BREST))
    visitor.press_key("down-commune")
    assert visitor.at.query_params["dans"] == BREST
    assert [button.label for button in visitor.at.button if button.key.startswith("up-")] == [
        "France", "Bretagne", "Finistère",
    ]  # fmt: skip
    visitor.press_key("up-region:53")
    assert visitor.at.query_params["dans"] == "region:53"
    visitor.press_key("up-france")
    assert "dans" not in visitor.at.query_params


def test_the_whole_view_is_in_the_address_and_comes_back_from_it(visit: Visit, demo: Application) -> None:
    address = {
        "dans": "region:53", "echelon": "epci", "enjeu": "partners", "vue": "circles", "classes": "quantiles",
        "formulaire": "full", "territoire": f"{FINISTERE},{BREST}",
    }  # fmt: skip
    visitor = visit("map", **address)
    assert {name: visitor.at.query_params[name] for name in address} == address
    assert drawn(visitor)["chosen"] == [FINISTERE, BREST]
    assert drawn(visitor)["circles"]
    assert [each["id"] for each in drawn(visitor)["beacons"]] == [FINISTERE]


@pytest.mark.parametrize("parameter", ["dans", "echelon", "enjeu", "vue", "classes", "territoire", "contexte"])
def test_nonsense_in_the_address_is_forgotten(parameter: str, visit: Visit, demo: Application) -> None:
    visitor = visit("map", **{parameter: "n’importe <b>quoi</b>"})
    assert visitor.errors == []
    if parameter != "territoire":
        assert parameter not in visitor.at.query_params


def test_a_selection_is_kept_across_changes_of_figure_classes_and_layer(visit: Visit, demo: Application) -> None:
    visitor = visit("map", territoire=f"departement:22,{FINISTERE}")
    visitor.act(visitor.at.selectbox(key="figure").set_value("partners"))
    visitor.act(visitor.at.selectbox(key="classes").set_value("jenks"))
    visitor.act(visitor.at.button_group(key="layer").set_value("region"))
    assert visitor.at.query_params["territoire"] == f"departement:22,{FINISTERE}"
    assert drawn(visitor)["chosen"] == ["departement:22", FINISTERE]


def test_territories_are_added_to_the_selection_by_the_list_and_given_up_at_once(
    visit: Visit, demo: Application
) -> None:
    visitor = visit("map", territoire="departement:22")
    visitor.act(visitor.at.toggle(key="beside").set_value(True))
    visitor.act(visitor.at.selectbox(key="territoire").set_value(FINISTERE))
    assert drawn(visitor)["chosen"] == ["departement:22", FINISTERE]
    visitor.press_key("clear-chosen")
    assert "territoire" not in visitor.at.query_params


def test_the_table_follows_the_map_and_its_filter(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("map", language, territoire=FINISTERE).unfold("map-table")
    assert len(visitor.at.table[0].value) == 50
    visitor.act(visitor.at.number_input(key="table-page").set_value(2))
    assert visitor.at.table[0].value.iloc[0, 0] != "Ain"
    visitor.act(visitor.at.text_input(key="table-words").set_value("cote"))
    assert visitor.at.table[0].value.iloc[:, 0].tolist() == ["Côte-d'Or", "Côtes-d'Armor"]
    visitor.act(visitor.at.text_input(key="table-words").set_value(""))
    visitor.act(visitor.at.button_group(key="table-whose").set_value("chosen"))
    assert visitor.at.table[0].value.iloc[:, 0].tolist() == ["Finistère"]


def test_the_map_is_taken_away_as_a_sheet_and_as_data(
    language: Language, visit: Visit, demo: Application, tmp_path: Path
) -> None:
    visitor = visit("map", language, dans="region:53", enjeu="partners")
    st.session_state["language"] = language
    shown = shown_map(demo, "departement", "region:53")
    made = sheet_of(demo, demo.questionnaire(), shown)
    assert made("svg").startswith(b"<?xml")
    path = tmp_path / "map.geojson"
    path.write_bytes(data_file(demo, shown, "geojson"))
    found = geopandas.read_file(path)
    assert found["code"].tolist() == ["22", "29", "35", "56"]
    assert found["score"].tolist() == shown.layer.values["score"].tolist()
    assert found.total_bounds == pytest.approx([-5.14, 47.29, -1.02, 48.9], abs=0.3)
    visitor.unfold("map-files")
    assert len(visitor.at.get("download_button")) == 6


def shown_map(app: Application, layer: Layer, perimeter: str | None) -> ShownMap:
    """The map of the index, as the page makes it."""
    here = app.territories.get(perimeter) if perimeter else None
    choice = MapChoice(layer, here, "index", "Indice", "areas", "flash")
    return showing(app, app.questionnaire(), choice, None, "light")


def test_a_stock_is_refused_as_areas_and_drawn_as_circles_with_a_sentence(demo: Application) -> None:
    choice = MapChoice("departement", demo.territories.get("region:53"), "index", "Indice", "pair", "flash")
    stock = Context("budget", "Budget", "M€", False, {"departement:29": 900.0, "departement:35": 225.0})
    shown = showing(demo, demo.questionnaire(), choice, stock, "light")
    assert shown.circles
    assert shown.legend.square is None
    assert [size.words for size in shown.legend.sizes] == ["500\u00a0M€", "200\u00a0M€", "20\u00a0M€"]
    assert shown.layer.radii.tolist() == [0.0, 26.0, 13.0, 0.0]
    assert shown.table.columns[-2] == "Budget (M€)"


def test_a_ratio_is_crossed_with_the_score(demo: Application) -> None:
    choice = MapChoice("departement", demo.territories.get("region:53"), "index", "Indice", "pair", "flash")
    values = {f"departement:{code}": float(code) for code in ("22", "29", "35", "56")}
    ratio = Context("share", "Part", "%", True, values, "Insee")
    shown = showing(demo, demo.questionnaire(), choice, ratio, "light")
    assert shown.legend.square is not None
    assert not shown.circles
    assert "Part" in shown.sentence


def test_an_imported_indicator_is_offered_for_its_layer_and_crossed_or_refused(
    language: Language, visit: Visit, demo: Application
) -> None:
    lines = "\n".join(f"{code};{rank}" for rank, code in enumerate(("22", "29", "35", "56"), 1))
    for title, kind in (("Part", "ratio"), ("Budget", "stock")):
        demo.indicators.bring(
            table(f"code;valeur\n{lines}"), Provenance("Insee", "2024"), title=title, unit="%", kind=kind
        )  # type: ignore[arg-type]
    heads = {head.title: head.id for head in demo.indicators.list("departement")}
    visitor = visit("map", language, vue="pair", dans="region:53", contexte=heads["Part"])
    assert drawn(visitor)["legend"]["square"]["cells"][0][1] == "1"
    assert "Insee, 2024" in visitor.words
    visitor.act(visitor.at.selectbox(key="context").set_value(heads["Budget"]))
    assert visitor.says("atlas.stock_refused")
    assert drawn(visitor)["circles"]
    visitor = visit("map", language, vue="pair", echelon="region")
    assert visitor.says("atlas.no_context")


def test_groupings_have_a_layer_of_their_own_once_there_are_some(visit: Visit, demo: Application) -> None:
    demo.groupings.bring(table("groupement;nom;membre\neau;Eau;29019\neau;Eau;29232"), Provenance("Banatic", "2025"))
    visitor = visit("map", echelon="grouping")
    assert drawn(visitor)["points"]["names"] == ["Eau"]
    visitor = visit("map", dans="grouping:eau", echelon="commune")
    assert sorted(drawn(visitor)["points"]["ids"]) == ["commune:29019", "commune:29232"]
    assert visitor.errors == []


def test_without_official_outlines_communes_are_circles_and_the_page_says_what_is_missing(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("map", language, dans=FINISTERE, echelon="commune")
    assert visitor.says("atlas.no_outlines")
    assert visitor.says("install.absent")
    assert len(drawn(visitor)["points"]["ids"]) == 277


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


def test_outlines_are_used_once_the_official_ones_are_installed(
    visit: Visit, demo: Application, data_dir: Path, tmp_path: Path
) -> None:
    assert drawn(visit("map", echelon="epci"))["points"] is not None
    install(data_dir, str(publish(tmp_path / "published")), limits=replace(QUICK, least_known=0.0))
    visitor = visit("map", echelon="epci")
    assert not visitor.says("install.notice")
    assert not visitor.says("atlas.no_outlines")
    assert "epci.json" in drawn(visitor)["outlines"][0]
    visitor = visit("map", echelon="commune", dans="departement:68")
    assert "communes/68.json" in drawn(visitor)["outlines"][0]
    assert bytes(b64decode(drawn(visitor)["shades"])) == bytes([8, 8])


def test_the_page_about_the_product_says_which_outlines_are_drawn(
    language: Language, visit: Visit, running: Application, data_dir: Path, tmp_path: Path
) -> None:
    assert visit("about", language).says("install.absent")
    install(data_dir, str(publish(tmp_path / "published")), limits=replace(QUICK, least_known=0.0))
    about = visit("about", language)
    assert about.says("install.official")
    assert "IGN" in about.words
    assert "Natural Earth" not in about.words
