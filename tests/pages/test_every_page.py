# SPDX-License-Identifier: EUPL-1.2
"""Every page, fresh, used and with the demonstration, in both languages: whole, and never a traceback."""

import re

import pytest

from governance.bootstrap import Application
from governance.language import Language, sentence
from governance.ui.navigation import PAGES, QUIET_PAGES
from tests.pages.conftest import Visit

EVERY_PAGE = PAGES + QUIET_PAGES
NAMED = ("assessment", "results", "plan")
"""The pages that bear the name of the collectivité, and need one."""
TITLES = {page: f"{page}.empty_title" for page in NAMED}
# The method writes formulas, whose braces are none of ours.
BLANK = re.compile(r"(?<!\\text)\{[a-z_]+\}")


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_fresh_installation_shows_each_page_whole(page: str, language: Language, visit: Visit) -> None:
    visitor = visit(page, language)
    assert visitor.title == sentence(f"ui.{TITLES.get(page, f'{page}.title')}", language)
    assert visitor.errors == []
    assert not BLANK.search(visitor.words)
    assert visitor.at.button(key="switch-language").label == {"fr": "English", "en": "Français"}[language]


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_used_installation_shows_each_page_whole(page: str, language: Language, visit: Visit, answered: str) -> None:
    visitor = visit(page, language, dossier=answered)
    named = page in NAMED
    assert visitor.title == ("Ploërmel" if named else sentence(f"ui.{page}.title", language))
    assert visitor.errors == []
    assert not BLANK.search(visitor.words)
    assert visitor.at.button(key="switch-language").label == {"fr": "English", "en": "Français"}[language]


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_the_demonstration_shows_each_page_whole_and_says_what_is_simulated(
    page: str, language: Language, visit: Visit, demo: Application
) -> None:
    scores = demo.results.latest("departement", demo.questionnaire())
    visitor = visit(page, language, dossier=scores.assessments[0], territoire=scores.territories[0])
    assert visitor.errors == []
    assert not BLANK.search(visitor.words)
    if page in (*NAMED, "map", "portrait"):
        assert visitor.says(f"{page}.simulated")


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_the_switch_shows_the_same_page_in_the_other_language(page: str, visit: Visit, answered: str) -> None:
    visitor = visit(page, "fr", dossier=answered)
    visitor.press("English")
    visitor.language = "en"
    named = page in NAMED
    assert visitor.title == ("Ploërmel" if named else sentence(f"ui.{page}.title", "en"))
    assert visitor.at.session_state["language"] == "en"
    assert visitor.errors == []
