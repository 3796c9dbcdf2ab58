# SPDX-License-Identifier: EUPL-1.2
"""Which device this is: a random name that its browser keeps, so that a reload is not taken for another device."""

from uuid import uuid4

import streamlit as st

KEY = "workshop-device"

NAME = """
export default function ({ data, setStateValue }) {
  let name = data.fallback
  try {
    name = localStorage.getItem("echelons-device") || name
    localStorage.setItem("echelons-device", name)
  } catch { /* a browser that keeps nothing: the name of this session serves */ }
  if (name !== data.known) setStateValue("name", name)
}
"""

_device = st.components.v2.component("echelons.device", js=NAME)


def meet_device() -> None:
    """Have the browser say its name: once a page."""
    data = {"fallback": fallback(), "known": this_device()}
    _device(data=data, key=KEY, default={"name": this_device()}, on_name_change=lambda: None)


def this_device() -> str:
    """The name of this device; until its browser has said it, one of this session's own."""
    told = st.session_state.get(KEY)
    known: str = (told and told.get("name")) or fallback()
    return known


def fallback() -> str:
    """A name for this session."""
    name: str = st.session_state.setdefault(f"{KEY}-fallback", uuid4().hex)
    return name
