# SPDX-License-Identifier: EUPL-1.2
"""Plan d'action: choose what to do next, say who and when, and see what has moved."""

from governance.bootstrap import application
from governance.ui import dossier
from governance.ui.plan_board import board_section
from governance.ui.plan_calendar import calendar_section
from governance.ui.plan_choice import choice_section
from governance.ui.plan_form import open_form
from governance.ui.plan_header import choose_view, plan_downloads, plan_header
from governance.ui.plan_matrix import matrix_section
from governance.ui.plan_movements import moved_section, plan_history

SECTIONS = {
    "choose": choice_section,
    "matrix": matrix_section,
    "board": board_section,
    "calendar": calendar_section,
    "moved": moved_section,
}

report = application().results.read(dossier.require("plan").head.id)
plan = application().plans.of(report.detail.head.id)
plan_header(report, plan)
SECTIONS[choose_view(plan)](report, plan)
plan_downloads(report, plan)
if plan:
    plan_history(report)
open_form(report, plan)
