"""Routes that need no signing in, by name. A test compares this list with what the views say."""

from typing import Final

PUBLIC_ROUTES: Final = frozenset(
    {
        # for everybody
        "help",
        "who_sees_what",
        "accessibility",
        "privacy",
        # signing in
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "account_email_verification_sent",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        # invitations, by their links
        "invitations:open",
        "invitations:accept",
        "invitations:join",
        # for those who build it
        "gallery",
        "gallery_matches",
        "gallery_progress",
        # machines, and what pages load
        "static_file",
        "healthz",
        "readyz",
        # the demo's mail, where the demo runs
        "demo_mail",
        "demo_mail_message",
        "demo_mail_html",
    }
)
