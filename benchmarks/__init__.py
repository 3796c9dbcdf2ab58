# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: timings, each as a ratio against a named alternative measured in the same run.

Every module of this package with a function ``rows()`` adds its rows to the one table: a list of ``Row``, or of tuples
of what was measured, our seconds, the alternative, its seconds.
"""
