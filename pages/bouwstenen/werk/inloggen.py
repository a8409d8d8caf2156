"""Who is logged in, where an installation has logins: those of Streamlit itself."""

from __future__ import annotations

import streamlit as st


def find_ingelogd() -> str:
    """Return who is logged in; '' when nobody is, or this installation has no logins."""
    if not st.user.get("is_logged_in"):
        return ""
    return str(st.user.get("email") or st.user.get("name") or "")
