# SPDX-License-Identifier: EUPL-1.2
"""What is written around the map: simulated or empty, what is missing to draw it, where the data come from."""

import streamlit as st

from governance.bootstrap import Application
from governance.language import format_number
from governance.questionnaire.model import Questionnaire
from governance.ui import navigation
from governance.ui.atlas.choice import MapChoice
from governance.ui.atlas.showing import ShownMap
from governance.ui.editions import questionnaire_name
from governance.ui.language import current, t
from governance.ui.outlines import missing_words, outline_credit


def notices(shown: ShownMap) -> None:
    """What a reader must know before looking."""
    values = shown.layer.values
    if values["simulated"].any():
        st.warning(f"**{t('map.simulated')}** — {t('map.simulated_hint')}", icon=":material/science:")
    elif (values["status"] == "no_answer").all():
        st.info(f"**{t('map.empty_title')}** {t('map.empty')}", icon=":material/map:")
        navigation.link("home", t("home.demo_title"), ":material/auto_awesome:")
    if not shown.outlined:
        st.info(f"{t('atlas.no_outlines')} {missing_words()}", icon=":material/download:")
        navigation.link("about", t("install.more"))
    if shown.context is not None and not shown.context.may_fill_areas:
        st.info(t("atlas.stock_refused", name=shown.context.title), icon=":material/bubble_chart:")


def source_words(app: Application, shown: ShownMap) -> str:
    """Where the data of the map come from, and of which year."""
    choice = shown.choice
    vintage = t("map.vintage", vintage=app.territories.vintage(choice.layer))
    credits_line = app.territories.credits(current(), outline_credit(current(), choice.layer))
    if choice.layer == "grouping" and app.territories.groupings.credits:
        credits_line = f"{app.territories.groupings.credits} · {credits_line}"
    context = f" {shown.context.source}." if shown.context and shown.context.source else ""
    return f"{t('map.form_note', form=t(f'map.form_{choice.form}'))}{context} {vintage}. {credits_line}"


def which_answers(app: Application, questionnaire: Questionnaire, choice: MapChoice) -> str:
    """Which questionnaire the map is about, and how many authorities answered others, which are not on it."""
    others = app.results.answers_elsewhere(choice.layer, questionnaire)
    words = t("versions.map", name=questionnaire_name(questionnaire))
    more = [t("versions.map_others", count=others)] if others else []
    return " ".join([words, *more, *imported_words(app, questionnaire, choice)])


def imported_words(app: Application, questionnaire: Questionnaire, choice: MapChoice) -> list[str]:
    """Where imported answers come from, and how many authorities they are of; nothing where there are none."""
    sources = app.imports.sources_of_layer(choice.layer, (questionnaire.id, questionnaire.version))
    listed = ", ".join(f"{source} ({format_number(count, current())})" for source, count in sources.items())
    return [t("data.map_sources", sources=listed)] if listed else []
