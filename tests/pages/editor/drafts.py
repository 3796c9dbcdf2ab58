# SPDX-License-Identifier: EUPL-1.2
"""A draft on the screen: its values, as a visitor finds and fills them, and as they are stored."""

from collections.abc import Callable
from typing import Any

from governance.bootstrap import Application
from governance.questionnaire.editing import value_at, with_value
from governance.questionnaire.edition import Draft
from governance.questionnaire.node import Loc
from governance.ui.editor.desk import Desk
from tests.pages.visitor import Visitor

NB = "\u00a0"
Edit = Callable[..., Visitor]
Other = Callable[[str], None]
FIRST: Loc = ("challenges", 0, "questions", 0)


def field(visitor: Visitor, draft: Draft, *loc: Any) -> Any:
    """The widget of one value."""
    key = Desk(draft).key(".".join(map(str, loc)))
    (found,) = (widget for widget in visitor.at.main if getattr(widget, "key", None) == key)
    return found


def fill(visitor: Visitor, draft: Draft, *loc: Any, value: Any) -> Visitor:
    return visitor.act(field(visitor, draft, *loc).set_value(value))


def now(running: Application, draft: Draft) -> Draft:
    return running.questionnaires.draft(draft.draft_id)


def at(running: Application, draft: Draft, *loc: Any) -> Any:
    return value_at(dict(now(running, draft).document), loc)


def other_saves(running: Application, draft: Draft, *loc: Any, value: Any, author: str = "Bob *") -> None:
    """Somebody else changes a value."""
    theirs = now(running, draft)
    running.questionnaires.save(draft.draft_id, with_value(dict(theirs.document), loc, value), theirs.revision, author)


def published(edit: Edit, draft: Draft) -> Visitor:
    visitor = edit(draft, view="publier")
    assert visitor.at.button(key="editor-publish").disabled
    visitor.act(visitor.at.checkbox(key="editor-publish-sure").set_value(True))
    return visitor.press_key("editor-publish")
