# SPDX-License-Identifier: EUPL-1.2
"""Portrait: one territory among those like it, in its place, over time."""

from governance.ui.portrait.screen import portrait

portrait()
