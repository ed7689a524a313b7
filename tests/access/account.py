"""Signing in and one's own account: the same for every persona, for nobody sees another's."""

from typing import Any

from tests.access.routes import Route, everybody, signed_in
from tests.cast import Cast


def _key(cast: Cast) -> dict[str, Any]:
    return {"pk": 0}


ENTRANCE = everybody(302) | {"public": 200}
"""A page of signing in: whoever is in already is led home."""
CONFIRM = signed_in(302)
"""First confirm that it is you."""

ROUTES = [
    # ---- In and out ----
    Route("account_login", ENTRANCE),
    Route("account_request_login_code", ENTRANCE),
    Route("account_confirm_login_code", everybody(302)),  # no code was asked for
    Route("account_logout", signed_in()),
    Route("account_inactive", everybody()),
    Route("account_signup", everybody()),
    Route("account_reauthenticate", signed_in()),
    # ---- Password ----
    Route("account_change_password", signed_in()),
    Route("account_set_password", signed_in(302)),  # they have one
    Route("account_reset_password", everybody()),
    Route("account_confirm_password_reset_code", everybody(302)),
    Route("account_complete_password_reset", everybody(302)),
    Route("account_password_reset_completed", everybody()),
    # ---- Address, sessions, overview ----
    Route("account_overview", signed_in()),
    Route("account_email", signed_in()),
    Route("account_email_verification_sent", everybody(302)),
    Route("usersessions_list", signed_in()),
    # ---- Second step ----
    Route("mfa_index", signed_in()),
    Route("mfa_authenticate", everybody(302)),
    Route("mfa_reauthenticate", signed_in(302)),
    Route("mfa_activate_totp", CONFIRM),
    Route("mfa_deactivate_totp", signed_in(404)),
    Route("mfa_view_recovery_codes", signed_in(404)),  # they have none
    Route("mfa_generate_recovery_codes", CONFIRM),
    Route("mfa_download_recovery_codes", signed_in(404)),
    Route("mfa_list_webauthn", signed_in()),
    Route("mfa_add_webauthn", CONFIRM),
    Route("mfa_reauthenticate_webauthn", signed_in(302)),
    Route("mfa_login_webauthn", everybody(302)),
    Route("mfa_edit_webauthn", CONFIRM, _key),
    Route("mfa_remove_webauthn", CONFIRM, _key),
]
