# SPDX-License-Identifier: EUPL-1.2
"""What Streamlit shows and asks: the shell, and the components that pages arrange."""
