# SPDX-License-Identifier: EUPL-1.2
from math import isnan
from typing import Any

import numpy as np
import pytest

from governance.comparison.bands import band
from governance.language import Language
from governance.views.palette import Theme
from governance.views.strip import Strip, strips

PEERS = np.array([40.0, 10.0, 30.0, 20.0, 50.0, 60.0])
AHEAD, BEHIND, BETWEEN = (
    Strip(title, mine, PEERS, band(PEERS, mine)) for title, mine in (("Ponts", 70.0), ("Routes", 5.0), ("Gués", 35.0))
)
FEW = Strip("Bacs", 35.0, PEERS[:0], band(PEERS[:4], 35.0))
UNKNOWN = Strip("Quais <b>", None, PEERS, band(PEERS, float("nan")))
ROWS = [AHEAD, BEHIND, BETWEEN, FEW, UNKNOWN]


def drawn(name: str, language: Language = "fr", theme: Theme = "light") -> Any:
    figure = strips(ROWS, language, theme, name="Rennes", peers="6 villes similaires").figure
    return next(trace for trace in figure.data if trace.name == name)


def test_peers_are_dots_without_name_and_in_no_order_of_theirs() -> None:
    dots = drawn("6 villes similaires")
    assert dots.hoverinfo == "skip"
    assert dots.text is None
    assert dots.customdata is None
    assert list(dots.x[:6]) == sorted(PEERS)
    assert [round(y) for y in dots.y] == [0] * 6 + [1] * 6 + [2] * 6 + [4] * 6


def test_my_mark_stands_on_each_strip_where_i_have_a_score() -> None:
    mine = drawn("Rennes")
    assert list(mine.x) == [70, 5, 35, 35]
    assert list(mine.y) == [0, 1, 2, 3]
    assert "Ponts" in mine.text[0]


def test_the_middle_half_is_drawn_only_where_it_is_known() -> None:
    box = drawn("Moitié du milieu des collectivités similaires")
    assert [y for y in box.y if y is not None and 2.5 < y < 3.5] == []
    assert {x for x in box.x if x is not None} == {AHEAD.band.lower, AHEAD.band.upper}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sentence_says_where_and_never_a_rank(language: Language, theme: Theme) -> None:
    view = strips(ROWS, language, theme, name="Rennes", peers="6 similaires")
    for title in ("Ponts", "Routes", "Gués"):
        assert title in view.sentence
    assert "Bacs" not in view.sentence
    assert view.alt == view.sentence


def test_the_table_holds_quartiles_and_no_peers_score() -> None:
    table = strips(ROWS, "fr", "light", name="Rennes", peers="6 similaires").table
    assert table["Score"].tolist()[:3] == [70, 5, 35]
    assert table["Similaires, médiane"].tolist()[0] == 35
    assert isnan(table["Similaires, de"].tolist()[3])
    assert table["Situation parmi elles"].tolist() == [
        "dans le quart le plus avancé",
        "dans le quart qui a le plus à gagner",
        "dans la moitié du milieu",
        "4 collectivités similaires évaluées : trop peu pour situer",
        "pas de score à situer",
    ]


def test_titles_are_never_read_as_markup() -> None:
    figure = strips(ROWS, "fr", "light", name="<i>", peers="&").figure
    assert any(note.text == "Quais &lt;b&gt;" for note in figure.layout.annotations)
    assert any(trace.name == "&lt;i&gt;" for trace in figure.data)


def test_without_anything_to_place_the_sentence_says_so() -> None:
    assert strips([FEW, UNKNOWN], "fr", "light", name="Rennes", peers="4 villes").sentence == (
        "Rennes, parmi 4 villes : rien ne peut encore être situé."
    )
