# SPDX-License-Identifier: EUPL-1.2
"""The action plan of an assessment (pure): what is planned, what may be planned, and which answers have moved since."""
