# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import isnan
from typing import Any

import plotly.graph_objects as go
import pytest

from governance.language import LANGUAGES, Language, LocalizedText
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Profile
from governance.views.palette import PALETTES, Theme
from governance.views.radar import Peers, radar
from governance.views.ring import angles, ring, runs
from tests.views.profiles import SCORES, TITLES, make_node, make_profile, with_challenge

NAMES = [french for french, _ in TITLES.values()]
PEERS = Peers("communes comparables", dict.fromkeys(TITLES, 30.0), dict.fromkeys(TITLES, 60.0))
NO_SCORE = (None,) * 8


def named(figure: go.Figure, name: str) -> Any:
    found = [trace for trace in figure.data if trace.name == name]
    assert found, f"no series {name} among {[trace.name for trace in figure.data]}"
    return found[0]


def names(figure: go.Figure) -> list[str | None]:
    return [trace.name for trace in figure.data if trace.showlegend is not False]


def strokes(trace: Any) -> list[list[tuple[float, float]]]:
    """The (angle, radius) points of a trace, cut where it is broken."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for radius, angle in zip(trace.r, trace.theta, strict=True):
        if radius is None:
            assert angle is None
            pieces.append([])
        else:
            pieces[-1].append((angle, radius))
    return [piece for piece in pieces if piece]


def test_the_line_joins_every_challenge_in_order_and_comes_back(profile: Profile, questionnaire: Questionnaire) -> None:
    line = named(radar(profile, questionnaire, "fr", "light").figure, "Votre collectivité")

    assert strokes(line) == [list(zip([*angles(8), 0.0], [*SCORES, SCORES[0]], strict=True))]


def test_the_axes_stand_in_the_order_of_the_questionnaire_whatever_that_of_the_profile(
    profile: Profile, questionnaire: Questionnaire
) -> None:
    shuffled = replace(profile, challenges=profile.challenges[::-1])

    view = radar(shuffled, questionnaire, "fr", "light")

    assert [text.replace("<br>", " ") for text in view.figure.layout.polar.angularaxis.ticktext] == NAMES
    assert view.figure.to_json() == radar(profile, questionnaire, "fr", "light").figure.to_json()


def test_the_radar_goes_clockwise_from_the_top_and_from_0_to_100(
    profile: Profile, questionnaire: Questionnaire
) -> None:
    polar = radar(profile, questionnaire, "fr", "light").figure.layout.polar

    assert (polar.angularaxis.rotation, polar.angularaxis.direction) == (90, "clockwise")
    assert list(polar.radialaxis.range) == [0, 100]
    assert list(polar.radialaxis.tickvals) == [25, 50, 75, 100]


def test_a_challenge_without_score_breaks_the_line_on_both_sides(gapped: Profile, questionnaire: Questionnaire) -> None:
    line = named(radar(gapped, questionnaire, "fr", "light").figure, "Votre collectivité")

    drawn = [angle for stroke in strokes(line) for angle, _ in stroke]

    assert line.connectgaps is False
    assert drawn == [0.0, 90.0, 135.0, 180.0, 270.0, 315.0, 0.0]
    assert [len(stroke) for stroke in strokes(line)] == [1, 3, 3]


def test_what_is_not_assessed_has_an_open_mark_at_the_centre_and_no_zero_on_the_line(
    gapped: Profile, questionnaire: Questionnaire
) -> None:
    figure = radar(gapped, questionnaire, "fr", "light").figure
    mark = named(figure, "Non évalué")

    assert (list(mark.r), list(mark.theta), mark.mode) == ([0], [45.0], "markers")
    assert mark.marker.symbol == "circle-open"
    assert "Partenaires" in mark.hovertemplate
    assert 0 not in [radius for radius in named(figure, "Votre collectivité").r if radius is not None]


def test_what_has_no_object_has_another_mark(gapped: Profile, questionnaire: Questionnaire) -> None:
    mark = named(radar(gapped, questionnaire, "fr", "light").figure, "Sans objet")

    assert (list(mark.theta), mark.marker.symbol) == ([225.0], "x-thin-open")


def test_a_true_zero_is_on_the_line_and_is_no_gap(questionnaire: Questionnaire) -> None:
    figure = radar(make_profile((0.0, *SCORES[1:])), questionnaire, "fr", "light").figure

    assert strokes(named(figure, "Votre collectivité"))[0][0] == (0.0, 0.0)
    assert "Non évalué" not in names(figure)


def test_the_axis_without_score_says_so_beside_its_name_and_its_spoke_is_dotted(
    gapped: Profile, questionnaire: Questionnaire
) -> None:
    figure = radar(gapped, questionnaire, "fr", "light").figure
    solid, dotted = figure.data[:2]

    assert figure.layout.polar.angularaxis.ticktext[1] == "Partenaires<br><i>non évalué</i>"
    assert (solid.line.dash, dotted.line.dash) == ("solid", "dot")
    assert [stroke[0][0] for stroke in strokes(dotted)] == [45.0, 225.0]
    assert len(strokes(solid)) == 6


def test_names_are_whole_and_on_short_lines(profile: Profile, questionnaire: Questionnaire) -> None:
    texts = radar(profile, questionnaire, "fr", "light").figure.layout.polar.angularaxis.ticktext

    assert max(len(line) for text in texts for line in text.split("<br>")) <= 13
    assert texts[3] == "Comprendre,<br>prioriser,<br>fédérer"


def test_the_compact_radar_numbers_its_axes_and_names_them_below(gapped: Profile, questionnaire: Questionnaire) -> None:
    figure = radar(gapped, questionnaire, "fr", "light", compact=True).figure

    assert list(figure.layout.polar.angularaxis.ticktext) == [f"<b>{rank}</b>" for rank in range(1, 9)]
    lines = figure.layout.annotations[0].text.split("<br>")
    assert lines[0] == "<b>1</b>  Niveau de territoire"
    assert lines[1] == "<b>2</b>  Partenaires <i>(non évalué)</i>"
    assert len(lines) == 8
    assert figure.layout.legend.orientation == "v"


@pytest.mark.parametrize("compact", [False, True])
def test_a_longer_legend_makes_the_figure_higher_not_the_radar_smaller(
    compact: bool, gapped: Profile, profile: Profile, questionnaire: Questionnaire
) -> None:
    short = radar(profile, questionnaire, "fr", "light", compact=compact).figure.layout
    long = radar(gapped, questionnaire, "fr", "light", previous=profile, compact=compact).figure.layout

    assert long.height > short.height
    assert long.height - long.margin.b == short.height - short.margin.b


def test_the_range_is_a_ring_that_holds_the_line(profile: Profile, questionnaire: Questionnaire) -> None:
    band = named(radar(profile, questionnaire, "fr", "light").figure, "Fourchette possible")
    [outline] = strokes(band)
    out, back = outline[:9], outline[9:18]

    assert (band.fill, band.fillcolor, band.line.width) == ("toself", PALETTES["light"].band, 0)
    assert outline[-1] == outline[0]
    assert [angle for angle, _ in out] == [*angles(8), 0.0]
    assert [angle for angle, _ in back] == [*angles(8), 0.0][::-1]
    line = [*SCORES, SCORES[0]]
    assert all(low <= score <= high for (_, low), score, (_, high) in zip(back[::-1], line, out, strict=True))


def test_the_ring_stops_where_there_is_no_score(gapped: Profile, questionnaire: Questionnaire) -> None:
    figure = radar(gapped, questionnaire, "fr", "light").figure
    bands = [trace for trace in figure.data if trace.name == "Fourchette possible"]

    assert [sorted(set(band.theta)) for band in bands] == [[90.0, 135.0, 180.0], [0.0, 270.0, 315.0]]
    assert [band.showlegend for band in bands] == [True, False]


def test_the_range_of_an_axis_alone_between_gaps_is_a_thick_segment(questionnaire: Questionnaire) -> None:
    alone = make_profile((None, 50.0, *NO_SCORE[2:]))

    band = named(radar(alone, questionnaire, "fr", "light").figure, "Fourchette possible")

    assert strokes(band) == [[(45.0, 59.0), (45.0, 44.0), (45.0, 59.0)]]
    assert band.line.width > 0


def test_without_uncertainty_there_is_no_ring(questionnaire: Questionnaire) -> None:
    assert names(radar(make_profile(spread=0.0), questionnaire, "fr", "light").figure) == ["Votre collectivité"]


def test_a_certain_challenge_among_uncertain_ones_pinches_the_ring(questionnaire: Questionnaire) -> None:
    certain = with_challenge(make_profile(), make_node("level", 65.4, spread=0.0))

    [outline] = strokes(named(radar(certain, questionnaire, "fr", "light").figure, "Fourchette possible"))

    assert [radius for angle, radius in outline if angle == 0.0] == [65.4] * 5


def test_never_two_filled_areas_at_once(profile: Profile, questionnaire: Questionnaire) -> None:
    figure = radar(profile, questionnaire, "fr", "light", peers=PEERS).figure
    filled = {trace.name for trace in figure.data if trace.fill not in {None, "none"}}
    whiskers = strokes(named(figure, "Fourchette possible"))

    assert filled == {"communes comparables"}
    assert [len(whisker) for whisker in whiskers] == [2] * 8
    assert all(start[0] == end[0] and start[1] < end[1] for start, end in whiskers)


def test_peers_are_a_grey_band_and_two_columns(profile: Profile, questionnaire: Questionnaire) -> None:
    few = Peers("R&D", PEERS.low | {"partners": None}, PEERS.high)

    view = radar(profile, questionnaire, "fr", "light", peers=few)

    band = named(view.figure, "R&amp;D")
    assert band.fillcolor == PALETTES["light"].peers
    assert 45.0 not in band.theta
    assert view.table["Similaires, de"].isna().tolist() == [False, True, *[False] * 6]
    assert view.table["Similaires, à"].tolist() == [60.0] * 8


def test_the_previous_snapshot_is_dashed_under_my_line(profile: Profile, questionnaire: Questionnaire) -> None:
    earlier = make_profile((10, 20, None, 40, 50, 60, 70, 80))

    view = radar(profile, questionnaire, "fr", "light", previous=earlier, previous_name="Printemps <b>")

    dashed = named(view.figure, "Printemps &lt;b&gt;")
    assert dashed.line.dash == "dash"
    assert len(strokes(dashed)) == 2
    order = [trace.name for trace in view.figure.data]
    assert order.index(dashed.name) < order.index("Votre collectivité")
    assert view.table["Score précédent"].tolist()[:2] == [10, 20]


def test_a_challenge_that_an_earlier_questionnaire_lacked_is_a_gap(
    profile: Profile, questionnaire: Questionnaire
) -> None:
    earlier = replace(profile, challenges=profile.challenges[1:])

    view = radar(profile, questionnaire, "fr", "light", previous=earlier)

    assert view.table["Score précédent"].isna().tolist() == [True, *[False] * 7]


def test_my_line_comes_first_in_the_legend(profile: Profile, questionnaire: Questionnaire) -> None:
    figure = radar(profile, questionnaire, "fr", "light", previous=profile, peers=PEERS).figure

    first = min(figure.data, key=lambda trace: trace.legendrank or 1000)

    assert first.name == "Votre collectivité"


def test_the_bubble_says_the_figure_in_words(questionnaire: Questionnaire) -> None:
    noted = with_challenge(make_profile(), make_node("level", 65.4, form="flash"))

    line = named(radar(noted, questionnaire, "fr", "light").figure, "Votre collectivité")

    assert line.text[0] == (
        "<b>Niveau de territoire</b><br>65 sur 100<br>entre 59 et 74<br>Bases posées<br>questionnaire court"
        "<br>complétude 80\u202f%"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_the_profile(language: Language, gapped: Profile, questionnaire: Questionnaire) -> None:
    table = radar(gapped, questionnaire, language, "light").table

    def figures(pick: str) -> list[float | None]:
        return [getattr(node, pick) if node.score is not None else None for node in gapped.challenges]

    for column, pick in zip(table.columns[1:4], ("score", "low", "high"), strict=True):
        assert [None if isnan(value) else value for value in table[column]] == figures(pick)
    assert table.iloc[:, 0].tolist() == [titles[LANGUAGES.index(language)] for titles in TITLES.values()]
    assert table.iloc[:, 4].tolist()[:2] == [80.0, 40.0]


def test_the_table_gives_status_and_level_in_words(gapped: Profile, questionnaire: Questionnaire) -> None:
    table = radar(gapped, questionnaire, "fr", "light").table

    assert table["Situation"].tolist()[:2] == ["évalué", "non évalué"]
    assert table["Situation"][5] == "sans objet"
    assert table["Niveau"].tolist()[:2] == ["Bases posées", "–"]


def test_what_is_marked_in_the_data_is_shown_as_it_is_written(questionnaire: Questionnaire, profile: Profile) -> None:
    hostile = LocalizedText(fr="<a href='http://x'>A&B</a>", en="x")
    first = questionnaire.challenges[0].model_copy(update={"title": hostile})
    changed = questionnaire.model_copy(update={"challenges": (first, *questionnaire.challenges[1:])})

    for compact in (False, True):
        assert "<a" not in radar(profile, changed, "fr", "light", compact=compact).figure.to_json().replace(
            "\\u003c", "<"
        )


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("scores", [SCORES, NO_SCORE, (None, 0.0, 100.0, *NO_SCORE[3:])])
def test_the_same_profile_gives_the_same_figure(
    theme: Theme, scores: tuple[float | None, ...], questionnaire: Questionnaire
) -> None:
    one, other = (radar(make_profile(scores), questionnaire, "fr", theme).figure.to_json() for _ in range(2))

    assert one == other
    assert "NaN" not in one


def test_one_axis_alone_makes_a_radar_too(questionnaire: Questionnaire) -> None:
    small = questionnaire.model_copy(update={"challenges": questionnaire.challenges[:1]})

    view = radar(make_profile(), small, "fr", "light")

    assert strokes(named(view.figure, "Votre collectivité")) == [[(0.0, 65.4), (0.0, 65.4)]]


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("1111", [[0, 1, 2, 3, 0]]),
        ("0000", []),
        ("1011", [[2, 3, 0]]),
        ("0111", [[1, 2, 3]]),
        ("1010", [[2], [0]]),
        ("1110", [[0, 1, 2]]),
    ],
)
def test_stretches_go_around_the_circle(present: str, expected: list[list[int]]) -> None:
    ends = [(10.0, 20.0) if sign == "1" else None for sign in present]

    assert runs(ends) == expected
    assert len(ring(ends)) == len(expected)


def test_every_outline_is_closed_and_joins_neighbours_only() -> None:
    ends: Sequence[tuple[float, float] | None] = [(1, 2), (3, 4), None, (5, 6), (7, 8), (9, 10)]

    for radii, turned in ring(ends):
        points = list(zip(radii, turned, strict=True))
        assert points[0] == points[-1]
        steps = {
            abs(after - before) % 360 for before, after in pairwise(angle for _, angle in points if angle is not None)
        }
        assert steps <= {0.0, 60.0, 300.0}
