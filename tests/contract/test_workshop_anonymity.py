# SPDX-License-Identifier: EUPL-1.2
"""Once a session has ended, neither the tables nor the bytes of their files link one person's votes."""

from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.errors import StoreError
from governance.store.database import Database
from governance.store.store import Store
from governance.workshops.records import PRIORITIES, Workshop
from governance.workshops.vote import digest_of
from tests.contract.conftest import SteppingClock
from tests.sample import SampleQuestionnaires
from tests.sessions import Sessions, person

PEOPLE = [f"cookie-of-person-{number}" for number in range(13)]
QUESTIONS = ["split", "lanes", "spans"]


@pytest.fixture
def sessions(store: Store, questionnaires: SampleQuestionnaires) -> Sessions:
    return Sessions.on(store, questionnaires, SteppingClock())


def bytes_of(database: Database) -> bytes:
    """All that the engine keeps of the database in files: SQLite's with its journals, or PostgreSQL's tables."""
    if database.engine.dialect.name == "sqlite":
        path = Path(database.engine.url.database)
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        query = text(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i', 't') AND pg_relation_filepath(oid) LIKE 'base/%' AND oid >= 16384"
        )
        return b"".join(bytes(content) for content in connection.scalars(query))


@pytest.fixture
def workshop(sessions: Sessions) -> Workshop:
    """Three questions in two rounds, priorities and arguments, of 13 people in three colleges: one has hers alone."""
    workshop = sessions.begin(QUESTIONS, colleges=["élus", "agents", "habitants"])
    for number, name in enumerate(PEOPLE):
        sessions.ballots.join(
            workshop.id, person(workshop, name), ["élus", "agents"][number % 2] if number else "habitants"
        )
    for question in QUESTIONS:
        for round_number in (1, 2):
            sessions.workshops.open(workshop.id, question)
            for number, name in enumerate(PEOPLE):
                answer = str((number + round_number) % 5)
                key = f"press {question} {round_number} {name}"
                sessions.ballots.vote(workshop.id, person(workshop, name), question, round_number, answer, key=key)
            sessions.ballots.argue(workshop.id, person(workshop, PEOPLE[3]), question, "Une raison", key="why")
            sessions.workshops.close(workshop.id)
            sessions.workshops.reveal(workshop.id)
    sessions.workshops.add_option(workshop.id, "Former")
    sessions.workshops.open(workshop.id, PRIORITIES)
    for name in PEOPLE:
        sessions.ballots.spread(workshop.id, person(workshop, name), 1, {"a1": 10})
    return workshop


def names(workshop: Workshop) -> list[bytes]:
    """What would tell a person: who they are in the session, and the keys of their presses."""
    keys = [digest_of(f"press {question} 1 {name}") for question in QUESTIONS for name in PEOPLE]
    return [name.encode() for name in (*(person(workshop, name) for name in PEOPLE), *keys)]


def test_the_cookie_of_a_phone_is_never_in_the_database(workshop: Workshop, database: Database) -> None:
    content = bytes_of(database)
    assert not [name for name in PEOPLE if name.encode() in content]


def test_no_byte_of_the_files_tells_who_voted_once_the_session_has_ended(
    sessions: Sessions, workshop: Workshop, database: Database
) -> None:
    content = bytes_of(database)
    # The search finds what is there while the session lasts.
    assert all(name in content for name in names(workshop))
    assert workshop.secret.encode() in content
    ended = sessions.workshops.end(workshop.id)
    assert ended.scrubbed
    content = bytes_of(database)
    assert [name for name in names(workshop) if name in content] == []
    for secret in (workshop.secret, workshop.screen_token, workshop.console_token):
        assert secret.encode() not in content


def test_the_rows_link_no_vote_to_another_question_and_lie_in_random_order(
    sessions: Sessions, workshop: Workshop, database: Database
) -> None:
    before = sessions.outcomes.minutes(workshop.id)
    sessions.workshops.end(workshop.id)
    with database.reading() as connection:
        rows = connection.execute(text("SELECT question_id, round, participant, college FROM workshop_votes")).all()
        assert connection.scalar(text("SELECT count(*) FROM workshop_participants")) == 0
        authors = connection.execute(text("SELECT DISTINCT participant, key FROM workshop_arguments")).all()
    assert authors == [(None, None)]
    questions = defaultdict(set)
    for question, _, participant, _ in rows:
        questions[participant].add(question)
    assert {len(asked) for asked in questions.values()} == {1}
    assert len(questions) == len(PEOPLE) * (len(QUESTIONS) + 1)
    # As the file holds them: in the order of ids that were drawn.
    assert rows == sorted(rows, key=lambda row: (row.question_id, row.round, row.participant))
    # The college of one person would link that person's votes; so would what is left beside two shown colleges.
    assert "residents" not in {row.college for row in rows}
    counts = defaultdict(int)
    for row in rows:
        counts[row.question_id, row.round, row.college] += 1
    assert min(counts.values()) >= 5
    # Nothing of what the room said has changed.
    after = sessions.outcomes.minutes(workshop.id)
    assert [question.results for question in after.questions] == [question.results for question in before.questions]
    assert [question.moves for question in after.questions] == [question.moves for question in before.questions]
    assert after.attended == before.attended == len(PEOPLE)
    # Of 6 elected, 6 staff and one resident, only one college can be told: the rest, the resident among them, is seven.
    assert after.workshop.attended_colleges == (("staff", 6),)
    assert (after.others, before.workshop.attended_colleges) == (7, None)


def test_pages_that_could_not_be_rewritten_at_the_end_are_later(
    sessions: Sessions,
    workshop: Workshop,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def busy(_store: Store) -> None:
        raise StoreError("store.locked", place="", reason="")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "scrub", busy)
        ended = sessions.workshops.end(workshop.id)
    assert (ended.ended, ended.scrubbed) == (True, False)
    assert "not rewritten yet" in caplog.text
    assert sessions.workshops.finish_ends() == 1
    assert sessions.workshops.get(workshop.id).scrubbed
    assert sessions.workshops.finish_ends() == 0


def test_another_session_under_way_keeps_its_votes(sessions: Sessions, workshop: Workshop) -> None:
    other = sessions.begin(["split"])
    sessions.workshops.open(other.id)
    sessions.vote(other, dict.fromkeys(PEOPLE, "3"))
    sessions.workshops.end(workshop.id)
    assert sessions.rooms.room(other.id).answered == len(PEOPLE)
    assert sessions.ballots.mine(other.id, person(other, PEOPLE[0])).answer == "3"
