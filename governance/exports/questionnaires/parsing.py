# SPDX-License-Identifier: EUPL-1.2
"""What runs in the sandbox: from the bytes of a file of any form to the plain tree of a questionnaire."""

import encodings.cp437  # noqa: F401 — zip names need it, and nothing is opened once the sandbox is closed
from pathlib import PurePath

from governance.errors import InputError
from governance.exports.questionnaires.archive import Archive, is_zip
from governance.exports.questionnaires.files import read_folder, read_yaml
from governance.exports.questionnaires.opening import CONTENT_TYPES, OPEN_DOCUMENT, opened
from governance.exports.questionnaires.spreading import Tree
from governance.exports.questionnaires.survey_names import SURVEY
from governance.exports.questionnaires.survey_reading import read_xlsform
from governance.exports.questionnaires.vocabulary import folded
from governance.exports.questionnaires.xlsx import read_xlsx
from governance.language import LANGUAGES
from governance.language.catalogue import catalogue

for each in LANGUAGES:
    catalogue("messages", each)  # read now: the words of sheets and faults

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, and an .xlsx with a password."""
DAMAGED = {".xlsx": "formats.xlsx_damaged", ".zip": "formats.zip_damaged"}
"""What is said of a file whose name promises more than its content holds."""


def parse(name: str, content: bytes) -> Tree:
    """The tree; the form is told from the content, whatever the file is called. InputError when it is none."""
    if content.startswith(OLD_OFFICE):
        raise InputError("formats.old_workbook", name=name)
    if not is_zip(content):
        return lone(name, content)
    archive = Archive(name, content)
    if CONTENT_TYPES in archive.entries:
        lines = opened(archive, content)
        form = read_xlsform if SURVEY in map(folded, lines) else read_xlsx
        return form(name, lines)
    if OPEN_DOCUMENT in archive.entries:
        raise InputError("formats.open_document", name=name)
    return read_folder(archive)


def lone(name: str, content: bytes) -> Tree:
    """The tree of a text; a binary file of some other kind, or what is left of a workbook, is not called bad YAML."""
    if b"\0" in content[:1000] or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b", b"<")):
        raise InputError("formats.unknown", name=name)
    try:
        return read_yaml(name, content)
    except InputError as fault:
        if found := DAMAGED.get(PurePath(name).suffix.lower()):
            raise InputError(found, name=name) from fault
        raise
