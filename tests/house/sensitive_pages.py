"""Pages that ask for a fresh sign-in: whoever finds an open screen must not get to these."""

SENSITIVE = {
    # How somebody signs in
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_remove_factor",
    # A letter that signs somebody else in
    "experts:sign_in_of",
    # What somebody may do here
    "roles:give",
    "roles:change_end",
    "roles:end",
    "roles:close",
    "roles:open_again",
    "roles:send_work_link",
}
