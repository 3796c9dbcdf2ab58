# SPDX-License-Identifier: EUPL-1.2
"""What the session remembers of one form: its fields, and why its last save failed."""

from abc import ABC, abstractmethod

import streamlit as st

from governance.errors import EchelonsError


class Memory(ABC):
    """Names in Streamlit's session state that belong to one form, and to no other."""

    @abstractmethod
    def key(self, name: str) -> str:
        """The session key of a field or a memory of this form."""

    def get(self, name: str) -> object:
        """What the session holds under a name."""
        return st.session_state.get(self.key(name))

    def put(self, name: str, value: object) -> None:
        """Hold something under a name."""
        st.session_state[self.key(name)] = value

    @property
    def fault(self) -> EchelonsError | None:
        """Why the last save failed; None once it has succeeded."""
        fault = self.get("fault")
        return fault if isinstance(fault, EchelonsError) else None
