# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire as data: its model, loading, checks, and what an answer may be."""

from governance.questionnaire.checking import check
from governance.questionnaire.loading import load
from governance.questionnaire.problem import Place, Problem
from governance.questionnaire.shelf import shipped

__all__ = ["Place", "Problem", "check", "load", "shipped"]
