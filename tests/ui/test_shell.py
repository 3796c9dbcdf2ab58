# SPDX-License-Identifier: EUPL-1.2
"""The frame around the pages, in parts."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from governance.language import LANGUAGES, sentence
from governance.language.catalogue import TEXTS, catalogue
from governance.settings import ROOT
from governance.ui import document, navigation
from governance.ui.documents import read_document


def test_every_page_has_a_file_and_every_file_is_a_page() -> None:
    named = set(navigation.PAGES + navigation.QUIET_PAGES)
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == named


def test_every_page_has_an_address_of_its_own_the_same_in_both_languages() -> None:
    addresses = [
        [sentence(f"ui.{name}.address", language) for name in navigation.PAGES + navigation.QUIET_PAGES]
        for language in LANGUAGES
    ]
    assert addresses[0] == addresses[1]
    assert len(set(addresses[0])) == len(addresses[0])
    assert all(re.fullmatch(r"[a-z-]*", address) for address in addresses[0])


def test_the_application_file_shows_nothing_by_itself() -> None:
    """Why the shell is what tests run: a page that fails would go unseen here."""
    at = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    assert list(at.exception) == []
    assert at.main.children == {}


@pytest.mark.parametrize("name", ["about", "accessibility", "method"])
def test_documents_are_read_in_both_languages(name: str) -> None:
    assert read_document(name, "fr") != read_document(name, "en")
    assert (TEXTS / "en" / f"{name}.md").read_text("utf-8") == read_document(name, "en")


def test_a_screen_is_wide_until_the_browser_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for known, expected in (({}, False), ({"surroundings": {"narrow": True}}, True), ({"surroundings": {}}, False)):
        monkeypatch.setattr(st, "session_state", known)
        assert document.narrow() is expected


def test_the_browser_is_told_the_language_and_the_french_names_of_controls(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(document, "_surroundings", lambda **given: told.append(given["data"]))
    for language in LANGUAGES:
        monkeypatch.setattr(st, "session_state", {"language": language})
        document.meet_browser()
    assert [data["language"] for data in told] == ["fr", "en"]
    assert [data["names"] for data in told] == [catalogue("streamlit", "fr"), {}]


def test_the_styles_and_the_scripts_call_nothing_outside() -> None:
    for name in ("style.css", "document.py"):
        source = (ROOT / "governance" / "ui" / name).read_text("utf-8")
        assert not re.search(r"https?://|@import|url\(|fetch\(|XMLHttpRequest|sendBeacon", source), name


def test_no_page_runs_raw_html() -> None:
    for path in [*(ROOT / "pages").glob("*.py"), *(ROOT / "governance" / "ui").rglob("*.py")]:
        source = path.read_text("utf-8")
        assert "unsafe_allow_html" not in source, path
        assert "st.html(" not in source, path
