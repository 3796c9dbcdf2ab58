# SPDX-License-Identifier: EUPL-1.2
import pandas as pd
import plotly.graph_objects as go
import pytest

from governance.views.canvas import canvas, folded
from governance.views.palette import PALETTES, Theme
from governance.views.view import View


@pytest.fixture
def view() -> View:
    table = pd.DataFrame({"Enjeu": ["Engagement", "Partenaires"], "Score": [1255.44, float("nan")], "Rang": [1, 2]})
    return View(go.Figure(), table, "Une phrase.")


def test_the_sentence_stands_for_the_figure(view: View) -> None:
    assert view.alt == "Une phrase."


def test_the_table_is_read_in_the_language_s_format_and_without_decimals(view: View) -> None:
    shown = view.shown("fr")

    assert shown["Score"].tolist() == ["1\u202f255", "–"]
    assert shown["Enjeu"].tolist() == ["Engagement", "Partenaires"]
    assert shown["Rang"].tolist() == ["1", "2"]


def test_decimals_come_on_demand_and_the_figures_stay_as_they_were(view: View) -> None:
    assert view.shown("en", 1)["Score"].tolist() == ["1,255.4", "–"]
    assert view.table["Score"][0] == 1255.44


@pytest.mark.parametrize(("language", "separators"), [("fr", ",\u202f"), ("en", ".,")])
def test_numbers_that_plotly_writes_follow_the_language(language: str, separators: str) -> None:
    figure = canvas(language, "light")  # type: ignore[arg-type]

    assert figure.layout.separators == separators


@pytest.mark.parametrize("theme", PALETTES)
def test_figures_lie_on_any_page_in_the_ink_of_the_theme(theme: Theme) -> None:
    layout = canvas("fr", theme).layout

    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0, 0, 0, 0)"
    assert layout.font.color == PALETTES[theme].ink
    assert layout.hoverlabel.bgcolor == PALETTES[theme].surface


def test_a_long_word_stays_whole() -> None:
    assert folded("Intercommunalité et-après", 8) == "Intercommunalité<br>et-après"
