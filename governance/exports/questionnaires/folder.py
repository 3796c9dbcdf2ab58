# SPDX-License-Identifier: EUPL-1.2
"""Writing a questionnaire as the folder that Échelons itself ships: a head file, and one file for each great part."""

import io
import re
import zipfile
from typing import Any

from governance.exports.questionnaires.spreading import Tree
from governance.exports.questionnaires.yaml_file import dumped, ordered
from governance.questionnaire.document import HEAD
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.part import IDENTIFIER

MEMBER_TIME = (2000, 1, 1, 0, 0, 0)
"""The date of every file in the zip: the same questionnaire gives the same bytes."""


class Names:
    """File names, each once, also where capitals do not count."""

    def __init__(self) -> None:
        self.taken = {HEAD}

    def new(self, stem: object) -> str:
        """A name for a file, from an id if it is one."""
        words = stem if isinstance(stem, str) and re.fullmatch(IDENTIFIER, stem) else "part"
        name, rank = f"{words}.yaml", 1
        while name.casefold() in self.taken:
            rank += 1
            name = f"{words}-{rank}.yaml"
        self.taken.add(name.casefold())
        return name


def write_folder(tree: Tree) -> bytes:
    """The folder in a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files_of(tree).items():
            entry = zipfile.ZipInfo(f"{folder_name(tree)}/{name}", MEMBER_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return content.getvalue()


def folder_name(tree: Tree) -> str:
    """The name of the folder in the zip: id and version, where they are fit for it."""
    names = [str(tree.get(key)) for key in ("id", "version")]
    return "-".join(names) if all(re.fullmatch(IDENTIFIER, name) for name in names) else "questionnaire"


def files_of(tree: Tree) -> dict[str, bytes]:
    """The files of the folder by name, the head first."""
    head, names = ordered(Questionnaire, tree), Names()
    files: dict[str, Any] = {HEAD: head}
    for challenge in mappings(head, "challenges"):
        stem = challenge.get("id")
        own = names.new(stem)
        if mappings(challenge, "actions"):
            challenge["actions"] = put(files, names.new(f"{stem}-actions"), challenge["actions"])
        put(files, own, challenge)
    if mappings(head, "bibliography"):
        head["bibliography"] = put(files, names.new("references"), head["bibliography"])
    for change in mappings(head, "changes"):
        put(files, names.new(f"from-{change.get('since')}"), change)
    named = {id(data): name for name, data in files.items()}
    for key in ("challenges", "changes"):
        if isinstance(head.get(key), list):
            head[key] = [named.get(id(part), part) for part in head[key]]
    return {name: dumped(data) for name, data in files.items()}


def put(files: dict[str, Any], name: str, data: Any) -> str:
    """Put some of the questionnaire in a file of its own, and return its name."""
    files[name] = data
    return name


def mappings(data: Any, key: str) -> list[Any]:
    """The parts listed under a key; none where anything else stands in the list, which then stays in its place."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) and all(isinstance(each, dict) for each in found) else []
