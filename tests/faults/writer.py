# SPDX-License-Identifier: EUPL-1.2
"""Programs that save answers through the real service until they are killed, and say on stdout what was acknowledged.

``python -m tests.faults.writer nest``: forks one writing process for each line of stdin, so that the imports are paid
once. ``python -m tests.faults.writer count ADDRESS SAVES``: saves so many answers, one after the other.
"""

import itertools
import json
import os
import sys
import threading
from collections.abc import Callable

from sqlalchemy import event

from governance.assessments.records import StoredAnswer
from governance.questionnaire.model import Questionnaire
from governance.services.assessments import AssessmentService, now
from governance.store.database import Database, open_database
from governance.store.store import Store
from tests.sample import SampleQuestionnaires, SampleTerritories, level_question, text
from tests.sessions import Sessions, person

WRITERS = 8
TERRITORY = "epci:200000001"

Save = Callable[[str, int, str], object]


def eight_questions() -> Questionnaire:
    """One question for each writer."""
    questions = [level_question(f"q{number}", flash=True) for number in range(WRITERS)]
    challenges = [{"id": "all", "title": text("all"), "questions": questions}]
    return Questionnaire.model_validate(
        {"id": "eight", "version": "1", "title": text("eight"), "challenges": challenges}
    )


def service_on(database: Database) -> AssessmentService:
    return AssessmentService(Store(database), SampleQuestionnaires(eight_questions()), SampleTerritories())


def say(*words: object) -> None:
    """One line, in one write: lines of different threads never mix."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def write_forever(address: str, cycle: int, *, eager: bool) -> None:
    """Save from eight threads. An ``eager`` writer says so before the commit: the harness must catch it."""
    service = service_on(open_database(address))
    head = service.open(TERRITORY)
    answers = service.find(head.id).answers

    def save(question: str, version: int, key: str) -> StoredAnswer:
        return service.save(head.id, question, str(version % 5), expected_version=version, key=key)

    def run(question: str, version: int) -> None:
        while True:
            key = f"{cycle}.{question}.{version}"
            if eager:
                say("ack", question, version + 1, key)
                save(question, version, key)
            else:
                save(question, version, key)
                say("ack", question, version + 1, key)
            version += 1

    threads = []
    for number in range(WRITERS):
        question = f"q{number}"
        version = answers[question].version if question in answers else 0
        threads.append(threading.Thread(target=run, args=(question, version)))
    say("ready")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def vote_forever(address: str, cycle: int, *, eager: bool) -> None:
    """Vote as eight people, who change their minds without end; each cycle has its own people."""
    questionnaires = SampleQuestionnaires(eight_questions())
    sessions = Sessions.on(Store(open_database(address)), questionnaires, now)
    known = sessions.workshops.recent()
    workshop = known[0] if known else sessions.begin(["q0"])
    if not known:
        sessions.workshops.open(workshop.id)

    def run(number: int) -> None:
        participant = person(workshop, f"{cycle}.{number}")
        for turn in itertools.count():
            key = f"{cycle}.{number}.{turn}"
            if eager:
                say("ack", participant, turn, key)
            sessions.ballots.vote(workshop.id, participant, "q0", 1, str(turn % 5), key=key)
            if not eager:
                say("ack", participant, turn, key)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    say("ready")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def nest() -> None:
    """Fork a writing process for each order, and say when it has ended and how."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                write = vote_forever if order.get("votes") else write_forever
                write(order["address"], order["cycle"], eager=order["eager"])
            finally:
                os._exit(1)
        say("child", child)
        _, status = os.waitpid(child, 0)
        say("end", os.waitstatus_to_exitcode(status))


def count(address: str, saves: int, *, synchronous: bool) -> None:
    """Save so many answers, each acknowledged by a line."""
    database = open_database(address)
    if not synchronous:
        database.close()
        event.listen(database.engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous = OFF"))
    service = service_on(database)
    head = service.open(TERRITORY)
    say("begin")
    for version in range(saves):
        service.save(head.id, "q0", str(version % 5), expected_version=version, key=f"count {version}")
        say("ack", version)


if __name__ == "__main__":
    if sys.argv[1] == "nest":
        nest()
    else:
        count(sys.argv[2], int(sys.argv[3]), synchronous="off" not in sys.argv)
