# SPDX-License-Identifier: EUPL-1.2
from math import log2, nan
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from governance.language import LANGUAGES, Language
from governance.territories.projection import VIEW, to_pseudo_degrees, view
from governance.views.classes import class_key, map_classes
from governance.views.map import FRANCE, Sheet, camera, map_height, score_map
from governance.views.map_frame import MapFrame, read_frame
from governance.views.map_layer import Layer
from governance.views.palette import PALETTES, Theme
from governance.views.view import View

OUTLINES = "/geo/2026/departements.json"
FRAME = read_frame(
    [
        {
            "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 1], [1, 1]]},
            "properties": {"name": "Guyane"},
        },
        {"geometry": {"type": "Point", "coordinates": [0.5, 0.9]}, "properties": {"name": "Saint-Pierre-et-Miquelon"}},
    ]
)
SHEET = Sheet("Indice des départements", "Sources\u00a0: COG 2026, réponses au 22 novembre 2026.", FRAME)


def departements(simulated: bool = False) -> Layer:
    """One département in each class, and two in the first."""
    lines = [
        ("01", "Ain", 0.0, "published", 0),
        ("02", "Aisne", 19.99, "published", 0),
        ("29", "Finistère", 20.0, "published", 0),
        ("35", "Ille-et-Vilaine", 40.0, "published", 1),
        ("56", "Morbihan", 60.0, "published", 2),
        ("22", "Côtes-d'Armor", 80.0, "published", nan),
        ("44", "Loire-Atlantique", 50.0, "provisional", 2),
        ("971", "Guadeloupe", nan, "not_assessed", nan),
        ("972", "R&D <b>", nan, "not_applicable", nan),
        ("2A", "Corse-du-Sud", nan, "no_answer", nan),
    ]
    values = pd.DataFrame(lines, columns=["code", "name", "score", "status", "level"])
    values["id"] = "departement:" + values["code"]
    return Layer("Départements", values.assign(population=500_000.0, simulated=simulated), OUTLINES)


def epci(simulated: bool = False) -> Layer:
    lines = [
        ("epci:1", "Rennes", 70.0, "published", 2, 250_000.0, -1.0, 2.0),
        ("epci:2", "Brest", 65.0, "published", 2, 1_000_000.0, -2.0, 2.0),
        ("epci:3", "Nulle part", 65.0, "published", 2, 30_000.0, nan, nan),
        ("epci:4", "Ouessant", nan, "no_answer", nan, nan, -3.0, 2.0),
    ]
    columns = ["id", "name", "score", "status", "level", "population", "lon", "lat"]
    return Layer("EPCI", pd.DataFrame(lines, columns=columns).assign(simulated=simulated))


def draw(*layers: Layer, language: Language = "fr", theme: Theme = "light", **options: Any) -> View:
    return score_map(layers or (departements(), epci()), SHEET, language, theme, **options)


def legend(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.showlegend]


def trace(figure: go.Figure, name: str, kind: str = "choroplethmap") -> Any:
    return next(each for each in figure.data if each.name == name and each.type == kind)


def silent(figure: go.Figure, mode: str) -> list[Any]:
    return [each for each in figure.data if each.hoverinfo == "skip" and getattr(each, "mode", "") == mode]


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.0, 0), (19.999, 0), (20.0, 1), (39.999, 1), (40.0, 2), (60.0, 3), (80.0, 4), (100.0, 4)],
)
def test_classes_are_fixed_and_a_bound_belongs_to_the_class_above(score: float, expected: int) -> None:
    assert class_key("published", score) == f"class_{expected}"


@pytest.mark.parametrize("status", ["provisional", "not_assessed", "not_applicable", "no_answer"])
def test_what_is_not_plainly_published_has_a_class_of_its_own_whatever_its_score(status: str) -> None:
    assert class_key(status, 12.0) == class_key(status, nan) == status


@pytest.mark.parametrize("score", [None, nan])
def test_a_published_figure_without_score_is_a_fault(score: float | None) -> None:
    with pytest.raises(ValueError, match="has a score"):
        class_key("published", score)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_no_two_classes_share_their_words_or_their_colour(language: Language, theme: Theme) -> None:
    classes = map_classes(language, theme)

    assert len({each.words for each in classes}) == len({each.colour for each in classes}) == len(classes) == 9


def test_the_legend_counts_the_territories_of_each_class_in_order() -> None:
    assert legend(draw(departements()).figure) == [
        "Moins de 20 (2)",
        "20 à moins de 40 (1)",
        "40 à moins de 60 (1)",
        "60 à moins de 80 (1)",
        "80 et plus (1)",
        "Provisoire (1)",
        "Non évalué (1)",
        "Sans objet (1)",
        "Sans réponse (1)",
    ]


def test_each_class_is_one_trace_of_one_colour() -> None:
    figure = draw(departements()).figure

    for each in map_classes("fr", "light"):
        [found] = [one for one in figure.data if one.name and one.name.startswith(f"{each.words.capitalize()} (")]
        assert {colour for _, colour in found.colorscale} == {each.colour}
        assert found.showscale is False


def test_marks_carry_the_id_that_a_click_gives_and_the_name_as_it_is_written() -> None:
    first = trace(draw().figure, "Moins de 20 (2)")
    hostile = trace(draw().figure, "Sans objet (1)")

    assert list(first.locations) == ["departement:01", "departement:02"]
    assert [row[0] for row in first.customdata] == ["departement:01", "departement:02"]
    assert list(hostile.text) == ["R&amp;D &lt;b&gt;"]


def test_the_bubble_gives_the_score_as_it_is_read() -> None:
    first = trace(draw().figure, "Moins de 20 (2)")

    assert [row[1] for row in first.customdata] == ["0", "20"]
    assert first.hovertemplate == "<b>%{text}</b><br>%{customdata[1]} sur 100<extra></extra>"


def test_the_bubble_of_a_provisional_figure_says_so() -> None:
    assert "provisoire" in trace(draw().figure, "Provisoire (1)").hovertemplate


def test_a_territory_without_score_has_no_figure_in_its_bubble() -> None:
    found = trace(draw().figure, "Non évalué (1)")

    assert [list(row) for row in found.customdata] == [["departement:971"]]
    assert found.hovertemplate == "<b>%{text}</b><br>non évalué<extra></extra>"


def test_a_provisional_index_that_could_not_be_computed_has_a_dash() -> None:
    layer = departements()
    values = layer.values.assign(status="provisional")

    found = trace(draw(Layer("Départements", values, OUTLINES)).figure, "Provisoire (10)")

    assert found.customdata[-1][1] == "–"


def test_outlines_travel_by_address_never_in_the_figure() -> None:
    figure = draw(departements()).figure

    assert {each.geojson for each in figure.data if each.type == "choroplethmap"} == {OUTLINES}


@pytest.mark.parametrize("theme", PALETTES)
def test_nothing_is_asked_from_outside(theme: Theme) -> None:
    figure = draw(theme=theme).figure
    style = figure.layout.map.style

    assert [source["type"] for source in style["sources"].values()] == ["geojson"]
    assert [layer["type"] for layer in style["layers"]] == ["background"]
    assert style["layers"][0]["paint"]["background-color"] == PALETTES[theme].background
    assert {"glyphs", "sprite"}.isdisjoint(style)
    assert "://" not in figure.to_json()


def test_the_base_has_a_source_without_which_plotly_cannot_draw_the_map_again() -> None:
    """An empty ``sources`` is dropped at the second drawing; the map then fails and takes no more clicks."""
    assert draw().figure.layout.map.style["sources"]


def test_circles_grow_with_the_square_root_of_the_population() -> None:
    found = trace(draw(epci()).figure, "60 à moins de 80 (2)", "scattermap")

    assert [row[0] for row in found.customdata] == ["epci:2", "epci:1"]
    assert list(found.marker.size) == [24, 12]


def test_the_smallest_and_the_unknown_are_still_seen() -> None:
    layer = epci()
    values = layer.values.assign(population=[1.0, 1e9, nan, 5e6])
    figure = draw(Layer("EPCI", values)).figure

    assert list(trace(figure, "60 à moins de 80 (2)", "scattermap").marker.size) == [32, 4]
    assert list(trace(figure, "Sans réponse (1)", "scattermap").marker.size) == [4]


def test_circles_have_a_halo_and_those_who_have_not_answered_none() -> None:
    [halo] = silent(draw(epci()).figure, "markers")

    assert list(halo.marker.size) == [26, 14]
    assert halo.customdata is None


def test_what_has_no_point_is_in_the_table_and_not_on_the_map() -> None:
    view = draw(epci())

    assert "epci:3" not in view.figure.to_json()
    assert "Nulle part" in view.table["Territoire"].tolist()


def test_both_layers_have_their_part_of_the_legend() -> None:
    figure = draw().figure

    assert {each.legendgrouptitle.text for each in figure.data if each.showlegend} == {"Départements", "EPCI"}


def test_an_outline_may_be_highlighted() -> None:
    plain, marked = draw().figure, draw(highlighted="departement:35").figure
    added = marked.data[-1]

    assert len(marked.data) == len(plain.data) + 1
    assert (list(added.locations), added.marker.line.color) == (["departement:35"], PALETTES["light"].ink)
    assert {colour for _, colour in added.colorscale} == {"rgba(0, 0, 0, 0)"}


def test_a_circle_may_be_highlighted() -> None:
    [halo] = silent(draw(epci(), highlighted="epci:1").figure, "markers")

    assert list(halo.marker.size) == [26, 22]


def test_a_territory_that_the_map_lacks_is_not_highlighted() -> None:
    assert draw(highlighted="departement:99").figure.to_json() == draw().figure.to_json()


def test_insets_are_framed_and_named_and_the_plane_has_a_scale() -> None:
    frames, scale = silent(draw().figure, "lines")
    [labels] = silent(draw().figure, "text")

    assert list(frames.lon) == [0.0, 0.0, 1.0, None]
    assert list(labels.text) == ["St-P.-et-Miq.", "100\u00a0km"]
    assert scale.lat[0] == scale.lat[1]
    assert scale.lon[1] - scale.lon[0] == pytest.approx(360 * 100 / 40_075.017, rel=1e-4)


def test_a_narrow_map_keeps_its_frames_and_scale_without_the_names_that_would_not_hold() -> None:
    [labels] = silent(draw(width=340).figure, "text")

    assert list(labels.text) == ["100\u00a0km"]


def test_a_map_may_have_no_frame() -> None:
    figure = score_map([departements()], Sheet("Titre", "Source", MapFrame()), "fr", "light").figure

    assert not list(silent(figure, "text")[0].text)


def test_the_whole_of_france_is_shown_unless_told_otherwise() -> None:
    west, south, east, north = VIEW
    corners = [to_pseudo_degrees(np.float64(x), np.float64(y)) for x, y in ((west, south), (east, north))]

    assert pytest.approx([float(value) for corner in corners for value in corner], abs=1e-3) == list(FRANCE)


def test_the_camera_is_that_of_the_flat_map() -> None:
    assert camera(FRANCE, 680) == pytest.approx(view(680, 10_000), abs=1e-3)


def test_the_zoom_follows_the_width_and_the_height_follows_the_zoom() -> None:
    wide, narrow = (draw(width=width).figure.layout for width in (680, 340))

    assert wide.map.zoom - narrow.map.zoom == pytest.approx(log2(2))
    assert map_height(FRANCE, 680) == pytest.approx(2 * map_height(FRANCE, 340), abs=1)
    assert wide.legend.orientation == "h"
    assert narrow.legend.orientation == "v"


def test_extents_too_flat_or_too_high_stay_within_a_screen() -> None:
    assert map_height((0.0, 0.0, 10.0, 0.1), 680) == 240
    assert map_height((0.0, 0.0, 0.1, 10.0), 680) == 760


@pytest.mark.parametrize("width", [680, 340])
def test_title_and_sources_are_written_whole_and_the_legend_fits_above_the_sources(width: int) -> None:
    layout = draw(width=width).figure.layout
    texts = [label.text.replace("<br>", " ") for label in layout.annotations]
    rows = 11 if width == 680 else 13

    assert texts[:2] == [SHEET.title, SHEET.source.replace("\u00a0", " ")] or texts[:2] == [SHEET.title, SHEET.source]
    assert layout.margin.b > 20 * (10 if width == 680 else rows)
    assert layout.height > layout.margin.b + layout.margin.t + 240


def test_simulated_data_are_marked_in_the_figure_the_bubbles_the_table_and_the_sentence() -> None:
    view = draw(departements(simulated=True), epci())

    assert [label.text for label in view.figure.layout.annotations].count("<b>Données simulées</b>") == 1
    assert "Données simulées" in trace(view.figure, "Moins de 20 (2)").hovertemplate
    assert view.table["Nature des données"].value_counts().to_dict() == {"Données simulées": 10, "–": 4}
    assert view.sentence.endswith(" Données simulées.")


def test_real_data_are_not_said_to_be_simulated() -> None:
    view = draw()

    assert "simulées" not in view.figure.to_json() + view.sentence


def test_a_bubble_never_calls_real_data_simulated_because_its_neighbour_is() -> None:
    layer = departements()
    mixed = Layer(layer.noun, layer.values.assign(simulated=layer.values["code"] == "01"), OUTLINES)

    found = trace(draw(mixed).figure, "Moins de 20 (2)")

    assert list(found.text) == ["Ain (Données simulées)", "Aisne"]
    assert "simulées" not in found.hovertemplate


def test_the_table_lists_everybody_by_name_never_by_score() -> None:
    table = draw().table

    assert table["Territoire"].tolist()[:3] == ["Ain", "Aisne", "Corse-du-Sud"]
    assert table["Échelon"].tolist() == ["Départements"] * 10 + ["EPCI"] * 4
    assert table.columns.tolist() == [
        "Territoire", "Échelon", "Score", "Classe", "Niveau", "Population", "Nature des données",
    ]  # fmt: skip


def test_the_table_gives_class_and_level_in_words() -> None:
    table = draw(departements()).table.set_index("Territoire")

    assert table.loc["Morbihan", ["Classe", "Niveau"]].tolist() == ["60 à moins de 80", "Bases posées"]
    assert table.loc["Côtes-d'Armor", "Niveau"] == "niveau non attribué"
    assert table.loc["Guadeloupe", ["Classe", "Niveau"]].tolist() == ["non évalué", "–"]


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("fr", "Indice des départements. EPCI\u00a0: 60 à moins de 80 (3), sans réponse (1)."),
        ("en", "Indice des départements. EPCI: 60 to under 80 (3), no answer (1)."),
    ],
)
def test_the_sentence_counts_each_class(language: Language, start: str) -> None:
    assert draw(epci(), language=language).sentence == start


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_the_same_data_give_the_same_figure_so_that_a_selection_survives(language: Language, theme: Theme) -> None:
    one, other = (draw(language=language, theme=theme).figure.to_json() for _ in range(2))

    assert one == other


def test_a_change_of_score_keeps_the_reader_s_place_on_the_map() -> None:
    other = Layer("Départements", departements().values.assign(status="no_answer"), OUTLINES)

    assert draw(other).figure.layout.uirevision == draw().figure.layout.uirevision


def test_a_change_of_challenge_travels_light() -> None:
    size = 1255
    names = [f"CC de Vallée-sur-Mer {row}" for row in range(size)]  # as long as those of real EPCI, on average
    values = pd.DataFrame({"id": [f"epci:{200_000_000 + row}" for row in range(size)], "name": names})
    values = values.assign(score=nan, status="no_answer", level=nan, population=30_000.0, simulated=False)
    answered = values.index < 61
    values.loc[answered, ["score", "status"]] = [55.5, "published"]
    circles = Layer("EPCI", values.assign(lon=np.linspace(-5, 5, size), lat=np.linspace(-5, 5, size)))

    assert len(draw(departements(), circles).figure.to_json()) < 100_000
