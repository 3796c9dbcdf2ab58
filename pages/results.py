# SPDX-License-Identifier: EUPL-1.2
"""Restitution: where the collectivité stands, why, and what to do next."""

from governance.bootstrap import application
from governance.ui import dossier
from governance.ui.erase import erase_section
from governance.ui.explanation import why_this_score
from governance.ui.next_steps import next_steps_section, strengths_section
from governance.ui.overview import overview, readings_section
from governance.ui.results_header import has_answers, nothing_yet, results_header
from governance.ui.snapshots import choose_comparison, downloads, snapshots_section
from governance.ui.what_if import what_if_section
from governance.ui.workshop.collective import room_priorities

report = application().results.read(dossier.require("results").head.id)
results_header(report)
if not has_answers(report):
    nothing_yet(report)

comparison = choose_comparison(report)
overview(report, comparison)
next_steps_section(report)
room_priorities(report.detail.head)
strengths_section(report)
readings_section(report)
why_this_score(report)
what_if_section(report)
snapshots_section(report)
downloads(report)
erase_section(report)
