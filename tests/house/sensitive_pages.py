"""Pages that ask for a fresh sign-in: whoever finds an open screen must not get to these."""

SENSITIVE = {
    # How somebody signs in
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_remove_factor",
    "account_change_email",
    # A letter that signs somebody else in
    "experts:sign_in_of",
    # How somebody is reached, and where they live
    "experts:contact_for",
    "experts:contact_safe_for",
    "experts:contact_best_for",
    "experts:contact_when_for",
    "experts:contact_often_for",
    "experts:contact_format_for",
    "experts:contact_where_for",
    "experts:contact_email_for",
    "experts:contact_new_email_for",
    "experts:contact_pause_for",
    # Addresses, numbers and agreed words, and letters with keys
    "notices:letters",
    "notices:letter_words",
    "notices:letter_posted",
    "notices:letter_again",
    "notices:letter_came_back",
    "notices:calls",
    "notices:call",
    "notices:call_went",
    # What somebody may do here
    "roles:give",
    "roles:change_end",
    "roles:end",
    "roles:close",
    "roles:open_again",
    "roles:send_work_link",
}
