# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import plotly.graph_objects as go
import pytest

from governance.language import LANGUAGES, Language
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Profile, Status
from governance.views.bars import bars, reading_bars
from governance.views.palette import PALETTES, Theme
from tests.views.profiles import TITLES, make_node, make_profile, make_questionnaire, with_challenge

NAMES = [french for french, _ in TITLES.values()]


def rows(figure: go.Figure) -> list[list[str]]:
    """The texts of each row: name, score, words, range, notes."""
    texts: dict[float, list[str]] = {}
    for label in figure.layout.annotations:
        texts.setdefault(label.y, []).append(label.text)
    return [texts[row] for row in sorted(texts)]


def parts(figure: go.Figure) -> tuple[Any, Any, Any, Any]:
    """The tracks, the bars, the halo and the line of the ranges."""
    tracks, scores, halo, ranges = figure.data
    return tracks, scores, halo, ranges


def test_bars_go_from_the_highest_score_down_and_end_with_those_without(
    gapped: Profile, questionnaire: Questionnaire
) -> None:
    view = bars(gapped, questionnaire, "fr", "light")

    assert [row[1] for row in rows(view.figure)] == [
        f"<b>{s}</b>" for s in ("80", "72", "65", "61", "55", "31", "–", "–")
    ]
    assert view.table["Score"].tolist()[:6] == [80.0, 72.25, 65.4, 61.0, 55.0, 31.0]
    assert view.table["Enjeu"].tolist()[-2:] == ["Partenaires", "Forces et financements"]


def test_ties_keep_the_order_of_the_questionnaire(questionnaire: Questionnaire) -> None:
    view = bars(make_profile((50.0,) * 8), questionnaire, "fr", "light")

    assert view.table["Enjeu"].tolist() == NAMES


def test_bars_may_stand_in_the_order_of_the_questionnaire(gapped: Profile, questionnaire: Questionnaire) -> None:
    view = bars(gapped, questionnaire, "fr", "light", order="questionnaire")

    assert [row[0] for row in rows(view.figure)] == NAMES
    assert view.table["Enjeu"].tolist() == NAMES


def test_the_first_row_is_at_the_top(profile: Profile, questionnaire: Questionnaire) -> None:
    low, high = bars(profile, questionnaire, "fr", "light").figure.layout.yaxis.range

    assert low > high


def test_what_has_no_score_has_no_bar_but_a_hatched_way(gapped: Profile, questionnaire: Questionnaire) -> None:
    tracks, scores, _, ranges = parts(bars(gapped, questionnaire, "fr", "light").figure)

    assert list(tracks.marker.pattern.shape) == ["", "", "", "", "", "", "/", "."]
    assert list(scores.y) == [0, 1, 2, 3, 4, 5]
    assert {6, 7}.isdisjoint(ranges.y)


def test_a_zero_is_a_bar_of_no_length_on_a_plain_way(questionnaire: Questionnaire) -> None:
    tracks, scores, *_ = parts(bars(make_profile((0.0,) * 8), questionnaire, "fr", "light").figure)

    assert list(scores.x) == [0.0] * 8
    assert set(tracks.marker.pattern.shape) == {""}


def test_each_row_says_its_level_or_why_there_is_none_and_its_range(
    gapped: Profile, questionnaire: Questionnaire
) -> None:
    noted = with_challenge(gapped, make_node("level", 65.4, form="flash"))

    found = rows(bars(noted, questionnaire, "fr", "light", order="questionnaire").figure)

    assert found[0][2:] == ["Bases posées", "entre 59 et 74", "questionnaire court"]
    assert found[1][2:] == ["non évalué", "", ""]
    assert found[5][2:] == ["sans objet", "", ""]


def test_a_provisional_figure_is_visible_as_such(profile: Profile, questionnaire: Questionnaire) -> None:
    provisional = with_challenge(profile, make_node("level", 65.4, status=Status.PROVISIONAL))

    found = rows(bars(provisional, questionnaire, "fr", "light", order="questionnaire").figure)

    assert found[0][2] == "provisoire · Bases posées"


def test_notes_make_rows_higher_and_bars_no_thicker(profile: Profile, questionnaire: Questionnaire) -> None:
    noted = with_challenge(profile, make_node("level", 65.4, form="flash"))

    plain, higher = (bars(each, questionnaire, "fr", "light").figure.layout for each in (profile, noted))

    assert higher.height == plain.height + 8 * 16
    thickness = [(layout.height - 8) / 8 * (1 - layout.bargap) for layout in (plain, higher)]
    assert thickness == pytest.approx([13.0, 13.0])


def test_the_range_holds_the_bar_s_end_and_is_broken_between_rows(
    profile: Profile, questionnaire: Questionnaire
) -> None:
    _, scores, halo, ranges = parts(bars(profile, questionnaire, "fr", "light").figure)

    assert list(ranges.x[2::3]) == list(ranges.y[2::3]) == [None] * 8
    assert list(ranges.y[0::3]) == list(ranges.y[1::3]) == list(scores.y)
    for low, score, high in zip(ranges.x[0::3], scores.x, ranges.x[1::3], strict=True):
        assert low <= score <= high
    assert halo.x == ranges.x
    assert halo.line.width > ranges.line.width


def test_the_bubble_is_that_of_the_radar(profile: Profile, questionnaire: Questionnaire) -> None:
    _, scores, *_ = parts(bars(profile, questionnaire, "en", "light", order="questionnaire").figure)

    assert scores.text[0].startswith("<b>Territorial level</b><br>65 out of 100<br>between 59 and 74")


def test_the_readings_of_a_family_stand_in_its_order(profile: Profile, questionnaire: Questionnaire) -> None:
    view = reading_bars(profile, questionnaire, "fr", "light", family="values")

    assert [row[0] for row in rows(view.figure)] == ["Ouverture", "Partage"]
    assert view.table.columns.tolist() == ["Lecture", "Score", "Au moins", "Au plus", "Complétude (%)", "Situation"]
    assert view.sentence == (
        "Texte\u00a0: 2 lectures évaluées sur 2\u00a0; la plus avancée est «\u00a0Ouverture\u00a0» (70 sur 100), "
        "celle où il y a le plus à gagner est «\u00a0Partage\u00a0» (30 sur 100)."
    )


def test_without_family_all_readings_are_shown(profile: Profile) -> None:
    view = reading_bars(profile, make_questionnaire(families=False), "en", "light")

    assert [row[0] for row in rows(view.figure)] == ["openness", "sharing", "residents"]
    assert view.sentence.startswith("Cross-readings: 2 readings assessed out of 3")


def test_a_family_without_assessed_reading_says_so(profile: Profile, questionnaire: Questionnaire) -> None:
    view = reading_bars(profile, questionnaire, "fr", "light", family="publics")

    assert view.sentence == "Texte\u00a0: aucune lecture n’est encore évaluée."


def test_an_unknown_family_is_refused(profile: Profile, questionnaire: Questionnaire) -> None:
    with pytest.raises(KeyError, match="colours"):
        reading_bars(profile, questionnaire, "fr", "light", family="colours")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_the_same_profile_gives_the_same_bars(
    language: Language, theme: Theme, gapped: Profile, questionnaire: Questionnaire
) -> None:
    one, other = (bars(gapped, questionnaire, language, theme).figure.to_json() for _ in range(2))

    assert one == other
    assert "NaN" not in one
    assert PALETTES[theme].accent in one


def test_a_zero_comes_before_what_is_not_assessed(questionnaire: Questionnaire) -> None:
    view = bars(make_profile((None, 0.0, *(50.0,) * 6)), questionnaire, "fr", "light")

    assert view.table["Enjeu"].tolist()[-2:] == ["Partenaires", "Niveau de territoire"]
