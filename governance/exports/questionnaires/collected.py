# SPDX-License-Identifier: EUPL-1.2
"""Answers collected with our XLSForm in ODK or Kobo: from their export, one submission a row, to one answer a row."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from governance.errors import InputError
from governance.exports.questionnaires.spreading import Tree, rows_of
from governance.exports.questionnaires.survey import SurveyWriter
from governance.exports.questionnaires.survey_lines import unmarked
from governance.exports.questionnaires.survey_names import AUXILIARY, NONE_HELD, OWN, OWN_CHOICE
from governance.exports.spreadsheet import to_csv
from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE

COLUMNS = ("territory", "question", "answer", "reason")
MOST_BYTES = 5_000_000


@dataclass(slots=True)
class Asked:
    """A question as the form asks it: the names of its field and of those that help, its items by their choices."""

    question: str
    name: str
    numberless: str = ""
    reason: str = ""
    items: dict[str, str] = field(default_factory=dict)

    def code(self, cells: Mapping[str, str]) -> str:
        """The answer of a submission as our files write it."""
        given = cells.get(self.name, "") or cells.get(self.numberless, "")
        if not self.items or given in ("", DONT_KNOW, NOT_APPLICABLE):
            return given
        held = [self.items.get(choice, choice) for choice in given.split() if choice != NONE_HELD]
        return ";".join(held) or NO_ITEM


def collected(tree: Tree, name: str, content: bytes) -> bytes:
    """The CSV of answers that `echelons score` reads, from the CSV that ODK or Kobo exports.

    InputError when it is no CSV in UTF-8, or none of this questionnaire's form.
    """
    writer = SurveyWriter(rows_of(tree, str))
    questions = asked(writer)
    heads, rows = table(name, content)
    places = {each: place(each, heads) for each in fields(writer.territory, questions)}
    if places[writer.territory] is None or not any(places[each.name] is not None for each in questions):
        raise InputError("formats.collected_other", name=name, column=writer.territory)
    known = {each: rank for each, rank in places.items() if rank is not None}
    return to_csv(COLUMNS, answers(rows, known, writer.territory, questions))


def asked(writer: SurveyWriter) -> list[Asked]:
    """The questions of a form, in order."""
    found: list[Asked] = []
    lists: dict[str, str] = {}
    for row in writer.survey():
        kind, name, words = row.get(f"{OWN}kind"), str(row["name"]), str(row["type"]).split()
        if kind == AUXILIARY and found:
            setattr(found[-1], "reason" if words[0] == "text" else "numberless", name)
        elif kind not in (None, AUXILIARY):
            found.append(Asked(str(unmarked(row[f"{OWN}id"])), name))
            lists |= {words[1]: name} if words[0] == "select_multiple" else {}
    by_name = {each.name: each for each in found}
    for choice in writer.choices:
        if (own := choice.get(f"{OWN_CHOICE}id")) is not None and (listed := str(choice["list_name"])) in lists:
            by_name[lists[listed]].items[str(choice["name"])] = str(unmarked(own))
    return found


def fields(territory: str, questions: list[Asked]) -> Iterator[str]:
    """The names of all the fields that count."""
    yield territory
    for each in questions:
        yield from filter(None, (each.name, each.numberless, each.reason))


def table(name: str, content: bytes) -> tuple[list[str], list[list[str]]]:
    """The headings and the rows of a CSV, separated by commas or semicolons."""
    if len(content) > MOST_BYTES:
        raise InputError("sandbox.large", name=name, limit=MOST_BYTES // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
        delimiter = max(",;", key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise InputError("formats.collected_damaged", name=name) from fault
    return (rows[0], rows[1:]) if rows else ([], [])


def place(name: str, heads: list[str]) -> int | None:
    """Where a field stands: under its name, or under its name after those of its groups (Kobo ``/``, ODK ``-``)."""
    for fits in (str.__eq__, lambda head, own: head.endswith(f"/{own}"), lambda head, own: head.endswith(f"-{own}")):
        for rank, head in enumerate(heads):
            if fits(head.strip(), name):
                return rank
    return None


def answers(
    rows: list[list[str]], places: Mapping[str, int], territory: str, questions: list[Asked]
) -> Iterator[dict[str, object]]:
    """A row for each question of each submission; two of one authority are told apart by a number."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        cells = {name: row[rank].strip() for name, rank in places.items() if rank < len(row)}
        if not any(cells.values()):
            continue
        label = cells.get(territory) or f"#{number}"
        seen[label] = seen.get(label, 0) + 1
        told = label if seen[label] == 1 else f"{label} ({seen[label]})"
        for each in questions:
            yield {
                "territory": told,
                "question": each.question,
                "answer": each.code(cells),
                "reason": cells.get(each.reason, ""),
            }
