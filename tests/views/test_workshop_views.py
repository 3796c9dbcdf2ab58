# SPDX-License-Identifier: EUPL-1.2
"""A vote as it is drawn, told and tabled: distribution, agreement in words, moves between rounds."""

import pytest

from governance.language import LANGUAGES, Language, LocalizedText
from governance.questionnaire.model import Level, Question
from governance.scoring.consensus import consensus
from governance.views.ballots import ballots
from governance.views.consensus_words import agreement_word, agreement_words, vote_words
from governance.views.moves import moves
from governance.views.moves_words import moved_sentence
from governance.views.priorities import priorities
from governance.workshops.moves import Moves
from governance.workshops.views import OptionShown, PrioritiesResult

FIRST, SECOND = consensus([3, 5, 2, 4, 1], dont_know=2), consensus([0, 4, 9, 2, 1])
MOVES = [[0, 2, 1, 0, 0], [0, 3, 4, 0, 0], [0, 0, 5, 1, 0], [0, 0, 2, 1, 0], [0, 0, 0, 0, 1]]


@pytest.fixture
def question() -> Question:
    levels = tuple(Level(title=LocalizedText(fr=f"<b>état</b> {rank}", en=f"<b>state</b> {rank}")) for rank in range(5))
    return Question(id="split", kind="level", title=LocalizedText(fr="Qui ?", en="Who?"), levels=levels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_level_has_its_count_round_by_round_and_dont_know_is_apart(question: Question, language: Language) -> None:
    view = ballots(question, {1: FIRST, 2: SECOND}, language, "light")

    assert [list(bar.x) for bar in view.figure.data] == [[3, 5, 2, 4, 1, 2], [0, 4, 9, 2, 1, 0]]
    assert view.table.iloc[:, 1].tolist() == [3, 5, 2, 4, 1, 2]
    assert view.table.iloc[:, 2].tolist() == [0, 4, 9, 2, 1, 0]
    assert vote_words(FIRST, language) in view.sentence
    assert vote_words(SECOND, language) in view.sentence


def test_the_last_round_is_thick_and_in_the_accent_the_earlier_one_thin_above_it(question: Question) -> None:
    first, second = ballots(question, {1: FIRST, 2: SECOND}, "fr", "light").figure.data

    assert first.width[0] < second.width[0]
    assert first.marker.color != second.marker.color
    assert all(above < below for above, below in zip(first.y, second.y, strict=True))


def test_no_row_covers_another(question: Question) -> None:
    for compact in (False, True):
        bars = ballots(question, {1: FIRST, 2: SECOND}, "fr", "light", compact=compact).figure
        tops = [label.y for label in bars.layout.annotations]
        ends = [y + width / 2 for y, width in zip(bars.data[1].y, bars.data[1].width, strict=True)]
        assert all(end < top for end, top in zip(ends, tops[1:], strict=False))


def test_descriptors_stand_in_full_as_they_are_written_and_the_median_says_so(question: Question) -> None:
    labels = [label.text for label in ballots(question, {1: SECOND}, "fr", "light").figure.layout.annotations]

    assert labels[0] == "0 · &lt;b&gt;état&lt;/b&gt; 0"
    assert labels[2] == "<b>2 · &lt;b&gt;état&lt;/b&gt; 2</b> (médiane)"
    assert labels[-1] == "Je ne sais pas"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_without_votes_is_drawn_and_says_so(question: Question, language: Language) -> None:
    view = ballots(question, {1: consensus([0] * 5)}, language, "dark")

    assert vote_words(consensus([0] * 5), language) in view.sentence
    assert "médiane" not in str(view.figure.layout.annotations)


def test_agreement_is_said_in_words_and_not_measured_under_five_votes() -> None:
    assert agreement_words(consensus([0, 4, 0, 0, 0]).agreement, "fr") == agreement_word(None, "fr")
    assert agreement_word(consensus([0, 5, 0, 0, 0]).agreement, "fr") == "accord unanime"
    assert agreement_word(consensus([5, 0, 0, 0, 5]).agreement, "fr") == "avis opposés"
    assert agreement_word(consensus([2, 2, 2, 2, 2]).agreement, "fr") == "avis dispersés"


@pytest.mark.parametrize("language", LANGUAGES)
def test_moves_count_who_stayed_went_up_and_went_down(language: Language) -> None:
    view = moves(Moves(1, 2, people=20, up=8, down=2, same=10, table=tuple(map(tuple, MOVES))), language, "light")

    assert all(f"{count} " in view.sentence for count in (10, 8, 2))
    assert [list(row) for row in view.figure.data[0].z] == MOVES
    assert view.table.iloc[:, 1:].to_numpy().tolist() == MOVES


@pytest.mark.parametrize("language", LANGUAGES)
def test_moves_of_few_people_are_told_and_never_drawn(language: Language) -> None:
    few = Moves(1, 2, people=6, up=3, down=1, same=2, table=None)

    assert all(f"{count} " in moved_sentence(few, language) for count in (2, 3, 1))
    still = moved_sentence(Moves(1, 2, people=6, up=0, down=0, same=6, table=None), language)
    assert "0" not in still, "nobody is said, not counted"
    assert "{" not in moved_sentence(Moves(1, 2, 0, 0, 0, 0, None), language)
    with pytest.raises(ValueError, match="told, not drawn"):
        moves(few, language, "dark")


def option(name: str) -> OptionShown:
    return OptionShown(name, f"<b>{name}</b> & co", added_by_room=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_priorities_are_bars_in_their_order_and_those_level_with_the_third_are_named(language: Language) -> None:
    points = ((option("a"), 40), (option("b"), 30), (option("c"), 10), (option("d"), 10), (option("e"), 0))
    view = priorities(PrioritiesResult(9, points), language, "light")

    assert list(view.figure.data[0].x) == [40, 30, 10, 10, 0]
    assert view.table.iloc[:, 1].tolist() == [40, 30, 10, 10, 0]
    assert view.figure.layout.annotations[0].text == "&lt;b&gt;a&lt;/b&gt; &amp; co"
    assert "<b>d</b>" in view.sentence
    assert "<b>e</b>" not in view.sentence
    assert "9 " in view.sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_priorities_without_points_say_so(language: Language) -> None:
    view = priorities(PrioritiesResult(0, ((option("a"), 0),)), language, "dark", compact=True)

    assert "{" not in view.sentence
    assert "<b>a</b>" not in view.sentence
