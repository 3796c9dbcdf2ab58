# SPDX-License-Identifier: EUPL-1.2
"""Sheets of maps: what is drawn and written on them, in three formats."""

import io
from dataclasses import replace
from math import nan

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.text import Text
from PIL import Image

from governance.exports.map_sheet import FORMATS, MapSheet, SheetFormat, draw_map, metres, round_length, write_sheet
from governance.exports.map_sheet_legend import draw_legend
from governance.exports.map_sheet_words import draw_words
from governance.views.bivariate import shade_pair, square
from governance.views.classes import shade_scores
from governance.views.map_frame import MapFrame
from governance.views.map_layer import Layer
from governance.views.map_legend import Legend, bars_of, legend, sizes_of
from governance.views.palette import PALETTES

SQUARES = [shapely.box(place, 0.0, place + 1.0, 1.0) for place in range(4)]
VALUES = pd.DataFrame(
    {
        "id": list("abcd"),
        "score": [10.0, 55.0, nan, nan],
        "status": ["published", "published", "not_assessed", "no_answer"],
        "population": [1_000.0, 90_000.0, 500.0, nan],
    }
)
LAYER = Layer("Carrés", VALUES)
SHADING = shade_scores(VALUES, "fr", "light")


def array(*outlines: shapely.Geometry | None) -> np.ndarray:
    found = np.empty(len(outlines), dtype=object)
    found[:] = outlines
    return found


def sheet(**options: object) -> MapSheet:
    given = {"outlines": array(*SQUARES[:3], None), "shading": SHADING, "legend": whole_legend(), "language": "fr"}
    words = {"title": "Ensemble des enjeux", "subtitle": "Carrés · France", "sources": ("Source : personne.",)}
    return MapSheet(**(given | words | options))  # type: ignore[arg-type]


def whole_legend() -> Legend:
    made = legend(SHADING, "Classes : bornes fixes.")
    return Legend(made.entries, made.method, bars_of(LAYER, SHADING), (0.2, 0.4), sizes_of(LAYER, "fr"))


def drawn(one: MapSheet) -> Figure:
    figure = Figure()
    draw_map(figure.add_axes((0, 0, 1, 1)), one)
    draw_legend(figure, one.legend, one.language)
    draw_words(figure, one.title, one.subtitle, one.sources, one.simulated)
    return figure


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def faces(figure: Figure) -> list[str]:
    """The colours of the surfaces of the map, in the order in which they were drawn."""
    return ["#{:02X}{:02X}{:02X}".format(*(round(255 * each) for each in collection.get_facecolor()[0][:3]))
            for collection in figure.axes[0].collections if len(collection.get_facecolor())]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_a_sheet_is_a_file_of_its_format(kind: SheetFormat) -> None:
    content = write_sheet(sheet(simulated="Données simulées"), kind)
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert content.startswith(starts[kind])
    assert content == write_sheet(sheet(simulated="Données simulées"), kind) or kind == "svg"


def test_a_picture_is_an_a4_sheet_laid_down_and_not_empty() -> None:
    with Image.open(io.BytesIO(write_sheet(sheet(), "png"))) as image:
        assert image.size == (2338, 1654)
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50


def test_title_legend_scale_sources_and_simulation_are_written() -> None:
    written = texts(drawn(sheet(simulated="Données simulées")))
    assert {"Ensemble des enjeux", "Carrés · France", "Source : personne.", "Données simulées"} <= set(written)
    assert {"Moins de 20 (1)", "20 à moins de 40 (0)", "Sans réponse (1)", "Classes : bornes fixes."} <= set(written)
    assert any(words.endswith("km") for words in written)
    assert any("habitants" in words for words in written)


def test_words_are_written_as_they_are_never_as_formulas() -> None:
    words = r"Budget $\frac{1}{0$ & <b>"
    figure = drawn(sheet(title=words, subtitle=words, sources=(words,)))
    assert texts(figure).count(words) == 3
    assert write_sheet(sheet(title=words, subtitle=words, sources=(words,)), "svg")


def test_real_data_are_not_called_simulated() -> None:
    assert "Données simulées" not in texts(drawn(sheet()))


def test_each_territory_has_the_colour_and_the_hatching_of_its_class() -> None:
    figure = drawn(sheet())
    ramp = PALETTES["light"].ramp
    assert faces(figure) == [ramp[0], ramp[2], PALETTES["light"].not_assessed]
    assert [collection.get_hatch() for collection in figure.axes[0].collections] == [None, None, "/////"]


def test_what_is_around_is_pale_and_the_tier_above_only_lines() -> None:
    figure = drawn(sheet(around=array(SQUARES[3]), base=array(shapely.box(0, 0, 4, 1))))
    assert faces(figure)[0] == PALETTES["light"].surface
    assert len(figure.axes[0].collections) == 5


def test_circles_are_drawn_largest_first_and_not_for_the_unknown() -> None:
    figure = drawn(sheet(radii=LAYER.radii))
    circles = figure.axes[0].collections[-1]
    sizes = circles.get_sizes()
    assert len(sizes) == 3
    assert list(sizes) == sorted(sizes, reverse=True)


def test_among_circles_each_reason_without_plain_score_has_an_outline_of_its_own() -> None:
    values = VALUES.assign(
        status=["published", "provisional", "not_assessed", "not_applicable"], population=[4e4, 3e4, 2e4, 1e4]
    )
    shading = shade_scores(values, "fr", "light")
    written = replace(legend(shading), sizes=sizes_of(Layer("Carrés", values), "fr"))
    figure = drawn(sheet(shading=shading, legend=written, outlines=array(*SQUARES), radii=Layer("", values).radii))
    strokes = [tuple(each[1] or ()) for each in figure.axes[0].collections[-1].get_linestyle()]
    assert strokes[0] == (), "a plain score has a whole outline"
    assert len(set(strokes)) == 4, "dashes, dots, both: never told by colour alone"
    swatches = [patch for patch in figure.axes[1].patches if patch.get_facecolor()[3] and isinstance(patch, Circle)]
    broken = {patch.get_facecolor() for patch in swatches if patch.get_linestyle() != "solid"}
    assert len(broken) == 3, "the legend has the same outlines"
    assert not any(patch.get_hatch() for patch in figure.axes[1].patches)


def test_a_territory_drawn_twice_has_two_circles() -> None:
    twice = shapely.union_all([SQUARES[0], shapely.box(10, 0, 12, 2)])
    box = shapely.box(*metres([[9.5, -1.0], [13.0, 3.0]]).ravel())
    figure = drawn(sheet(outlines=array(twice, *SQUARES[1:]), radii=LAYER.radii, enlargement=box))
    assert len(figure.axes[0].collections[-1].get_sizes()) == 4


def test_territories_without_outlines_stand_at_their_points() -> None:
    points = np.array([[0.5, 0.5], [2.0, 0.5], [nan, nan], [3.0, 0.1]])
    figure = drawn(sheet(outlines=array(None, None, None, None), radii=LAYER.radii, points=points))
    assert len(figure.axes[0].collections[-1].get_sizes()) == 2


def test_insets_are_framed_and_named() -> None:
    frame = MapFrame((((0.0, 0.0), (0.0, 1.0), (1.0, 1.0)),), (((0.5, 0.9), "Guyane"),))
    figure = drawn(sheet(frame=frame, extent=(-1.0, -1.0, 5.0, 2.0)))
    assert "Guyane" in texts(figure)
    west, east = figure.axes[0].get_xlim()
    assert (west, east) == pytest.approx((-111_319.49, 556_597.45))


def test_the_scale_is_that_of_the_ground() -> None:
    one, other = (texts(drawn(sheet(scale=scale))) for scale in (1.0, 0.1))
    assert "50\u00a0km" in one
    assert "500\u00a0km" in other
    assert round_length(1.0) == 1.0


def test_two_figures_have_their_square_with_axes_in_words() -> None:
    context = np.array([1.0, 9.0, 3.0, nan])
    shading = shade_pair(VALUES, context, "fr", "light")
    drawn_square = square(VALUES, context, shading, ("Score", "Densité"), "fr")
    written = texts(drawn(sheet(shading=shading, legend=legend(shading, square=drawn_square))))
    assert any("Densité" in words for words in written)
    assert written.count("haut") == written.count("bas") == 2
