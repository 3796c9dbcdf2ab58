# SPDX-License-Identifier: EUPL-1.2
"""What `echelons score` does: read, check, score, print. Imported only when called: NumPy is slow to load."""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from pathlib import Path

from governance.commands.console import console_language, say
from governance.errors import InputError, shown
from governance.exports.answers_file import AnswersFile, read_answers_file
from governance.exports.scores_file import Format, write_scores
from governance.language import REFERENCE, Language, sentence
from governance.questionnaire.loading import load
from governance.questionnaire.model import Form
from governance.scoring.result import Scores
from governance.scoring.scores import score as score_matrix

BLOCK_TERRITORIES = 4096


class ZeroError(InputError):
    """A geometric mean of a zero is not a score: the territories for which one would be needed."""

    def __init__(self, territories: Sequence[str]) -> None:
        super().__init__("scoring.zero", count=len(territories))
        self.territories = territories

    def message(self, language: Language = REFERENCE) -> str:
        """The sentence, then a territory a line."""
        return "\n".join([super().message(language), *(f"  {shown(name)}" for name in self.territories)])


def score_file(questionnaire: str, answers: Path, form: Form, written: Format) -> None:
    """Print the scores of a file of answers. InputError or NotFoundError, and nothing printed, when it is wrong."""
    file = read_answers_file(answers, load(questionnaire))
    warn(file, str(answers))
    refuse_zeros(file, form)
    write(file, form, written)


def warn(file: AnswersFile, path: str) -> None:
    """Say on stderr what might be a slip: columns that nothing reads, a file without any answer."""
    language = console_language()
    if file.ignored:
        columns = ", ".join(file.ignored)
        say(sentence("messages.answers_file.ignored", language, file=path, columns=columns), err=True)
    if not file.names:
        say(sentence("messages.answers_file.no_answer", language, file=path), err=True)


def refuse_zeros(file: AnswersFile, form: Form) -> None:
    """Fail, before anything is printed, when a geometric mean meets a zero."""
    questionnaire = file.questionnaire
    if "geometric" not in {questionnaire.aggregation, *(c.aggregation for c in questionnaire.challenges)}:
        return
    zeros = chain.from_iterable(scores.index.not_computable[:, 0].tolist() for scores in scored(file, form))
    if names := list(compress(file.names, zeros)):
        raise ZeroError(names)


def scored(file: AnswersFile, form: Form) -> Iterator[Scores]:
    """The scores, some territories at a time: memory stays small whatever the file."""
    return (score_matrix(file.questionnaire, matrix, form) for matrix in file.matrices(BLOCK_TERRITORIES))


def write(file: AnswersFile, form: Form, written: Format) -> None:
    """Print the scores in UTF-8, whatever the terminal, as they are made."""
    output = sys.stdout.buffer
    try:
        for text in write_scores(file.names, scored(file, form), written):
            output.write(text.encode())
        output.flush()
    except OSError as fault:
        if fault.errno == errno.EPIPE:
            raise
        discard_output()
        raise InputError("scoring.output", reason=fault) from fault


def discard_output() -> None:
    """Send what is left to print nowhere: Python would try again when it ends, and fail again."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
