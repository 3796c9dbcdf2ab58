# SPDX-License-Identifier: EUPL-1.2
"""Atelier: preparing a live session, leading it from the console, and taking home what the room decided."""

from governance.ui.workshop.screen import workshop_page

workshop_page()
