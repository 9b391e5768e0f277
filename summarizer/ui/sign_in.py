"""Who sits at the screen: with sign-in set up (OIDC, the section [auth] in secrets.toml) the person who has signed in."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from summarizer import pipeline
from summarizer.actors import LOCAL, Actor
from summarizer.ui.texts import t
from summarizer.workspace import Workspace


def is_set_up() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def actor(workspace: Workspace) -> Actor | None:
    """The person at the screen. None, and the page says why, when nobody has signed in or they have no role here."""
    if not is_set_up():
        return LOCAL
    if not st.user.get("is_logged_in"):
        st.title("Samspel", anchor=False)
        st.text(t("sign_in.needed"))
        st.button(t("sign_in.in"), type="primary", on_click=st.login, key="sign_in")
        return None
    found = pipeline.actor_for(workspace, _address(), str(st.user.get("name") or ""))
    if found.role is None:
        st.error(t("sign_in.no_role", person=_address()))
        st.button(t("sign_in.out"), on_click=st.logout, key="sign_out")
        return None
    st.session_state["reviewer"] = found.name
    return found


def _address() -> str:
    """What the table of roles knows the person by. An address that the provider has not checked is nobody's."""
    user = st.user
    if user.get("email") and user.get("email_verified", True) is not False:
        return str(user.get("email"))
    return str(user.get("sub") or "")


def margin(who: Actor) -> None:
    """Who has signed in, and the way out."""
    if who.signed_in:
        st.caption(t("sign_in.as", name=who.name, role=t(f"role.{who.role}")))
        st.button(t("sign_in.out"), on_click=st.logout, key="sign_out")
