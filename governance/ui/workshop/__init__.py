# SPDX-License-Identifier: EUPL-1.2
"""The facilitator's console: prepare a session, rehearse it, lead it, and carry home what the room decided."""
