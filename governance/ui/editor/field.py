# SPDX-License-Identifier: EUPL-1.2
"""One value of a draft that a person edits, and the change of it until it is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.errors import ConflictError, EchelonsError
from governance.language import Language
from governance.questionnaire.editing import anchor, lines_at, value_at, with_lines, with_value
from governance.questionnaire.edition import Draft
from governance.questionnaire.node import Loc
from governance.questionnaire.tree import Tree


@dataclass(frozen=True, slots=True)
class Field:
    """A value, by its place; with a language, the lines of a list of texts in that language."""

    loc: Loc
    language: Language | None = None

    @property
    def name(self) -> str:
        """The field's name among the widgets of a session."""
        return ".".join(map(str, (*self.loc, *([self.language] if self.language else []))))

    def read(self, tree: Tree) -> Any:
        """What the tree has there."""
        return lines_at(tree, self.loc, self.language) if self.language else value_at(tree, self.loc)

    def write(self, tree: Tree, value: Any) -> Tree:
        """The tree with another value there."""
        if self.language:
            return with_lines(tree, self.loc, self.language, str(value or ""))
        return with_value(tree, self.loc, value)


@dataclass(slots=True)
class Edit:
    """A value that a person has given, and what stood there when they did. ``fault`` tells why it is not stored."""

    field: Field
    anchor: tuple[Any, ...]
    before: Any
    value: Any
    fault: EchelonsError | None = None

    def merged(self, draft: Draft, tree: Tree) -> Tree:
        """The tree with this change, if what it changes is still what the person saw. ConflictError otherwise."""
        now = self.field.read(tree)
        if anchor(tree, self.field.loc) != self.anchor:
            raise ConflictError("editing.gone", theirs=None)
        if now not in (self.before, self.value):
            raise ConflictError("editing.differs", who=draft.author, when=draft.updated_at, theirs=now)
        return self.field.write(tree, self.value) if now != self.value else tree

    @property
    def conflict(self) -> "tuple[str, datetime, Any] | None":
        """Who changed the same value, when, and to what."""
        if isinstance(self.fault, ConflictError) and "when" in self.fault.values:
            return self.fault.values["who"], self.fault.values["when"], self.fault.values["theirs"]
        return None
