# SPDX-License-Identifier: EUPL-1.2
"""The editor of questionnaires: for a person who knows the subject, and is no developer."""
