"""The pages of allauth that we offer, one by one; what is not listed here does not exist.

Not offered: signing up (accounts come by invitation), phone numbers, sign-up by passkey, managing
the links to a single sign-on. `account_signup` stays as a page of our own that says how to join,
because allauth's mails lead there.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as usersessions
from django.conf import settings
from django.urls import path

from gpleadership.views.account import joining, overview, single_sign_on

urlpatterns = [
    path("", overview, name="account_overview"),
    path("joining/", joining, name="account_signup"),
    # ---- In and out ----
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    # ---- Password ----
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "password/reset/confirm/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/reset/complete/", account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    # ---- Email address ----
    path("email/", account.email, name="account_email"),
    path("email/confirm/", account.email_verification_sent, name="account_email_verification_sent"),
    # ---- Second step ----
    path("second-step/", mfa.index, name="mfa_index"),
    path("second-step/sign-in/", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "second-step/codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("second-step/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-step/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/keys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-step/keys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("second-step/keys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-step/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    # ---- Where you are signed in ----
    path("sessions/", usersessions.list_usersessions, name="usersessions_list"),
]

if settings.OIDC_NAME:
    urlpatterns += [
        path("sso/<slug:provider_id>/login/", single_sign_on, name="openid_connect_login"),
        path("sso/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
        path("sso/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
        path("sso/error/", socialaccount.login_error, name="socialaccount_login_error"),
    ]
