# SPDX-License-Identifier: EUPL-1.2
"""What a page shows when something cannot be done: one sentence in place of the part concerned, never a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from governance.errors import EchelonsError
from governance.language import format_time
from governance.ui.language import current, plain, t

log = logging.getLogger(__name__)


@contextmanager
def explained() -> Iterator[None]:
    """Show an EchelonsError raised within as its sentence, and go on with the page."""
    try:
        yield
    except EchelonsError as fault:
        st.error(plain(fault.message(current())), icon=":material/error:")


class PageEndError(Exception):
    """No fault: a page has nothing more to show. ``st.stop()`` would stop the frame around it too."""


@contextmanager
def survived() -> Iterator[None]:
    """Tell any fault raised within, so that what stands around the page is drawn all the same."""
    try:
        yield
    except PageEndError:
        return
    except Exception as fault:  # noqa: BLE001 — logged by the handler
        unforeseen(fault)


def unforeseen(fault: Exception) -> bool:
    """Streamlit's handler for a fault of ours: logged in full, told calmly. True: nothing else is shown."""
    if isinstance(fault, EchelonsError):
        st.error(plain(fault.message(current())), icon=":material/error:")
        return True
    log.error("a page failed", exc_info=fault)
    st.error(t("common.unexpected", time=format_time(datetime.now().astimezone(), current())), icon=":material/error:")
    return True
