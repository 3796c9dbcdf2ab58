# SPDX-License-Identifier: EUPL-1.2
"""The ASGI entry: Streamlit's screens and the plain routes beside them, in one process.

Serves under `echelons serve`, `uvicorn app:app` and `streamlit run app.py`.
"""

from pathlib import Path

import streamlit as st
import streamlit.config

from governance.ui.faults import unforeseen
from governance.web import lifespan, middleware, routes

# Streamlit looks for .streamlit/config.toml beside its main script, which lies deeper: name this folder, as
# `streamlit run app.py` does, so that the versioned options hold from whatever folder the server is started.
streamlit.config._main_script_path = streamlit.config._main_script_path or __file__  # noqa: SLF001

app = st.App(
    Path(__file__).parent / "governance" / "ui" / "shell.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=unforeseen,
)
