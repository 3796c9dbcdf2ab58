# SPDX-License-Identifier: EUPL-1.2
"""What a second facilitator's pass shows: the console of one workshop, and never another page, session or button."""

from collections.abc import Callable

import pytest
from streamlit.util import calc_hash

from governance.access.colleague import OPERATOR, make_pass
from governance.access.operator import operator_key
from governance.bootstrap import Application
from governance.errors import StoreError
from governance.language import Language, sentence
from governance.settings import get_settings
from governance.ui import visitor as module
from governance.ui.navigation import PAGES, QUIET_PAGES
from tests.pages.conftest import Visit
from tests.pages.room import Room, begin_room
from tests.pages.visitor import Visitor

VOTES = (0, 0, 1, 1, 1, 2, 2, 3, 3, 4, "NSP", 1)

Bring = Callable[[str], None]


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch, running: Application) -> Bring:
    """On a server that is open to others: what the gate wrote on the request that opened the socket."""
    monkeypatch.setenv("ECHELONS_HOST", "0.0.0.0")  # noqa: S104
    get_settings.cache_clear()
    operator_key.cache_clear()

    def bring(told: str) -> None:
        monkeypatch.setattr(module, "told_by_the_gate", lambda: told)

    return bring


@pytest.fixture
def room(running: Application, answered: str) -> Room:
    room = begin_room(running, answered, colleges=True)
    room.join(12)
    return room


def pass_of(room: Room) -> str:
    return make_pass(operator_key(get_settings().data_dir), room.id, room.workshop.console_token)


def ask(page: str, language: Language = "fr", **query: str) -> Visitor:
    """Open a page as a browser does that asks for it by its address, whether the navigation knows it or not."""
    visitor = Visitor(language)
    visitor.at.query_params = dict(query)
    visitor.at._page_hash = calc_hash("" if page == "home" else sentence(f"ui.{page}.address", "fr"))
    visitor.again()
    assert visitor.tracebacks == []
    return visitor


def shows_nothing_of(visitor: Visitor, room: Room) -> bool:
    """Whether a page is the refusal, and bears no way elsewhere."""
    assert visitor.title == sentence("ui.closed.title", visitor.language)
    assert not visitor.at.text_input
    assert not visitor.at.metric
    return "Ploërmel" not in visitor.words


@pytest.mark.parametrize("page", [name for name in (*PAGES, *QUIET_PAGES) if name != "workshop"])
def test_every_other_page_is_refused(page: str, language: Language, room: Room, bring: Bring) -> None:
    bring(pass_of(room))
    visitor = ask(page, language, dossier=room.workshop.assessment_id, territoire="commune:56165")
    assert shows_nothing_of(visitor, room)
    assert visitor.says("closed.narrow_words")
    assert [link.label for link in visitor.at.get("page_link")] == [sentence("ui.closed.console", language)]
    labels = [button.label for button in visitor.at.button]
    assert labels == [{"fr": "English", "en": "Français"}[language]]


@pytest.mark.parametrize("page", [*PAGES, *QUIET_PAGES])
@pytest.mark.parametrize("told", ["", "x.y", "operators", "everything"])
def test_no_page_opens_without_a_word_of_the_gate(page: str, told: str, room: Room, bring: Bring) -> None:
    bring(told)
    visitor = ask(page, dossier=room.workshop.assessment_id, seance=room.id)
    assert shows_nothing_of(visitor, room)
    assert not visitor.at.get("page_link")


@pytest.mark.parametrize("page", [*PAGES, *QUIET_PAGES])
def test_the_operator_sees_every_page_that_is_asked_for_so(page: str, room: Room, bring: Bring) -> None:
    bring(OPERATOR)
    visitor = ask(page, dossier=room.workshop.assessment_id)
    named = page in {"assessment", "results", "plan"}
    assert visitor.title == ("Ploërmel" if named else sentence(f"ui.{page}.title", "fr"))
    assert visitor.errors == []


@pytest.mark.parametrize("asked", ["", "other", "no-such-one"])
def test_the_console_is_that_of_the_pass_whatever_the_address_says(
    asked: str, visit: Visit, room: Room, running: Application, bring: Bring
) -> None:
    nantes = begin_room(running, running.assessments.open("commune:44109", "flash").id)
    bring(pass_of(room))
    visitor = visit("workshop", seance={"other": nantes.id}.get(asked, asked))
    assert visitor.title == "Ploërmel"
    assert "Nantes" not in visitor.words
    assert visitor.errors == []


def test_it_leads_from_the_first_question_to_the_result(
    language: Language, visit: Visit, room: Room, bring: Bring
) -> None:
    bring(pass_of(room))
    visitor = visit("workshop", language)
    for step in ("begin", "open"):
        visitor.press(sentence(f"ui.workshop.main.{step}", language))
    room.vote(VOTES)
    for step in ("close", "reveal"):
        visitor.press(sentence(f"ui.workshop.main.{step}", language))
    assert room.state == ("revealed", 1)
    assert visitor.errors == []


def test_what_bears_on_the_assessment_and_its_plan_is_not_drawn(
    visit: Visit, room: Room, running: Application, bring: Bring
) -> None:
    workshops = running.workshops
    workshops.open(room.id)
    room.vote(VOTES)
    workshops.close(room.id)
    workshops.reveal(room.id)
    workshops.retain(room.id, 1)
    workshops.propose_options(room.id)
    workshops.show(room.id, "priorities:points")
    workshops.open(room.id, "priorities:points")
    room.spread([{room.view.options[0].id: 10}])
    workshops.close(room.id)
    workshops.reveal(room.id)
    keys = {"workshop-all", "workshop-renew", f"workshop-to-plan-{room.view.options[0].id}"}
    link, adopt = f"/lead/{room.workshop.console_token}", sentence("ui.workshop.adopt", "fr")
    bring(OPERATOR)
    whole = visit("workshop", seance=room.id).unfold("workshop-invitation-later")
    assert keys <= {button.key for button in whole.at.button}, "what is looked for is what the operator sees"
    assert any(code.value.endswith(link) for code in whole.at.code)
    assert adopt in [part.label for part in whole.at.expander]
    assert len(whole.at.get("download_button")) == 1
    bring(pass_of(room))
    narrow = visit("workshop").unfold("workshop-invitation-later")
    assert not keys & {button.key for button in narrow.at.button}
    assert any(room.workshop.screen_token in code.value for code in narrow.at.code)
    assert room.workshop.console_token not in str([code.value for code in narrow.at.code])
    assert adopt not in [part.label for part in narrow.at.expander]
    assert not narrow.at.get("download_button")
    assert not narrow.at.get("page_link")


def test_a_page_that_was_drawn_for_the_operator_is_not_drawn_again_for_less(
    visit: Visit, room: Room, bring: Bring
) -> None:
    bring(OPERATOR)
    visitor = visit("results", dossier=room.workshop.assessment_id)
    assert visitor.title == "Ploërmel"
    bring(pass_of(room))
    assert shows_nothing_of(visitor.again(), room)


@pytest.mark.parametrize("death", ["renew_links", "end"])
def test_a_button_that_was_drawn_before_the_pass_died_does_nothing(
    death: str, visit: Visit, room: Room, running: Application, bring: Bring
) -> None:
    bring(pass_of(room))
    visitor = visit("workshop")
    getattr(running.workshops, death)(room.id)
    before = room.workshop.revision
    visitor.press(sentence("ui.workshop.main.begin", "fr"))
    assert room.workshop.revision == before
    assert shows_nothing_of(visitor, room)
    assert [told.value for told in visitor.at.warning] == [sentence("messages.workshop.pass_dead", "fr")]


def test_while_the_database_cannot_say_nothing_is_shown(
    room: Room, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_given: str) -> str:
        raise StoreError("store.locked", place="", reason="")

    bring(pass_of(room))
    monkeypatch.setattr(module, "workshop_of", away)
    assert shows_nothing_of(ask("workshop"), room)


def test_a_session_whose_socket_is_broken_off_stays_what_it_was(visit: Visit, room: Room, bring: Bring) -> None:
    bring(pass_of(room))
    visitor = visit("workshop")
    bring("")
    assert visitor.again().title == "Ploërmel"
    assert visitor.at.session_state[module.KEPT] == pass_of(room)
