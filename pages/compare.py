# SPDX-License-Identifier: EUPL-1.2
"""Comparer: many territories, the gaps between them, and who can help whom."""

from governance.ui.compare.screen import compare

compare()
