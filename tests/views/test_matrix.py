# SPDX-License-Identifier: EUPL-1.2
"""The priority matrix: every action at its effort and gain, readable, and said in a table and a sentence."""

import re
from itertools import combinations
from typing import Any

import pytest

from governance.language import LANGUAGES, Language, LocalizedText
from governance.plans.possible import EFFORTS, PossibleAction
from governance.questionnaire.action import Effort
from governance.questionnaire.advice import Advice
from governance.questionnaire.answer import Answer, State
from governance.questionnaire.model import Challenge, Level, Question
from governance.scoring.gains import Gain
from governance.views.matrix import matrix
from governance.views.matrix_ground import MARK, MOST_MARKS, SPREAD, Ground
from governance.views.matrix_table import HALF
from governance.views.palette import PALETTES, Theme

WORDS = LocalizedText(fr="Texte", en="Text")


def possible(name: str, effort: Effort | None, index: float | None, *, core: bool = False) -> PossibleAction:
    question = Question(id="q", kind="level", title=WORDS, levels=(Level(title=WORDS),) * 5)
    title = LocalizedText(fr=name, en=f"{name} (en)")
    advice = effort and Advice("q", "2", title, WORDS, (WORDS,), (), (), effort, WORDS, ())
    now, target = Answer(State.VALUE, 1.0), Answer(State.VALUE, 2.0)
    gain = Gain("q", "c", core, now, target, 1, index, index)
    return PossibleAction(gain, question, Challenge(id="c", title=WORDS, questions=(question,)), advice, 2)


FOUR = [
    possible("grand projet", "years", 2.0, core=True),
    possible("petit geste", "days", 1.5),
    possible("détail", "days", 0.5),
    possible("chantier", "months", 1.0),
]


def marks(figure: Any) -> dict[str, tuple[float, float]]:
    """Where each number stands."""
    return {
        number: (x, y) for series in figure.data for number, x, y in zip(series.text, series.x, series.y, strict=True)
    }


def test_each_action_stands_at_its_effort_and_its_gain_under_its_number() -> None:
    figure = matrix(FOUR, "fr", "light").figure
    assert marks(figure) == {"1": (2, 2.0), "2": (0, 1.5), "3": (0, 0.5), "4": (1, 1.0)}
    assert [re.sub("<.*?>", "", name) for name in figure.layout.xaxis.ticktext] == [
        "Quelques jours",
        "Quelques mois",
        "Plus d’un an",
    ]


def test_core_questions_are_filled_and_named_in_the_legend() -> None:
    core, other = matrix(FOUR, "fr", "light").figure.data
    assert (core.name, list(core.text)) == ("Question du socle", ["1"])
    assert (other.name, list(other.text)) == ("Autre question", ["2", "3", "4"])
    assert core.marker.color != other.marker.color


def test_quadrants_are_told_in_words_at_their_corners() -> None:
    told = {note.text: (note.x, note.y) for note in matrix(FOUR, "fr", "light").figure.layout.annotations}
    assert told == {
        "<i>À faire d’abord</i>": (0, 1),
        "<i>À glisser dès que possible</i>": (0, 0),
        "<i>À préparer dès maintenant</i>": (2, 1),
        "<i>À garder pour plus tard</i>": (2, 0),
    }


def test_a_line_parts_what_brings_much_from_the_rest() -> None:
    shapes = matrix(FOUR, "fr", "light").figure.layout.shapes
    assert [shape.y0 for shape in shapes if shape.line.dash == "dash"] == [HALF * 2.0]


def test_an_unknown_effort_has_a_column_of_its_own_only_where_there_is_one() -> None:
    figure = matrix([*FOUR, possible("sans conseil", None, 1.0)], "fr", "light").figure
    assert marks(figure)["5"] == (3, 1.0)
    assert "Durée non précisée" in figure.layout.xaxis.ticktext[3]


@pytest.mark.parametrize(("compact", "width"), [(False, 500), (True, 250)])
@pytest.mark.parametrize("efforts", [EFFORTS, ("days",)])
def test_no_mark_hides_another_even_when_all_bring_the_same(
    compact: bool, width: int, efforts: tuple[Effort, ...]
) -> None:
    many = [possible(str(rank), efforts[rank % len(efforts)], 0.6) for rank in range(MOST_MARKS)]
    figure = matrix(many, "fr", "light", compact=compact).figure
    places = marks(figure)
    assert len(places) == MOST_MARKS
    low, high = figure.layout.yaxis.range
    tall = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (high - low)
    wide = width / 3
    for (x, y), (other_x, other_y) in combinations(places.values(), 2):
        # On a phone, neighbours of a row may touch by a hair; they never hide each other's number.
        assert abs(y - other_y) * tall >= MARK or abs(x - other_x) * wide >= MARK * 0.9
    assert all(low < y < high for _, y in places.values())
    assert all(abs(x - round(x)) <= SPREAD / 2 for x, _ in places.values())


def test_a_free_place_is_found_wherever_the_others_stand() -> None:
    """Gains a hair apart: each mark keeps two rows of its lane at worst."""
    nearly = [possible(str(rank), "days", 1.0 - rank * 0.013) for rank in range(MOST_MARKS)]
    assert len(set(marks(matrix(nearly, "fr", "light", compact=True).figure).values())) == MOST_MARKS


def test_only_as_many_marks_as_can_be_read_are_shown() -> None:
    view = matrix([possible(str(rank), "days", 1.0) for rank in range(MOST_MARKS + 5)], "fr", "light")
    assert len(marks(view.figure)) == len(view.table) == MOST_MARKS
    assert view.sentence.startswith("20 actions sur 25 (de 1 à 20)\u00a0: quelques jours pour 20.")


def test_the_others_follow_under_their_own_numbers() -> None:
    many = [possible(str(rank), "days", 2.0 if rank < MOST_MARKS else 0.5) for rank in range(MOST_MARKS + 5)]
    view = matrix(many, "en", "light", after=MOST_MARKS)
    numbers = ["21", "22", "23", "24", "25"]
    assert sorted(marks(view.figure)) == view.table["No."].tolist() == numbers
    assert view.sentence == "5 actions out of 25 (21 to 25): a few days for 5.", "none of them brings much"
    assert {note.text for note in view.figure.layout.annotations} == {
        "<i>Fit in when you can</i>",
        "<i>Keep for later</i>",
    }
    assert not [shape for shape in view.figure.layout.shapes if shape.line.dash == "dash"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_all_that_the_figure_shows(language: Language) -> None:
    table = matrix(FOUR, language, "light").table
    first = table.iloc[0].tolist()
    french = ["1", "grand projet", "Texte", "Plus d’un an", 2.0, "Question du socle"]
    english = ["1", "grand projet (en)", "Text", "More than a year", 2.0, "Core question"]
    assert first == (french if language == "fr" else english)
    assert len(table) == len(FOUR)


def test_the_sentence_counts_efforts_and_names_what_to_do_first() -> None:
    assert matrix(FOUR, "fr", "light").sentence == (
        "4 actions montrées\u00a0: quelques jours pour 2, quelques mois pour 1 et plus d’un an pour 1."
        " Rapide et utile, à faire d’abord\u00a0: «\u00a0petit geste\u00a0»."
    )
    assert matrix(FOUR[3:], "en", "light").sentence == "1 action shown: a few months for 1."


def test_an_action_whose_gain_nobody_knows_has_no_place() -> None:
    view = matrix([possible("inconnue", "days", None), *FOUR], "fr", "light")
    assert set(marks(view.figure)) == {"1", "2", "3", "4"}
    assert view.table["Action"].tolist() == [action.title.fr for action in FOUR]
    assert view.sentence.startswith("4 actions montrées")


def test_nothing_to_place_is_said_so() -> None:
    view = matrix([], "fr", "light")
    assert marks(view.figure) == {}
    assert "répondez d’abord" in view.sentence


def test_words_of_the_data_never_become_markup() -> None:
    (series, *_) = (s for s in matrix([possible("R&D <a href='x'>", "days", 1.0)], "fr", "light").figure.data if s.text)
    assert "R&amp;D &lt;a" in series.hovertext[0]
    assert "<a href" not in series.hovertext[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_are_those_of_the_theme(theme: Theme) -> None:
    core, other = matrix(FOUR, "fr", theme).figure.data
    assert core.marker.color == PALETTES[theme].button
    assert other.marker.color == PALETTES[theme].background
    assert other.textfont.color == PALETTES[theme].ink


def test_a_phone_gets_fewer_marks_side_by_side_and_more_height() -> None:
    wide, phone = Ground(EFFORTS, 1.0, compact=False), Ground(EFFORTS, 1.0, compact=True)
    assert (wide.lanes, phone.lanes) == (5, 3)
    assert Ground((*EFFORTS, None), 1.0, compact=False).lanes == 3
    assert phone.height > wide.height
