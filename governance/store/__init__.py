# SPDX-License-Identifier: EUPL-1.2
"""The database, on SQLite or PostgreSQL: the only package that imports SQLAlchemy."""
