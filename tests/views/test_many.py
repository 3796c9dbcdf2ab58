# SPDX-License-Identifier: EUPL-1.2
"""Figures about many territories: where people live, from which level to which, who calls whom."""

from dataclasses import replace

import numpy as np
import pytest

from governance.comparison.evolution import Evolution
from governance.comparison.inequality import Solidarity, solidarity
from governance.comparison.peers import Respect
from governance.exports.pairing_table import COLUMNS, Pair, pairing_csv, pairing_rows
from governance.language import LANGUAGES, Language
from governance.views.pairing_words import alike_words, purpose_words
from governance.views.palette import PALETTES, Theme
from governance.views.people import between_sentence, people_bars, people_sentence, points_of
from governance.views.transitions import transitions

SCORES = np.array([10.0] * 3 + [30.0] * 6 + [50.0] * 12 + [70.0] * 15 + [np.nan])
PEOPLE = np.array([1_000.0] * 36 + [9_000.0])
COUNTS = np.array([[6, 7, 0, 0, 0], [0, 12, -1, 0, 0], *[[0] * 5] * 3])
PANEL = Evolution(40, 50, 35, 4.4, 0.6, 0.2, COUNTS, 31)


@pytest.fixture
def figures() -> Solidarity:
    return solidarity(SCORES, PEOPLE, np.full(37, -1, np.int16), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_small_classes_are_hidden_in_the_figure_and_in_the_table(language: Language, theme: Theme) -> None:
    view = people_bars(SCORES, PEOPLE, "Dit.", language, theme)
    (bars,) = view.figure.data
    hidden = {"fr": "non montré", "en": "not shown"}[language]
    # Three alone would follow from the total: the next smallest class is hidden with them.
    assert [words == hidden for words in bars.text] == [True, True, False, False, False]
    assert len(set(bars.y[:2])) == 1, "the height of what is hidden says nothing"
    assert bars.y[3] == pytest.approx(15 / 36)
    assert [list(row).count(hidden) for row in view.table.to_numpy()] == [2, 2, 0, 0, 0]
    assert view.alt == "Dit."


def test_figures_in_points_are_those_that_a_reader_finds_by_subtraction(figures: Solidarity) -> None:
    odd = replace(figures, p10=20.4, p90=60.5)
    assert points_of(odd, "fr")["gap"] == "41"
    assert people_sentence(odd, "fr").startswith("Huit habitants sur dix vivent là où le score est entre 20 et 61")
    assert int(points_of(figures, "fr")["pair"]) == round(2 * figures.gini_points)


def test_the_share_between_groups_names_the_groups() -> None:
    told = between_sentence([("departement", 0.253), ("stratum", 0.4)], "fr")
    assert "25\u202f% des écarts séparent les départements" in told
    assert "du même groupe" in between_sentence([], "fr")


@pytest.mark.parametrize("theme", PALETTES)
def test_a_hidden_cell_is_hidden_in_the_figure_and_in_the_table(theme: Theme) -> None:
    view = transitions(PANEL, "fr", theme)
    (heat,) = view.figure.data
    assert heat.text[1][2] == "•"
    assert heat.z[1][2] == 0
    assert heat.text[0][1] == "7"
    assert view.table.iloc[1].tolist() == ["Premiers pas", "0", "12", "•", "0", "0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_an_evolution_says_how_the_panel_moved(language: Language) -> None:
    told = transitions(PANEL, language, "light").sentence
    for figure in ("35", "+4", "60", "20"):
        assert figure in told


def test_a_call_says_what_for_and_in_what_both_are_alike() -> None:
    assert purpose_words(["Ponts", "Routes"], 12.4, "fr").endswith("12 points de plus en moyenne.")
    assert "échanger" in purpose_words([], 0.0, "fr")
    assert alike_words([Respect.REGION, Respect.KIND], "fr") == "En commun\u00a0: la région et la nature juridique."


PAIRS = [
    Pair("=Ville", "Bourg", ("Ponts",), 12.4, (Respect.REGION,)),
    Pair("Bourg", "=Ville", (), 0.0, ()),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_calls_opens_in_a_spreadsheet_and_runs_nothing(language: Language) -> None:
    rows = pairing_rows(PAIRS, language)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    lines = pairing_csv(rows, language, simulated=True).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("'=Ville,Bourg,Ponts,12,")
    assert {line.rpartition(",")[2] for line in lines[1:]} == {
        {"fr": "données simulées", "en": "simulated data"}[language]
    }
    assert "–" in lines[2]


def test_real_answers_are_said_so_in_the_table_of_calls() -> None:
    lines = pairing_csv(pairing_rows(PAIRS, "fr"), "fr", simulated=False).decode().splitlines()
    assert lines[1].endswith("réponses réelles")
