# SPDX-License-Identifier: EUPL-1.2
"""Maps as records: classes, legend, table, sentence, and what travels to the browser."""

import json
from base64 import b64decode
from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from governance.language import LANGUAGES, Language
from governance.territories.projection import ENLARGED, VIEW, to_pseudo_degrees
from governance.views.bivariate import COLOURS, NO_VALUE, pair_sentence, shade_pair, square
from governance.views.classes import Shading, shade_levels, shade_scores
from governance.views.context import Context
from governance.views.map_drawing import ABSENT, ENLARGEMENT, FRANCE, Beacon, Drawing, Ground, Measure
from governance.views.map_frame import read_frame
from governance.views.map_layer import Layer
from governance.views.map_legend import bars_of, legend, rounded_down, sizes_of
from governance.views.map_table import map_sentence, map_table
from governance.views.palette import PALETTES, Theme
from governance.views.ramp import ramp
from tests.views.test_palette import APART, SEEN_BY, lab

FRAME = read_frame(
    [
        {
            "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 1], [1, 1]]},
            "properties": {"name": "Guyane"},
        },
        {"geometry": {"type": "Point", "coordinates": [0.5, 0.9]}, "properties": {"name": "Saint-Pierre-et-Miquelon"}},
    ]
)
LINES = [
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


def departements(*, simulated: bool = False, population: float = 500_000.0) -> Layer:
    """One département in each class, and two in the first."""
    values = pd.DataFrame(LINES, columns=["code", "name", "score", "status", "level"])
    values["id"] = "departement:" + values["code"]
    return Layer("Départements", values.assign(population=population, simulated=simulated))


def shaded(layer: Layer | None = None, language: Language = "fr", theme: Theme = "light", **options: Any) -> Shading:
    return shade_scores((layer or departements()).values, language, theme, **options)


def drawing(layer: Layer | None = None, **options: Any) -> Drawing:
    layer = layer or departements()
    order = [*reversed(layer.values["id"].tolist()), "departement:99"]
    ground = Ground(("/geo/2026/departements.json",), order, frame=FRAME)
    score = Measure("{value} sur 100", layer.values["score"].to_numpy(np.float64), whole=True)
    return Drawing(
        layer, shaded(layer), options.pop("ground", ground), (score,), "Une carte", legend(shaded(layer)), **options
    )


def bytes_of(text: str) -> list[int]:
    return list(b64decode(text))


# --- classes ----------------------------------------------------------------------------------------------------------


def test_classes_are_fixed_and_a_bound_belongs_to_the_class_above() -> None:
    assert shaded().places.tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert [each.key for each in shaded().classes[5:]] == ["provisional", "not_assessed", "not_applicable", "no_answer"]


def test_what_is_not_plainly_published_has_a_class_of_its_own_whatever_its_score() -> None:
    values = departements().values.assign(status="provisional")
    shading = shade_scores(values, "fr", "light")
    assert {shading.classes[place].key for place in shading.places} == {"provisional"}


def test_a_published_figure_without_score_is_a_fault() -> None:
    with pytest.raises(ValueError, match="has a score"):
        shade_scores(departements().values.assign(status="published"), "fr", "light")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("bounds", [(), (50.0,), (20.0, 40.0, 60.0, 80.0), (5.0, 10.0, 20.0, 40.0, 80.0, 90.0)])
def test_no_two_classes_share_their_words_or_their_colour(
    language: Language, theme: Theme, bounds: tuple[float, ...]
) -> None:
    classes = shaded(language=language, theme=theme, bounds=bounds).classes
    assert len({each.words for each in classes}) == len({each.colour for each in classes}) == len(bounds) + 5


def test_what_has_no_plain_score_is_told_by_its_hatching_as_well_as_by_its_grey() -> None:
    neutrals = shaded().classes[5:]
    assert [each.hatch for each in neutrals] == ["dots", "lines", "cross", ""]
    assert all(each.unscored for each in neutrals)
    assert not any(each.unscored or each.hatch for each in shaded().classes[:5])


def test_bounds_are_written_with_the_decimals_that_they_need() -> None:
    words = [each.words for each in shaded(bounds=(12.5, 30.0)).classes[:3]]
    assert words == ["moins de 12,5", "12,5 à moins de 30", "30 et plus"]


def test_levels_are_classes_too_and_a_score_without_level_is_said() -> None:
    shading = shade_levels(departements().values, "fr", "light")
    assert [shading.classes[place].key for place in shading.places] == [
        "level_0", "level_0", "level_0", "level_1", "level_2", "no_level", "level_2",
        "not_assessed", "not_applicable", "no_answer",
    ]  # fmt: skip
    assert shading.classes[2].words == "2 · Bases posées"


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("size", range(2, 8))
@pytest.mark.parametrize("seer", SEEN_BY)
def test_a_ramp_of_any_size_goes_away_from_the_page_step_by_step_for_everybody(
    theme: Theme, size: int, seer: str
) -> None:
    away = 1 if theme == "dark" else -1
    lightness = [away * lab(colour, seer)[0] for colour in ramp(PALETTES[theme].ramp, size)]
    assert min(np.diff(lightness)) >= 5


# --- two figures at once ----------------------------------------------------------------------------------------------

CONTEXT = np.array([1.0, 9.0, 2.0, 8.0, 5.0, nan, 3.0, 4.0, nan, nan])


def test_two_figures_are_each_in_thirds_of_those_who_have_both() -> None:
    shading = shade_pair(departements().values, CONTEXT, "fr", "light")
    keys = [shading.classes[place].key for place in shading.places]
    assert keys == [
        "pair_00", "pair_20", "pair_01", "pair_22", "pair_12", NO_VALUE,
        "provisional", "not_assessed", "not_applicable", "no_answer",
    ]  # fmt: skip
    assert shading.classes[6].words == "score bas, contexte haut"


def test_the_square_names_its_axes_their_bounds_and_counts_its_cells() -> None:
    values = departements().values
    shading = shade_pair(values, CONTEXT, "fr", "light")
    drawn = square(values, CONTEXT, shading, ("Ensemble", "Densité (hab./km²)"), "fr")
    assert (drawn.across, drawn.upwards) == ("Ensemble", "Densité (hab./km²)")
    assert (drawn.across_bounds, drawn.upwards_bounds) == (("20", "30"), ("4", "6"))
    assert [count for _, count in drawn.cells] == [1, 1, 0, 0, 0, 1, 1, 0, 1]
    assert [each.count for each in legend(shading, square=drawn).scored] == [1, 1, 1, 1, 1]


def test_the_sentence_of_two_figures_says_where_both_agree_and_where_they_part() -> None:
    shading = shade_pair(departements().values, CONTEXT, "fr", "light")
    words = pair_sentence(shading, ("Ensemble", "Densité"), "fr")
    assert words == (
        "Ensemble, croisé avec «\u00a0Densité\u00a0»\u00a0: 5 territoires ont les deux mesures. "
        "Les deux sont dans le tiers haut\u00a0: 1\u00a0; dans le tiers bas\u00a0: 1\u00a0; "
        "contexte haut et score bas\u00a0: 1."
    )


def test_nobody_with_both_figures_is_no_fault() -> None:
    values = departements().values
    nothing = np.full(len(values), nan)
    shading = shade_pair(values, nothing, "en", "dark")
    assert sum(shading.counts()[:9]) == 0
    assert square(values, nothing, shading, ("a", "b"), "en").across_bounds == ()


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("seer", SEEN_BY)
def test_no_two_of_the_nine_colours_look_alike_to_anybody(theme: Theme, seer: str) -> None:
    seen = [lab(colour, seer) for colour in (*COLOURS[theme], PALETTES[theme].no_answer)]
    gaps = [np.linalg.norm(one - other) for rank, one in enumerate(seen) for other in seen[:rank]]
    assert min(gaps) >= APART


def test_a_context_gives_its_values_in_any_order() -> None:
    context = Context("d", "Densité", "hab./km²", True, {"a": 1.5})
    assert context.name == "Densité (hab./km²)"
    np.testing.assert_array_equal(context.of(pd.Series(["b", "a"])), [nan, 1.5])


# --- legend -----------------------------------------------------------------------------------------------------------


def test_the_legend_counts_every_class_those_without_territory_too() -> None:
    entries = legend(shaded(bounds=(10.0, 15.0))).entries
    assert [(each.words, each.count) for each in entries] == [
        ("moins de 10", 1), ("10 à moins de 15", 0), ("15 et plus", 5), ("provisoire", 1), ("non évalué", 1),
        ("sans objet", 1), ("sans réponse", 1),
    ]  # fmt: skip


def test_the_histogram_has_the_colours_of_the_classes_and_published_scores_only() -> None:
    bars = bars_of(departements(), shaded())
    assert len(bars) == 25
    assert [place for place, bar in enumerate(bars) if bar.height] == [0, 4, 5, 10, 15, 20]
    assert [bars[place].colour for place in (0, 5, 24)] == [PALETTES["light"].ramp[rank] for rank in (0, 1, 4)]


def test_there_is_no_histogram_of_nothing() -> None:
    layer = Layer("EPCI", departements().values.assign(status="no_answer"))
    assert bars_of(layer, shaded(layer)) == ()


def test_circles_have_areas_in_proportion_and_a_key_of_round_numbers() -> None:
    layer = departements()
    layer.values["population"] = [900_000.0, 225_000.0, 1.0, *[nan] * 7]
    assert layer.radii[:4].tolist() == [26.0, 13.0, 2.0, 0.0]
    key = sizes_of(layer, "fr")
    assert [size.words.replace("\u202f", " ") for size in key] == [
        "500 000 habitants", "200 000 habitants", "20 000 habitants",
    ]  # fmt: skip
    assert key[0].radius == pytest.approx(26 * np.sqrt(5 / 9))


def test_circles_of_a_stock_have_its_unit() -> None:
    values = departements().values.assign(stock=50.0)
    layer = Layer("Départements", values, sized_by="stock", unit="M€")
    assert [size.words for size in sizes_of(layer, "fr")] == ["50\u00a0M€", "10\u00a0M€", "2\u00a0M€"]


def test_a_map_of_nobody_has_a_key_all_the_same() -> None:
    assert rounded_down(0.0) == 1
    assert departements(population=nan).largest == 1.0


# --- table and sentence -----------------------------------------------------------------------------------------------


def test_the_table_lists_everybody_by_name_never_by_score() -> None:
    table = map_table(departements(), shaded(), "fr")
    assert table["Territoire"].tolist()[:3] == ["Ain", "Aisne", "Corse-du-Sud"]
    assert table.index[2] == "departement:2A"
    assert table.columns.tolist() == [
        "Territoire", "Code", "Score", "Classe", "Niveau", "Population", "Nature des données",
    ]  # fmt: skip


def test_the_table_gives_class_level_and_context_in_words() -> None:
    layer = departements(simulated=True)
    table = map_table(layer, shaded(), "fr", ("Densité", pd.Series(CONTEXT))).set_index("Territoire")
    assert table.loc["Morbihan", ["Classe", "Niveau", "Densité"]].tolist() == ["60 à moins de 80", "Bases posées", 5.0]
    assert table.loc["Côtes-d'Armor", "Niveau"] == "niveau non attribué"
    assert table.loc["Guadeloupe", ["Classe", "Niveau"]].tolist() == ["non évalué", "–"]
    assert set(table["Nature des données"]) == {"Données simulées"}


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("fr", "Indice. Départements\u00a0: moins de 20 (2), 20 à moins de 40 (1)"),
        ("en", "Indice. Départements: under 20 (2), 20 to under 40 (1)"),
    ],
)
def test_the_sentence_counts_each_class_that_has_some(language: Language, start: str) -> None:
    words = map_sentence("Indice", departements(), shaded(language=language), language)
    assert words.startswith(start)
    assert "simul" not in words


def test_simulated_data_are_marked_in_the_table_and_the_sentence() -> None:
    assert map_sentence("Indice", departements(simulated=True), shaded(), "fr").endswith(" Données simulées.")


# --- what travels -----------------------------------------------------------------------------------------------------


def test_each_outline_gets_a_byte_in_its_own_order_and_the_others_none() -> None:
    sent = drawing().payload("fr", "light")
    assert bytes_of(sent["shades"]) == [8, 7, 6, 5, 4, 3, 2, 1, 0, 0, ABSENT]
    assert bytes_of(sent["measures"][0]["values"]) == [ABSENT] * 3 + [50, 80, 60, 40, 20, 20, 0, ABSENT]
    assert sent["radii"] == ""
    assert [each["said"] for each in sent["palette"]] == [False] * 5 + [True] * 4


def test_circles_send_their_radii_and_a_territory_of_another_layer_its_point() -> None:
    beacon = Beacon("commune:44109", "Nantes", -4.5, 0.9)
    sent = drawing(circles=True, chosen=("commune:44109",), beacons=(beacon,)).payload("fr", "light")
    assert bytes_of(sent["radii"]) == [104] * 10 + [ABSENT]
    assert sent["beacons"] == [{"id": "commune:44109", "name": "Nantes", "longitude": -4.5, "latitude": 0.9}]
    assert sent["chosen"] == ["commune:44109"]


def test_territories_without_outlines_are_sent_with_their_points_and_names() -> None:
    layer = departements()
    points = pd.DataFrame({"lon": [1.5] * 10, "lat": [nan] * 10})
    ground = Ground(("/geo/2026/regions.json",), ("region:53",), whole=False)
    sent = drawing(layer, points=points, ground=ground).payload("fr", "light")
    assert bytes_of(sent["shades"])[0] == ABSENT
    assert len(bytes_of(sent["shades"])) == 11
    assert sent["points"]["names"][8] == "R&D <b>"
    assert np.frombuffer(b64decode(sent["points"]["longitudes"]), "<f4").tolist() == [1.5] * 10
    assert (sent["extent"], sent["frame"]) == (None, {"lines": [], "labels": []})


def test_a_measure_that_is_not_a_score_travels_in_single_precision() -> None:
    layer = departements()
    measure = Measure("Densité : {value}", CONTEXT, decimals=1)
    sent = Drawing(layer, shaded(), Ground((), layer.values["id"].tolist()), (measure,), "", legend(shaded())).payload(
        "fr", "light"
    )
    np.testing.assert_array_equal(np.frombuffer(b64decode(sent["measures"][0]["values"]), "<f4"), CONTEXT)


def test_simulated_data_are_told_one_by_one_only_where_some_are_real() -> None:
    layer = departements()
    mixed = Layer(layer.noun, layer.values.assign(simulated=layer.values["code"] == "01"))
    assert bytes_of(drawing().payload("fr", "light")["simulated"]) == [0]
    assert bytes_of(drawing(departements(simulated=True)).payload("fr", "light")["simulated"]) == [1]
    assert bytes_of(drawing(mixed).payload("fr", "light")["simulated"]) == [0] * 9 + [1, ABSENT]


def test_insets_are_framed_and_named_where_the_whole_country_shows() -> None:
    frame = drawing().payload("fr", "light")["frame"]
    assert frame["lines"] == [[[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]]]
    assert frame["labels"] == [[0.5, 0.9, "St-P.-et-Miq."]]


def test_the_whole_of_france_and_its_enlargement_are_those_of_the_flat_map() -> None:
    for box, shown in ((VIEW, FRANCE), (ENLARGED.edges, ENLARGEMENT)):
        west, south, east, north = box
        corners = [to_pseudo_degrees(np.float64(x), np.float64(y)) for x, y in ((west, south), (east, north))]
        assert pytest.approx([float(value) for corner in corners for value in corner], abs=1e-3) == list(shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_the_same_map_sends_the_same_bytes_and_nothing_from_outside(language: Language, theme: Theme) -> None:
    one, other = (json.dumps(drawing().payload(language, theme)) for _ in range(2))
    assert one == other
    assert "://" not in one


@pytest.mark.parametrize(("size", "limit"), [(1_255, 8_000), (34_969, 180_000)])
def test_a_change_of_challenge_travels_light_however_many_answered(size: int, limit: int) -> None:
    values = pd.DataFrame({"id": [f"epci:{row}" for row in range(size)], "code": "x", "name": "CC de Vallée-sur-Mer"})
    values = values.assign(score=55.5, status="published", level=2.0, population=30_000.0, simulated=True)
    layer = Layer("EPCI", values)
    measure = Measure("{value}", values["score"].to_numpy(np.float64), whole=True)
    sent = Drawing(
        layer,
        shaded(layer),
        Ground(("/geo",), values["id"].tolist()),
        (measure,),
        "",
        legend(shaded(layer)),
        circles=True,
    )
    assert len(json.dumps(sent.payload("fr", "light"))) < limit
