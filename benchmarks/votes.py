# SPDX-License-Identifier: EUPL-1.2
"""One durable vote per transaction, through the real service, beside a bare insert of the driver on the same disk."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.row import Row, compare
from governance.services.assessments import AssessmentService
from governance.services.questionnaires import QuestionnaireService
from governance.services.shipped import ShippedQuestionnaires
from governance.services.workshop_ballots import BallotService
from governance.services.workshops import WorkshopService
from governance.store.database import open_database
from governance.store.sqlite import connect, journal_mode
from governance.store.store import Store
from governance.territories.reference import load_territories
from governance.workshops.codes import participant_of

PEOPLE = 300


def rows() -> list[Row]:
    """The table's rows."""
    with TemporaryDirectory() as folder:
        vote = voting(Path(folder))
        insert = inserting(Path(folder) / "bare.sqlite3")
        ours, theirs = compare(vote, insert)
    note = f"{PEOPLE / ours:.0f} and {PEOPLE / theirs:.0f} a second"
    return [
        Row(f"{PEOPLE} durable votes, SQLite", ours, "a bare INSERT of the driver", theirs, least_ratio=0.5, note=note)
    ]


def voting(folder: Path) -> Callable[[], None]:
    """300 people who vote, each in a transaction of its own."""
    database = open_database(f"sqlite:///{folder / 'echelons.sqlite3'}")
    store, territories = Store(database), load_territories()
    questionnaires = QuestionnaireService(store, ShippedQuestionnaires())
    assessments = AssessmentService(store, questionnaires, territories)
    workshops = WorkshopService(store, questionnaires, territories, assessments)
    ballots = BallotService(store, questionnaires)
    session = workshops.create_for("commune:35238")
    people = [participant_of(session.id, str(number)) for number in range(PEOPLE)]
    for participant in people:
        ballots.join(session.id, participant)

    def vote() -> None:
        question = workshops.open(session.id).current or ""
        for number, participant in enumerate(people):
            ballots.vote(session.id, participant, question, 1, str(number % 5), key=f"{number}")
        workshops.close(session.id)
        workshops.reveal(session.id)
        workshops.retain(session.id, 2)

    return vote


def inserting(path: Path) -> Callable[[], None]:
    """As many rows, each committed by the driver itself, with the same journal and synchronisation."""
    path.touch()
    connection = connect(path, journal_mode(sqlite3.sqlite_version_info))
    connection.execute(
        "CREATE TABLE votes (round INTEGER, participant TEXT, answer TEXT, PRIMARY KEY (round, participant))"
    )
    rounds = iter(range(1_000))

    def insert() -> None:
        number = next(rounds)
        for person in range(PEOPLE):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO votes VALUES (?, ?, ?)", (number, f"{person:032}", str(person % 5)))
            connection.execute("COMMIT")

    return insert
