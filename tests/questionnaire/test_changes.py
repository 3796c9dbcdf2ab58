# SPDX-License-Identifier: EUPL-1.2
"""What became of each question from one version to a later one."""

import pytest
from pydantic import ValidationError

from governance.questionnaire.change_parts import QuestionChange, VersionChange
from governance.questionnaire.changes import Change, Correspondence, compare, route
from governance.questionnaire.model import Questionnaire
from tests.sample import questionnaire as roads
from tests.versions import change, levels, tree, village


def told(correspondence: Correspondence) -> list[str]:
    """The changes, one a line: kind: old > new."""
    return [f"{c.kind}: {ids(c.old)}>{ids(c.new)}" for c in correspondence.changes]


def ids(questions: tuple[object, ...]) -> str:
    return " ".join(question.id for question in questions)  # type: ignore[attr-defined]


def test_a_version_says_what_became_of_its_questions_and_the_ids_say_the_rest() -> None:
    assert told(compare(village("1.0.0"), village("1.1.0"))) == [
        "same: welcome>welcome",
        "reworded: online>online",
        "altered: delay>delay",
        "altered: safe>safe",
        "split: budget>running building",
        "merged: staff training>people",
        "reworded: scale>scale",
        "new: >cloud",
        "same: school>school",
        "same: visits>visits",
        "reworded: tools>tools",
        "dropped: fax>",
    ]


def test_every_question_of_both_versions_stands_in_one_change() -> None:
    old, new = village("1.0.0"), village("1.2.0")
    changes = compare(old, new, [village("1.1.0")]).changes
    assert sorted(q.id for c in changes for q in c.old) == sorted(q.id for q in old.questions)
    assert sorted(q.id for c in changes for q in c.new) == sorted(q.id for q in new.questions)


def test_two_steps_make_one() -> None:
    assert told(compare(village("1.0.0"), village("1.2.0"), [village("1.1.0")])) == [
        "same: welcome>welcome",
        "reworded: online>web",
        "altered: delay>delay",
        "altered: safe>safe",
        "altered: budget>running",
        "merged: staff training>people",
        "reworded: scale>scale",
        "new: >cloud",
        "same: school>school",
        "same: visits>visits",
        "dropped: fax>",
        "dropped: tools>",
    ]


def test_the_levels_of_two_steps_follow_each_other() -> None:
    people = compare(village("1.0.0"), village("1.2.0"), [village("1.1.0")]).to("people")
    assert people.levels == {0: 0, 1: 0, 2: 1, 3: 1}


def test_a_note_is_kept_through_the_steps() -> None:
    running = compare(village("1.0.0"), village("1.2.0"), [village("1.1.0")]).to("running")
    assert running.note
    assert running.note.fr == "Fonctionner et investir, à part."


def test_a_question_that_is_not_there_leads_nowhere() -> None:
    with pytest.raises(KeyError):
        compare(village("1.0.0"), village("1.1.0")).to("fax")


def test_without_the_version_between_the_ids_decide() -> None:
    changes = told(compare(village("1.0.0"), village("1.2.0")))
    assert "new: >web" in changes
    assert "dropped: online>" in changes


def test_what_a_version_says_of_an_older_one_spares_those_between() -> None:
    direct = tree("1.2.0")
    direct["changes"].append({"since": "1.0.0", "questions": [change("same", "online", "web")]})
    newest = Questionnaire.model_validate(direct)
    assert [q.version for q in route(village("1.0.0"), newest, [village("1.1.0")])] == ["1.0.0", "1.2.0"]
    assert [q.version for q in route(village("1.1.0"), newest, [village("1.0.0")])] == ["1.1.0", "1.2.0"]


def test_the_way_goes_through_each_version_at_hand() -> None:
    editions = [village("1.1.0", version=version, changes=[]) for version in ("1.1.0", "1.10.0", "1.9")]
    path = route(village("1.0.0"), village("1.1.0", version="2.0.0", changes=[]), [*editions, roads("1.5.0")])
    assert [q.version for q in path] == ["1.0.0", "1.1.0", "1.9", "1.10.0", "2.0.0"]


def test_a_version_compared_with_itself_or_an_older_one_goes_straight() -> None:
    old, new = village("1.0.0"), village("1.1.0")
    assert route(new, old, [new]) == [new, old]
    assert {c.kind for c in compare(old, village("1.0.0")).changes} == {"same"}


def test_the_same_id_is_another_question_when_the_version_says_so() -> None:
    fresh = village("1.1.0", changes=[{"since": "1.0.0", "questions": [change("new", "", "welcome")]}])
    changes = told(compare(village("1.0.0"), fresh))
    assert "new: >welcome" in changes
    assert "dropped: welcome>" in changes


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        (change("same", "none", "welcome"), "new: >welcome"),
        (change("same", "welcome", "none"), "dropped: welcome>"),
        (change("same", "none", "nothing"), "same: welcome>welcome"),
    ],
)
def test_ids_that_no_question_has_count_for_none(said: dict[str, object], meaning: str) -> None:
    odd = village("1.1.0", changes=[{"since": "1.0.0", "questions": [said]}])
    assert meaning in told(compare(village("1.0.0"), odd))


def test_a_question_named_twice_counts_once() -> None:
    twice = [change("same", "welcome", "welcome"), change("same", "welcome", "school")]
    odd = village("1.1.0", changes=[{"since": "1.0.0", "questions": twice}])
    assert "new: >school" in told(compare(village("1.0.0"), odd))


def three(*steps: list[dict[str, object]]) -> Correspondence:
    """Three versions of the questions a, b, c (4 levels), with what each later one says."""
    made = []
    for rank, said in enumerate([[], *steps]):
        questions = [levels(name, 4) for name in ("a", "b", "c")]
        tree = {"id": "abc", "version": f"{rank + 1}", "title": {"fr": "abc", "en": "abc"}}
        changes = [{"since": f"{rank}", "questions": said}] if rank else []
        challenge = {"id": "all", "title": {"fr": "all", "en": "all"}, "questions": questions}
        made.append(Questionnaire.model_validate({**tree, "changes": changes, "challenges": [challenge]}))
    return compare(made[0], made[-1], made)


SHIFT = {"0": 1, "1": 2, "2": 3}


@pytest.mark.parametrize(
    ("first", "second", "meaning", "table"),
    [
        # Two tables follow each other; what leads nowhere is not in the table.
        ([change("same", "a", "a", levels=SHIFT)], [change("same", "a", "a", levels=SHIFT)], "same: a>a", {0: 2, 1: 3}),
        ([change("same", "a", "a", levels=SHIFT)], [], "same: a>a", {0: 1, 1: 2, 2: 3}),
        ([], [change("same", "a", "a", levels=SHIFT)], "same: a>a", {0: 1, 1: 2, 2: 3}),
        # Merged at the second step: kept unless one of them had a table of its own.
        ([], [change("merged", "a b", "a", levels=SHIFT)], "merged: a b>a", {0: 1, 1: 2, 2: 3}),
        ([change("same", "a", "a", levels=SHIFT)], [change("merged", "a b", "a")], "altered: a b>a", None),
        ([change("merged", "a b", "a")], [], "merged: a b>a", None),
        # A question that appears and is merged at once with one that was answered cannot be kept.
        ([change("new", "", "b")], [change("merged", "a b", "a")], "altered: a>a", None),
        ([change("split", "a", "a b")], [], "split: a>a b", None),
        ([change("split", "a", "a b")], [change("dropped", "b")], "altered: a>a", None),
        ([change("merged", "a b", "a")], [change("split", "a", "a b")], "altered: a b>a b", None),
        ([], [change("dropped", "a b")], "dropped: a b>", None),
    ],
)
def test_steps_follow_each_other(
    first: list[dict[str, object]], second: list[dict[str, object]], meaning: str, table: dict[int, int] | None
) -> None:
    whole = three(first, second)
    assert meaning in told(whole)
    (found,) = (c for c, line in zip(whole.changes, told(whole), strict=True) if line == meaning)
    assert found.levels == table


def test_what_appears_and_goes_between_two_versions_is_not_told() -> None:
    first, last = village("1.0.0", version="1"), village("1.0.0", version="3")
    between = village("1.1.0", version="2", changes=[])
    assert "cloud" not in " ".join(told(compare(first, last, [between])))


def test_a_table_of_levels_is_read_as_files_write_it() -> None:
    assert QuestionChange(kind="same", levels={"0": "1", 1: 2}).levels == {0: 1, 1: 2}
    assert QuestionChange(kind="same", levels=None).levels is None
    assert VersionChange(since="1.0.0").questions == ()


@pytest.mark.parametrize(
    "table", [[], {}, "0: 1", {"a": 1}, {"0": True}, {"0": -1}, {"0": 1.5}, {"0": "٣"}, {"0": 1234}]
)
def test_what_is_no_table_of_levels_is_refused_as_such(table: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        QuestionChange.model_validate({"kind": "same", "levels": table})
    (error,) = refusal.value.errors()
    assert (error["type"], error["loc"]) == ("levels_table", ("levels",))


def test_changes_of_a_kind_are_found_together() -> None:
    found = compare(village("1.0.0"), village("1.1.0")).of_kind("new", "dropped")
    assert [type(each) for each in found] == [Change, Change]
    assert [each.kind for each in found] == ["new", "dropped"]
