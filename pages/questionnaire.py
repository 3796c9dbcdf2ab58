# SPDX-License-Identifier: EUPL-1.2
"""Référentiel: the questionnaire as it is asked, readable in full."""

import streamlit as st

from governance.bootstrap import application
from governance.ui.editions import questionnaire_to_read
from governance.ui.language import plain, t, text
from governance.ui.navigation import link
from governance.ui.reference import challenge_reference, choose_challenges, readings_reference

st.title(t("questionnaire.title"), anchor=False)
questionnaire = questionnaire_to_read()
st.markdown(text(questionnaire.description))
st.markdown(
    t(
        "questionnaire.introduction",
        challenges=len(questionnaire.challenges),
        questions=len(questionnaire.questions),
    )
)
link("glossary", t("glossary.words"), icon=":material/dictionary:")
link("editor", t("editor.adapt"), icon=":material/edit:")
st.caption(f"{text(questionnaire.title)} · {t('questionnaire.version', version=plain(questionnaire.version))}")

for challenge in choose_challenges(questionnaire):
    challenge_reference(challenge, questionnaire)
readings_reference(questionnaire)

st.divider()
if questionnaire.source:
    st.caption(f"{t('questionnaire.source')} — {text(questionnaire.source)}")
shipped = application().questionnaires.is_shipped(questionnaire.id, questionnaire.version)
st.caption(t("questionnaire.licence" if shipped else "versions.local"))
