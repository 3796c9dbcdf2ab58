# SPDX-License-Identifier: EUPL-1.2
"""Several territories in one figure: radars laid over one another, and dumbbells."""

from itertools import combinations
from math import isnan

import pytest

from governance.language import Language
from governance.questionnaire.model import Questionnaire
from governance.views.dumbbell import dumbbells, gap
from governance.views.overlay import overlay
from governance.views.palette import PALETTES, Theme
from governance.views.series import MOST, Series, strokes
from tests.views.profiles import SCORES, TITLES, make_profile
from tests.views.test_palette import LINE, SEEN_BY, contrast

NAMES = {name: french for name, (french, _) in TITLES.items()}


def series(name: str, *scores: float | None) -> Series:
    return Series(name, make_profile((*scores, *SCORES)[:8]).challenges)


TOWN, REGION, BLANK = series("Ville", 10.0, 20.4), series("Région", 80.0, 20.6), series("Rien", *[None] * 8)


def test_a_gap_is_that_of_the_figures_as_shown() -> None:
    assert gap([TOWN, REGION], "level") == 70
    assert gap([TOWN, REGION], "partners") == 1
    assert gap([TOWN, BLANK], "level") is None


def test_dumbbells_join_the_lowest_and_the_highest_of_each_row() -> None:
    view = dumbbells([TOWN, REGION, BLANK], NAMES, "fr", "light")
    assert [trace.name for trace in view.figure.data if trace.showlegend is not False] == ["Ville", "Région", "Rien"]
    assert list(view.figure.data[1].x[:3]) == [10, 80, None]
    assert view.table["Écart (points)"].tolist()[:2] == [70, 1]
    assert isnan(view.table["Rien"].tolist()[0])
    assert len({trace.marker.symbol for trace in view.figure.data[2:]}) == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentence_says_where_the_gap_is_widest_and_who_is_ahead(language: Language) -> None:
    said = dumbbells([TOWN, REGION], NAMES, language, "light").sentence
    assert "Niveau de territoire" in said
    assert "70" in said
    assert "Région" in said


def test_equal_scores_and_scores_of_one_side_only_are_said_so() -> None:
    assert dumbbells([TOWN, TOWN], NAMES, "fr", "light").sentence.endswith("les mêmes scores sur chaque enjeu commun.")
    assert "aucun enjeu" in dumbbells([TOWN, BLANK], NAMES, "fr", "light").sentence


def test_radars_laid_over_one_another_are_lines_only(questionnaire: Questionnaire) -> None:
    view = overlay([TOWN, REGION], questionnaire, "fr", "light")
    lines = [trace for trace in view.figure.data if trace.name in ("Ville", "Région")]
    assert {trace.fill for trace in lines} == {None}
    assert len({trace.line.dash for trace in lines}) == 2
    assert list(view.table.columns) == ["Enjeu", "Ville", "Région", "Écart (points)"]


def test_a_challenge_without_score_breaks_the_line_of_one_territory_only(questionnaire: Questionnaire) -> None:
    figure = overlay([BLANK, TOWN], questionnaire, "fr", "light").figure
    blank, town = (next(t for t in figure.data if t.name == name) for name in ("Rien", "Ville"))
    assert set(blank.r) == {None}
    assert None not in town.r
    assert "non évalué" not in "".join(figure.layout.polar.angularaxis.ticktext)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_series_has_its_colour_dash_and_mark(theme: Theme) -> None:
    drawn = strokes(MOST, PALETTES[theme])
    for name in ("colour", "dash", "symbol"):
        assert len({getattr(each, name) for each in drawn}) == MOST
    assert drawn[0].colour == PALETTES[theme].accent
    assert min(contrast(each.colour, PALETTES[theme].background) for each in drawn) >= LINE


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("seer", SEEN_BY)
def test_series_stay_apart_for_every_kind_of_colour_blindness(theme: Theme, seer: str) -> None:
    from tests.views.test_palette import APART, lab

    for one, other in combinations(PALETTES[theme].series, 2):
        assert float(((lab(one, seer) - lab(other, seer)) ** 2).sum() ** 0.5) >= APART


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="4 at most"):
        strokes(MOST + 1, PALETTES["light"])
