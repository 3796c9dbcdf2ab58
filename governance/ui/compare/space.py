# SPDX-License-Identifier: EUPL-1.2
"""Where alike territories are neighbours, and which ones stand out of theirs."""

import numpy as np
import streamlit as st

from governance.bootstrap import application
from governance.language import sentence
from governance.ui.compare.areas import area_name
from governance.ui.compare.drawing import Classed, draw
from governance.ui.compare.refusal import refused
from governance.ui.compare.scope import Compared
from governance.ui.figures import theme
from governance.ui.language import current, plain, t
from governance.views.cluster_map import cluster_classes, cluster_sentence


def space_view(compared: Compared) -> None:
    """The whole view; the reason where it is refused."""
    st.markdown(t("compare.space_what"))
    with refused():
        perimeter = compared.perimeter
        with st.spinner(t("compare.working")):
            found = application().solidarity.clusters(perimeter)
        told = cluster_sentence(found, current())
        st.markdown(f"**{plain(told)}**")
        kind = application().solidarity.neighbourhood(perimeter).kind
        st.caption(t("compare.space_how", neighbours=t(f"compare.neighbours_{kind}")))
        shown = Classed(
            classes=cluster_classes(current(), theme()),
            territories=perimeter.territories,
            keys=found.patterns,
            figures=[None if np.isnan(each) else float(each) for each in perimeter.scores],
            figure_name=sentence("views.clusters.figure", current()),
            simulated=perimeter.among.simulated,
        )
        title = f"{compared.node_name} · {compared.layer_name} · {area_name(compared.scope.area)}"
        draw(title, shown, compared.scope.area, told=told, key="compare-clusters")
