# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires in and out: YAML, the folder in a zip, XLSX, XLSForm. All of them say the same plain tree."""

from collections.abc import Callable
from functools import cache
from typing import Literal, get_args

from governance.exports.questionnaires.cells import tidy
from governance.exports.questionnaires.folder import write_folder
from governance.exports.questionnaires.spreading import Tree
from governance.exports.questionnaires.survey import write_xlsform
from governance.exports.questionnaires.xlsx import write_xlsx
from governance.exports.questionnaires.yaml_file import write_yaml
from governance.language import REFERENCE, Language
from governance.sandbox import Sandbox

Form = Literal["yaml", "folder", "xlsx", "xlsform"]
FORMS: tuple[Form, ...] = get_args(Form)
SUFFIXES: dict[Form, str] = {"yaml": ".yaml", "folder": ".zip", "xlsx": ".xlsx", "xlsform": ".xlsx"}
"""How the name of a file of each form ends."""
WRITERS: dict[Form, Callable[[Tree, Language], bytes]] = {
    "yaml": lambda tree, _language: write_yaml(tree),
    "folder": lambda tree, _language: write_folder(tree),
    "xlsx": write_xlsx,
    "xlsform": write_xlsform,
}


def write(tree: Tree, form: Form, language: Language = REFERENCE) -> bytes:
    """A questionnaire's plain tree in a form. ``language`` is that of the headings of an XLSX.

    InputError when a part of an unfinished tree fits in no cell; YAML and the folder take every tree.
    """
    return WRITERS[form](tree, language)


def read(name: str, content: bytes) -> Tree:
    """The plain tree of a file of any form, which its content tells, never its name.

    It may still have problems for ``check_data`` to tell, but each value has the shape that its key asks for.
    InputError, in one sentence, for all else, and beyond 5 MB, 20 MB unpacked, 200 files, 20,000 rows, 5 s, 300 MB.
    """
    tree: Tree = parser().run(name, content)
    return tree


@cache
def parser() -> Sandbox:
    """The process that reads, shared by the whole program and started by its first file."""
    return Sandbox("governance.exports.questionnaires.parsing:parse")


__all__ = ["FORMS", "SUFFIXES", "Form", "read", "tidy", "write"]
