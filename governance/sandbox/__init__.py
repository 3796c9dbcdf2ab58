# SPDX-License-Identifier: EUPL-1.2
"""Files that may come from anybody are parsed in a process of their own, with little time, little memory, no reach."""

from governance.sandbox.sandbox import Limits, Sandbox

__all__ = ["Limits", "Sandbox"]
