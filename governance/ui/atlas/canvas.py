# SPDX-License-Identifier: EUPL-1.2
"""The map as a component: its canvas, its buttons, and what it tells. The scripts are in governance/web/atlas."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from governance.ui.figures import theme
from governance.ui.language import current
from governance.views.map_drawing import Drawing
from governance.web.scripts import scripts_address

# Streamlit sends a component's own script at each run: this one only fetches those that the browser keeps.
FETCHING = """
export default function (component) {
  const address = new URL(component.data.scripts, window.location.origin)
  import(address).then(({ show }) => show(component))
}
"""
STAGE = """
<div class="figure">
  <div class="stage">
    <canvas class="ground"></canvas><canvas class="marks" aria-hidden="true"></canvas>
    <div class="message" role="status" hidden></div>
    <div class="bubble" aria-hidden="true" hidden></div>
    <div class="rule" aria-hidden="true"></div>
    <div class="simulated" hidden></div>
  </div>
  <div class="tools">
    <button type="button" data-tool="closer">+</button><button type="button" data-tool="further">−</button>
    <button type="button" data-tool="whole">⤢</button>
    <button type="button" data-tool="frame" aria-pressed="false">⬚</button>
  </div>
  <div class="legend"></div>
</div>
"""
STYLE = (Path(__file__).parent / "canvas.css").read_text("utf-8")
ASPECT, NARROW_ASPECT = 1.366, 1.1

_canvas = st.components.v2.component("echelons.map", html=STAGE, css=STYLE, js=FETCHING)


def show_canvas(drawing: Drawing, on_chosen: Callable[[], None], on_opened: Callable[[], None], *, key: str) -> None:
    """Draw a map. A choice on it runs ``on_chosen``, a double click ``on_opened``: see ``chosen_on``, ``opened_on``."""
    data = drawing.payload(current(), theme())
    data["aspect"] = ASPECT if drawing.ground.whole else NARROW_ASPECT
    data["scripts"] = scripts_address()
    # What the stage says it has drawn, for those who wait for it.
    data["moment"] = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:10]
    _canvas(key=key, data=data, on_chosen_change=on_chosen, on_opened_change=on_opened)


def chosen_on(key: str) -> tuple[list[str], bool]:
    """The ids just chosen on a map, and whether beside those chosen before."""
    told = st.session_state[key].get("chosen") or {}
    return list(told.get("ids", [])), bool(told.get("added"))


def opened_on(key: str) -> str | None:
    """The id just opened on a map."""
    told: str | None = st.session_state[key].get("opened")
    return told
