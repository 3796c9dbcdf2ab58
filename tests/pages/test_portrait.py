# SPDX-License-Identifier: EUPL-1.2
"""The portrait of a territory: nobody's, one without answers, one among its peers."""

import html
import re
from typing import Any

import pytest

from governance.bootstrap import Application
from governance.errors import NotFoundError
from governance.imports.records import Provenance
from governance.language import Language, sentence
from governance.ui.portrait.screen import VIEWS
from governance.web.portrait import render
from tests.imports.sample import table
from tests.pages.conftest import PLOERMEL, Visit
from tests.pages.test_every_page import BLANK
from tests.pages.visitor import Visitor, unescaped
from tests.web.running import plain_routes

RENNES = "epci:243500139"


def whole(visitor: Visitor) -> bool:
    """Nothing is missing, nothing unfilled; in English, "None" may begin a sentence."""
    absent = visitor.language == "fr" and "None" in visitor.words
    return not visitor.errors and not BLANK.search(visitor.words) and not absent


def test_without_territory_the_page_says_what_it_is_for_and_offers_the_search(
    language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("portrait", language)
    assert visitor.says("portrait.what")
    visitor.act(visitor.at.text_input(key="portrait-query").set_value("rennes metropole"))
    visitor.press_key(f"choose-{RENNES}")
    assert visitor.title == "Rennes Métropole"
    assert visitor.at.query_params["territoire"] == RENNES
    assert whole(visitor)


def test_an_unknown_territory_is_said_so_and_another_can_be_looked_for(language: Language, visit: Visit) -> None:
    visitor = visit("portrait", language, territoire="epci:nobody")
    assert "epci:nobody" in visitor.words
    assert visitor.says("portrait.what")
    assert "territoire" not in visitor.at.query_params


def test_a_territory_without_answers_is_shown_with_what_contains_it_and_the_way_to_begin(
    language: Language, visit: Visit, running: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES)
    assert visitor.says("portrait.no_answer")
    assert "Ille-et-Vilaine · département" in visitor.words
    assert whole(visitor)
    visitor.press_key("begin-here")
    assert visitor.says("home.selected") or "Rennes Métropole" in visitor.words


def test_the_assessment_at_work_is_portrayed_first(visit: Visit, answered: str) -> None:
    visitor = visit("results", dossier=answered).open("portrait")
    assert visitor.title == "Ploërmel"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_whole_with_the_demonstration_and_says_that_it_is_simulated(
    view: str, language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES, vue=view)
    assert visitor.title == "Rennes Métropole"
    assert visitor.says("portrait.simulated_hint")
    assert whole(visitor)
    assert visitor.at.query_params["vue"] == view


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("territory", [PLOERMEL, "departement:35", "region:53", "departement:972", "region:989"])
def test_each_view_is_whole_for_every_kind_of_territory(
    view: str, territory: str, visit: Visit, demo: Application
) -> None:
    assert whole(visit("portrait", territoire=territory, vue=view))


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_whole_for_real_answers_and_keeps_simulated_ones_out(
    view: str, language: Language, visit: Visit, demo: Application, answered: Any
) -> None:
    visitor = visit("portrait", language, territoire=PLOERMEL, vue=view)
    assert whole(visitor)
    assert not visitor.says("portrait.simulated_hint")


def test_peers_are_chosen_by_the_reader(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire=RENNES)
    assert "toutes régions" in visitor.words
    visitor.act(visitor.at.checkbox(key="respect-region").uncheck())
    assert "toutes régions" not in visitor.words
    assert whole(visitor)


def test_criteria_that_are_not_known_of_the_territory_are_said_to_have_no_effect(
    language: Language, visit: Visit, demo: Application
) -> None:
    assert visit("portrait", language, territoire="region:53").says("portrait.respects_unknown")
    assert not visit("portrait", language, territoire=RENNES).says("portrait.respects_unknown"), "no density is asked"


def paper_of(visitor: Visitor) -> str:
    """The page for paper that the screen leads to."""
    (link,) = (each for each in visitor.at.get("link_button") if "/print/portrait/" in each.proto.url)
    page = plain_routes().get(link.proto.url)
    assert page.status_code == 200
    return html.unescape(page.text)


def test_the_paper_has_the_peers_of_the_screen_and_says_their_criteria(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES)
    first = paper_of(visitor)
    names = {each: sentence(f"views.peers.criterion.{each}", language) for each in ("region", "stratum", "kind")}
    assert all(name in first for name in names.values())
    visitor.act(visitor.at.checkbox(key="respect-region").uncheck())
    second = paper_of(visitor)
    assert names["region"] not in second
    assert names["kind"] in second
    group = re.escape(sentence("views.peers.group", language, peers="PEERS")).replace("PEERS", "(.+?)")
    on_screen, on_paper = (re.search(group, words) for words in (visitor.words, second))
    assert on_screen
    assert on_paper
    assert on_screen.group() == on_paper.group()
    for respect in ("stratum", "kind"):
        visitor.act(visitor.at.checkbox(key=f"respect-{respect}").uncheck())
    assert sentence("views.peers.criteria_none", language) in paper_of(visitor)


def test_too_few_peers_are_said_so_and_nothing_is_shown_of_them(visit: Visit, answered: str) -> None:
    visitor = visit("portrait", territoire=PLOERMEL)
    assert "Il en faut cinq" in visitor.words
    assert visitor.says("portrait.no_position")
    assert not visitor.says("portrait.strips")


def test_the_other_form_compares_other_answers(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire=RENNES)
    before = visitor.words
    visitor.act(visitor.at.button_group(key="portrait-form").set_value("flash"))
    assert visitor.words != before
    assert whole(visitor)


def test_the_tiers_drawn_are_chosen_among_those_that_answered(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire="commune:35238", vue="place")
    assert "Bretagne · région" in visitor.words
    pills = visitor.at.button_group[-1]
    visitor.act(pills.set_value(list(pills.value)[:1]))
    assert visitor.says("portrait.place_few")
    assert whole(visitor)


def test_a_place_may_begin_with_one_of_its_communes(visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", territoire=RENNES, vue="place")
    before = visitor.words.count("Rennes · commune")
    visitor.act(visitor.at.selectbox(key=f"portrait-commune-{RENNES}").set_value("commune:35238"))
    assert visitor.words.count("Rennes · commune") > before
    assert whole(visitor)


def test_a_grouping_is_one_of_the_tiers_of_its_members(visit: Visit, demo: Application) -> None:
    made = demo.groupings.bring(
        table("groupement;membre;nom;type\neau;commune:35238;Syndicat d’eau;SMF"), Provenance("Liste d’essai")
    )
    assert made
    visitor = visit("portrait", territoire="commune:35238", vue="place")
    assert "Syndicat d’eau" in visitor.words
    assert whole(visitor)
    assert whole(visit("portrait", territoire="grouping:eau"))


def test_who_carries_what_is_read_question_by_question(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", language, territoire=RENNES, vue="place")
    for challenge in demo.questionnaire().challenges[:2]:
        visitor.act(visitor.at.selectbox(key="portrait-carries").set_value(challenge.id))
        assert challenge.questions[0].title.to(language) in visitor.words
    assert whole(visitor)


def test_another_territory_stands_beside_it_and_the_address_says_which(
    language: Language, visit: Visit, demo: Application
) -> None:
    visitor = visit("portrait", language, territoire=RENNES, vue="beside", avec="epci:242900314")
    assert visitor.at.query_params["avec"] == "epci:242900314"
    assert "Brest Métropole" in visitor.words
    assert visitor.says("portrait.firm_sure") or visitor.says("portrait.firm_unknown")
    visitor.act(visitor.at.selectbox(key="portrait-other-territory").set_value(None))
    assert "avec" not in visitor.at.query_params
    assert whole(visitor)


def test_evolution_is_read_between_frozen_states(language: Language, visit: Visit, demo: Application) -> None:
    scores = demo.results.latest("departement", demo.questionnaire(), "flash")
    frozen = next(
        territory
        for territory, assessment in zip(scores.territories, scores.assessments, strict=True)
        if len(demo.assessments.snapshots(assessment)) == 2
    )
    visitor = visit("portrait", language, territoire=frozen, vue="evolution")
    assert not visitor.says("portrait.evolution_none")
    chosen = visitor.at.selectbox(key="results.evolution_then")
    visitor.act(chosen.select_index(1))
    assert whole(visitor)


def test_whom_to_call_leads_to_their_portraits(language: Language, visit: Visit, demo: Application) -> None:
    visitor = visit("portrait", language, territoire=RENNES, vue="calls")
    assert visitor.says("portrait.calls_order")
    cards = [block for block in visitor.at.page_link if block.label == sentence("ui.portrait.calls_open", language)]
    assert 1 <= len(cards) <= 5
    assert all("territoire=epci" in link.proto.query_string for link in cards)


def test_context_indicators_stand_beside_the_median_of_the_peers(
    language: Language, visit: Visit, demo: Application
) -> None:
    assert visit("portrait", language, territoire="departement:35", vue="context").says("portrait.context_none")
    lines = [f"{each.id};{rank}" for rank, each in enumerate(demo.territories.of_layer("departement"))]
    demo.indicators.bring(
        table("\n".join(["code;valeur", *lines])),
        Provenance("Insee", "2023", "Insee, essai"),
        title="Part *équipée*",
        unit="%",
        kind="ratio",
    )
    visitor = visit("portrait", language, territoire="departement:35", vue="context")
    (row,) = visitor.at.table[0].value.to_dict("records")
    title, here, median, source = (unescaped(cell) for cell in row.values())
    assert (title, here, source) == ("Part *équipée*", "35\u00a0%", "Insee (2023)")
    assert median.endswith("%")
    assert "Insee, essai" in visitor.words
    assert whole(visitor)


@pytest.mark.parametrize("territory", [RENNES, PLOERMEL, "departement:972", "region:53"])
def test_the_page_for_paper_is_whole(territory: str, language: Language, demo: Application) -> None:
    page = render(territory, "", "", language)
    assert demo.territories.label(demo.territories.get(territory)) in page
    assert sentence("ui.portrait.simulated_hint", language) in page
    assert not BLANK.search(re.sub(r"<style>.*?</style>|<script.*?</script>", "", page, flags=re.DOTALL))
    assert ">None<" not in page


def test_the_page_for_paper_of_a_territory_without_answers_says_so(language: Language, running: Application) -> None:
    page = render(RENNES, "sobriete@1.0.0", "full", language)
    assert "Rennes Métropole" in page
    assert 'id="radar"' not in page
    assert sentence("ui.portrait.no_answer", language, name="Rennes Métropole") in page


def test_the_page_for_paper_keeps_the_form_that_was_asked_for(demo: Application) -> None:
    flash = sentence("ui.results.flash_note", "fr")
    assert flash in render(RENNES, "", "flash", "fr")
    assert flash not in render(RENNES, "", "full", "fr")
    with pytest.raises(NotFoundError):
        render("epci:nobody", "", "", "fr")


def test_the_credits_of_a_grouping_stand_where_it_shows(visit: Visit, demo: Application) -> None:
    demo.groupings.bring(
        table("groupement;membre;nom;type\neau;commune:35238;Syndicat d’eau;SMF"),
        Provenance("Liste d’essai", credit="Crédit d’essai"),
    )
    assert "Crédit d’essai" in visit("portrait", territoire="commune:35238").words
    assert "Crédit d’essai" not in visit("portrait", territoire="commune:29019").words
