# SPDX-License-Identifier: EUPL-1.2
"""Who calls whom: everybody of an area calls one and is called by one, so that nobody is left alone."""

import pandas as pd
import streamlit as st

from governance.bootstrap import application
from governance.exports.pairing_table import Pair, pairing_csv, pairing_rows
from governance.ui.atlas.table import page_of
from governance.ui.compare.refusal import refused
from governance.ui.compare.scope import Compared
from governance.ui.language import current, plain, t


def pairing_view(compared: Compared) -> None:
    """The whole view; the reason where it is refused."""
    st.markdown(t("compare.pairing_what"))
    scope, questionnaire, reference = compared.scope, compared.questionnaire, application().territories
    language = current()
    with refused():
        among, contacts = application().comparison.pairing(
            scope.layer, scope.area, questionnaire, scope.form, simulated=scope.simulated
        )
        titles = {challenge.id: challenge.title.to(current()) for challenge in questionnaire.challenges}
        pairs = [
            Pair(
                reference.label(each.caller),
                reference.label(each.called),
                tuple(titles[challenge] for challenge in each.challenges),
                each.fit.lift,
                each.fit.alike,
            )
            for each in contacts
        ]
        rows = pairing_rows(pairs, current())
        st.markdown(t("compare.pairing_count", count=len(rows)))
        shown = pd.DataFrame([{name: plain(cell) for name, cell in row.items()} for row in rows])
        st.table(page_of(shown), border="horizontal", hide_index=True)
        st.download_button(
            t("compare.pairing_download"),
            lambda: pairing_csv(rows, language, simulated=among.simulated),
            file_name="echelons-qui-appelle-qui.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
