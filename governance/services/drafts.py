# SPDX-License-Identifier: EUPL-1.2
"""What a draft of a questionnaire may be, and how one is copied from an edition."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from governance.errors import InputError
from governance.language import LANGUAGES, sentence
from governance.questionnaire.change_rules import Older
from governance.questionnaire.checking import check_data
from governance.questionnaire.document import MAX_BYTES
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.part import IDENTIFIER
from governance.questionnaire.problem import Problem
from governance.questionnaire.shelf import version_order

LONGEST_ID = 60


def checked_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a tree that can be kept: texts, numbers, truth values, lists and mappings, within the limit."""
    try:
        written = json.dumps(document, ensure_ascii=False, allow_nan=False)
        size = len(written.encode())
    except (TypeError, ValueError, RecursionError):  # surrogates are a ValueError too
        raise InputError("versions.no_tree") from None
    if not isinstance(document, Mapping) or "\x00" in written or "\\u0000" in written:
        raise InputError("versions.no_tree")
    if size > MAX_BYTES:
        raise InputError("versions.too_large", size=size // 1000, limit=MAX_BYTES // 1000)
    tree: dict[str, Any] = json.loads(written)
    return tree


def copied(tree: dict[str, Any], questionnaire_id: str, version: str, *, renamed: bool = False) -> dict[str, Any]:
    """A tree under another id or version. What it said of older versions stays with the edition that said it."""
    kept = {name: value for name, value in tree.items() if name != "changes"}
    if renamed and isinstance(kept.get("title"), dict):
        kept["title"] = {
            language: sentence("messages.versions.copy_of", language, title=kept["title"][language])
            for language in LANGUAGES
        }
    return kept | {"id": questionnaire_id, "version": version}


def next_version(versions: Collection[str]) -> str:
    """The latest version with its last number raised.

    >>> next_version(["1.0.0", "1.9", "1.10"]), next_version(["2"])
    ('1.11', '3')
    """
    *numbers, last = max(versions, key=version_order).split(".")
    return ".".join([*numbers, str(int(last) + 1)])


def read_new_id(name: str, taken: Collection[str]) -> str:
    """An id that no questionnaire at hand has. InputError says what does not do."""
    name = name.strip()
    if not re.fullmatch(IDENTIFIER, name) or len(name) > LONGEST_ID:
        raise InputError("versions.id_invalid", id=name, limit=LONGEST_ID)
    if name in taken:
        raise InputError("versions.id_taken", id=name)
    return name


def problems_of(document: Mapping[str, Any], older: Older) -> list[Problem]:
    """Everything that is wrong in a tree, what it says of older versions included."""
    name = document.get("id")
    called = name if isinstance(name, str) and name else "questionnaire"
    return check_data(dict(document), called, older=older)


def identified(document: Mapping[str, Any]) -> tuple[str, str]:
    """Id and version of a tree in which nothing is wrong."""
    return str(document["id"]), str(document["version"])


def same_title(document: Mapping[str, Any], other: Questionnaire) -> bool:
    """Whether a tree bears the title of a questionnaire, in either language, however it is written."""
    title: Mapping[str, str] = document["title"]
    return any(folded(title[language]) == folded(other.title.to(language)) for language in LANGUAGES)


def folded(title: str) -> str:
    """A title without its spaces and capitals.

    >>> folded(" Le  Référentiel ")
    'leréférentiel'
    """
    return "".join(title.split()).casefold()
