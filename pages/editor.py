# SPDX-License-Identifier: EUPL-1.2
"""Éditeur: questionnaires copied, changed, checked, published by a person who is no developer."""

from governance.ui.editor.screen import editor

editor()
