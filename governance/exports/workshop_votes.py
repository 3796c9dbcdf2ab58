# SPDX-License-Identifier: EUPL-1.2
"""The votes of a session for a spreadsheet: anonymous, round by round, with the questions and levels in words."""

from collections.abc import Iterable, Iterator, Mapping

from governance.exports.spreadsheet import to_csv
from governance.language import Language, sentence
from governance.questionnaire.answer import DONT_KNOW
from governance.workshops.minutes import Minutes, VoteRow
from governance.workshops.records import PRIORITIES
from governance.workshops.views import QuestionShown

COLUMNS = (
    "territory", "date", "participants", "question", "round", "voter", "college", "college_participants",
    "answer", "answer_words", "count",
)  # fmt: skip


def votes_csv(minutes: Minutes, votes: Iterable[VoteRow], language: Language) -> bytes:
    """One line a vote of a round that was revealed; hands shown are one line for each level."""
    headers = {name: sentence(f"views.workshop.csv.{name}", language) for name in COLUMNS}
    rows = ({headers[name]: value for name, value in row.items()} for row in vote_rows(minutes, votes, language))
    return to_csv(list(headers.values()), rows)


def vote_rows(minutes: Minutes, votes: Iterable[VoteRow], language: Language) -> Iterator[dict[str, object]]:
    """The lines, by column."""
    questions = {held.question.id: held.question for held in minutes.questions}
    people = dict(minutes.workshop.attended_colleges or ())
    options = {option.id: option.title for option, _ in minutes.priorities.points} if minutes.priorities else {}
    for vote in votes:
        question = questions.get(vote.question_id)
        yield {
            "territory": minutes.territory,
            "date": minutes.workshop.created_at.date().isoformat(),
            "participants": minutes.attended,
            "question": title(vote, question, language),
            "round": vote.round,
            "voter": vote.voter,
            "college": sentence(f"views.workshop.colleges.{vote.college}", language) if vote.college else "",
            "college_participants": people.get(vote.college, "") if vote.college else "",
            "answer": vote.answer,
            "answer_words": answer_words(vote.answer, question, language) or points_words(vote.answer, options),
            "count": vote.count,
        }


def title(vote: VoteRow, question: QuestionShown | None, language: Language) -> str:
    """What was asked."""
    if vote.question_id == PRIORITIES:
        return sentence("views.workshop.priorities.title", language)
    return question.title.to(language) if question else vote.question_id


def answer_words(answer: str, question: QuestionShown | None, language: Language) -> str:
    """What an answer says: a level's descriptor, or that one does not know; nothing for points."""
    if answer == DONT_KNOW:
        return sentence("views.workshop.dont_know", language)
    if question is None or not answer.isdecimal() or int(answer) >= len(question.levels):
        return ""
    return question.levels[int(answer)].to(language)


def points_words(answer: str, options: Mapping[str, str]) -> str:
    """The points that one person gave, action by action.

    >>> points_words("a:7;b:3", {"a": "Former les élus", "b": "Écrire la liste"})
    'Former les élus = 7 ; Écrire la liste = 3'
    """
    given = (part.rpartition(":") for part in answer.split(";"))
    return " ; ".join(f"{options[option]} = {points}" for option, _, points in given if option in options)
