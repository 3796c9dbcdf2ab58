# SPDX-License-Identifier: EUPL-1.2
"""What stands in the place of every page that a second facilitator's link does not open."""

import streamlit as st

from governance.errors import AccessError, StoreError
from governance.ui import navigation
from governance.ui.language import current, plain, t
from governance.ui.visitor import let_in


def refused() -> None:
    """One sentence, and the way to the console that the link does open."""
    st.title(t("closed.title"), anchor=False)
    try:
        let_in()
    except AccessError as fault:
        st.warning(plain(fault.message(current())), icon=":material/lock:")
        return
    except StoreError as fault:
        st.error(plain(fault.message(current())), icon=":material/database_off:")
        st.button(t("assessment.retry"), icon=":material/refresh:")
        return
    st.markdown(f"**{t('closed.narrow_title')}**")
    st.markdown(t("closed.narrow_words"))
    navigation.link("workshop", t("closed.console"), ":material/arrow_forward:")
