# SPDX-License-Identifier: EUPL-1.2
"""The context of a territory: indicators brought in from files, beside the median of its peers."""

import numpy as np
import streamlit as st

from governance.bootstrap import application
from governance.comparison.disclosure import LEAST_GROUP
from governance.language import format_quantity
from governance.services.comparison import Standing
from governance.territories.indicators import Indicator
from governance.ui import navigation
from governance.ui.language import current, plain, t
from governance.views.view import ABSENT


def context_view(standing: Standing) -> None:
    """The whole view."""
    st.markdown(t("portrait.context_what"))
    heads = application().indicators.list(standing.territory.layer)
    if not heads:
        st.info(t("portrait.context_none"), icon=":material/query_stats:")
        navigation.link("data", icon=":material/upload_file:")
        return
    rows = [context_row(application().indicators.get(head.id), standing) for head in heads]
    st.table(rows, border="horizontal", hide_index=True)
    st.caption(plain(" · ".join(dict.fromkeys(head.credit for head in heads if head.credit))))


def context_row(indicator: Indicator, standing: Standing) -> dict[str, str]:
    """One indicator: the territory's value, the median of the peers that have one, and where it comes from."""
    head = indicator.head
    value = indicator.values.get(standing.territory.id)
    known = [indicator.values[member] for member in standing.group.members if member in indicator.values]
    median = float(np.median(known)) if len(known) >= LEAST_GROUP else None
    return {
        t("portrait.context_title"): plain(head.title),
        t("portrait.context_value"): quantity(value, head.unit),
        t("portrait.context_median"): quantity(median, head.unit),
        t("portrait.context_source"): plain(f"{head.source} ({head.vintage})"),
    }


def quantity(value: float | None, unit: str) -> str:
    """A value with its unit; a dash where there is none."""
    return ABSENT if value is None else plain(f"{format_quantity(value, current())}\u00a0{unit}".strip("\u00a0"))
