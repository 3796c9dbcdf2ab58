# SPDX-License-Identifier: EUPL-1.2
"""A person in front of the screens: opens pages, answers, reads what is shown."""

import re
from typing import Any, Self

import streamlit as st
from streamlit.testing.v1 import AppTest

from governance.language import Language
from governance.language.catalogue import catalogue
from governance.settings import ROOT
from governance.ui.language import JOINER

SHELL = ROOT / "governance" / "ui" / "shell.py"
SECONDS = 30
READ = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success", "metric", "toast")


class Visitor:
    """One session of the application."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.at = AppTest.from_file(SHELL, default_timeout=SECONDS)
        self.at.session_state["language"] = language
        # AppTest words the options of lists after the run, outside the session.
        st.session_state["language"] = language
        self.tracebacks: list[str] = []
        self.unfolded: set[str] = set()
        self.act(self.at)

    def act(self, on: Any) -> Self:
        """Do what was prepared on a widget, or just look again; note what must never be seen."""
        # A browser keeps folded parts open between runs; AppTest does not.
        for key in self.unfolded:
            self.at.session_state[key] = True
        at: AppTest = on.run()
        self.tracebacks += [f"{raised.message}\n{raised.value}" for raised in at.exception]
        return self

    def open(self, page: str, **query: str) -> Self:
        """Go to a page by its address."""
        self.at.query_params = dict(query)
        return self.act(self.at.switch_page(f"../../pages/{page}.py"))

    def again(self) -> Self:
        """Reload, or let the page follow what was changed elsewhere."""
        return self.act(self.at)

    def press(self, label: str) -> Self:
        """Press the button that says so."""
        (button,) = (button for button in self.at.button if unescaped(button.label) == label)
        return self.act(button.click())

    def press_key(self, key: str) -> Self:
        """Press the button of that key."""
        return self.act(self.at.button(key=key).click())

    def choose(self, question: str, code: str) -> Self:
        """Choose an answer, in the radio group of a question."""
        return self.act(self.field("radio", "choice", question).set_value(code))

    def write(self, kind: str, name: str, question: str, value: Any) -> Self:
        """Fill a field beside a question."""
        return self.act(self.field(kind, name, question).set_value(value))

    def unfold(self, key: str) -> Self:
        """Open a folded part, which then stays so."""
        self.unfolded.add(key)
        return self.again()

    def fold(self, key: str) -> Self:
        """Close it again."""
        self.unfolded.remove(key)
        self.at.session_state[key] = False
        return self.again()

    def field(self, kind: str, name: str, question: str) -> Any:
        """A field beside a question."""
        (found,) = (
            widget for widget in getattr(self.at, kind) if re.fullmatch(rf"{name}:.*:{question}", widget.key or "")
        )
        return found

    def card(self, question: str) -> str:
        """The words on the card of a question."""
        return words_of(self.at.main.get_by_key(f"card-{question}"))

    @property
    def title(self) -> str:
        """What the page is called."""
        return unescaped(self.at.title[0].value)

    @property
    def words(self) -> str:
        """All that is written on the page."""
        return words_of(self.at)

    @property
    def errors(self) -> list[str]:
        """What the page says that it could not do."""
        return [unescaped(error.value) for error in self.at.error]

    def says(self, key: str) -> bool:
        """Whether a sentence of the catalogue of screens stands on the page."""
        return re.search(pattern(f"ui.{key}", self.language), self.words) is not None


def words_of(block: Any) -> str:
    """The texts of a part of the page, as they read."""
    shown = [str(element.value) for kind in READ for element in getattr(block, kind)]
    shown += [f"{metric.label} {metric.value}" for metric in block.metric]
    shown += [str(widget.label) for kind in ("button", "page_link") for widget in getattr(block, kind)]
    shown += [f"{row}" for table in block.table for row in table.value.to_dict("records")]
    return unescaped("\n".join(shown))


def unescaped(words: str) -> str:
    """The words as they read: without what keeps signs from being Markdown."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words).replace(JOINER, "")


def pattern(key: str, language: Language) -> str:
    """A sentence of a catalogue, whatever fills its blanks."""
    subject, *path = key.split(".")
    entry = catalogue(subject, language)
    for name in path:
        entry = entry[name]
    assert isinstance(entry, str), f"{key} has plural forms"
    return re.sub(r"\\\{[^}]*\\\}", "(?s:.+)", re.escape(unescaped(entry)))


def is_sentence(words: str, key: str, language: Language) -> bool:
    """Whether words are the message of that key."""
    return re.fullmatch(pattern(f"messages.{key}", language), words) is not None
