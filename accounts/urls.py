"""Who has which role, and signing in.

The names of signing in are allauth's own; its pages for passwords, signing up and addresses are left out.
"""

from django.urls import include, path

from accounts import views
from accounts.views import by_post, how_you_sign_in, new_email, roles, second_step, sessions, work_account

who_has_what = [
    path("", roles.show_list, name="list"),
    path("give/", roles.give, name="give"),
    path("<int:pk>/", roles.show_person, name="person"),
    path("<int:pk>/close/", roles.close, name="close"),
    path("<int:pk>/open-again/", roles.open_again, name="open_again"),
    path("<int:pk>/work-link/", roles.send_work_link, name="send_work_link"),
    path("held/<int:pk>/end/", roles.end, name="end"),
    path("held/<int:pk>/last-day/", roles.change_end, name="change_end"),
]

urlpatterns = [
    path("staff/roles/", include((who_has_what, "roles"))),
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    # allauth sends people to a sign-in page by this name too.
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.type_code, name="account_confirm_login_code"),
    path("sign-in/by-post/", by_post.type_posted_code, name="sign_in_by_post"),
    path("sign-in/closed/", views.account_inactive, name="account_inactive"),
    path("sign-in/second-step/", second_step.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", second_step.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("sign-in/work/", work_account.start, name="work_sign_in"),
    path("sign-in/work/back/", work_account.come_back, name="work_sign_in_back"),
    path("w/<str:key>/", work_account.open_link, name="work_link"),
    path("sign-in/again/", second_step.sign_in_again, name="account_sign_in_again"),
    path("sign-in/again/passkey/", second_step.passkey_again, name="account_passkey_again"),
    path("how-you-sign-in/", how_you_sign_in.how_you_sign_in, name="mfa_index"),
    path("how-you-sign-in/app/", how_you_sign_in.add_app, name="mfa_activate_totp"),
    path("how-you-sign-in/passkey/", how_you_sign_in.add_passkey, name="mfa_add_webauthn"),
    path("how-you-sign-in/codes/", how_you_sign_in.codes_to_write_down, name="mfa_view_recovery_codes"),
    path("how-you-sign-in/codes/new/", how_you_sign_in.new_codes, name="mfa_generate_recovery_codes"),
    path("how-you-sign-in/<int:pk>/take-away/", how_you_sign_in.remove_factor, name="account_remove_factor"),
    path("how-you-sign-in/email/", new_email.change_email, name="account_change_email"),
    path("how-you-sign-in/email/code/", new_email.type_code, name="account_type_new_email_code"),
    path("staff/second-steps/", second_step.who_lacks_second_step, name="account_second_steps"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-out/done/", views.signed_out, name="account_signed_out"),
    path("sign-in/stay/", sessions.stay, name="account_stay"),
    path("me/signed-in/", sessions.where_signed_in, name="account_where_signed_in"),
    path("me/signed-in/end/<int:pk>/", sessions.end_one, name="account_end_session"),
    path("me/signed-in/end-others/", sessions.end_others, name="account_end_other_sessions"),
]
