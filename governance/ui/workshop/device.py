# SPDX-License-Identifier: EUPL-1.2
"""Which device this is: a random name that its browser keeps, so that a reload is not taken for another device."""

import re
from uuid import uuid4

import streamlit as st

COOKIE = "echelons_device"
FALLBACK = "workshop-device"

KEEP = """
export default function ({ data }) {
  document.cookie = `${data.cookie}=${data.name}; path=/; max-age=31536000; samesite=lax`
}
"""

_device = st.components.v2.component("echelons.device", js=KEEP)


def meet_device() -> None:
    """Have the browser keep the name of this device: once a page."""
    _device(data={"cookie": COOKIE, "name": this_device()}, key="workshop-device-name")


def this_device() -> str:
    """The name that the browser kept; the first time, one that this session makes up and the browser will keep."""
    kept = str(st.context.cookies.get(COOKIE))
    if re.fullmatch(r"[0-9a-f]{32}", kept):
        return kept
    made: str = st.session_state.setdefault(FALLBACK, uuid4().hex)
    return made
