"""Who may open every address, by part of the cast. A new address needs a row here, or a test fails."""

from dataclasses import dataclass

SIGNED_IN = frozenset(
    {
        "lead",
        "other_staff",
        "involvement",
        "involvement_two",
        "involvement_lead",
        "data_protection",
        "facilitator",
        "comment_reviewer",
        "safeguarding",
        "administrator",
        "expert",
        "other_expert",
        "co_chair_expert",
        "co_chair_officer",
        "steering_member",
        "many_hats",
        "supporter",
    }
)
EVERYONE = SIGNED_IN | {"nobody"}
# One person with many roles at once: see tests/access/people.py.
HATS = frozenset({"many_hats"})
INVOLVEMENT = HATS | {"involvement", "involvement_two"}
STAFF = INVOLVEMENT | {"lead", "other_staff"}
FACILITATORS = HATS | {"facilitator"}
REVIEWERS = HATS | {"comment_reviewer"}
SAFEGUARDING = frozenset({"safeguarding"})
STAFF_HOME = STAFF | FACILITATORS | REVIEWERS | SAFEGUARDING
TEAM = INVOLVEMENT | {"lead"}
OWN_TEAM = frozenset({"lead"})
EXPERTS = frozenset({"expert", "other_expert"})
INSIDE = INVOLVEMENT | {
    "lead",
    "expert",
    "supporter",
    "co_chair_expert",
    "co_chair_officer",
    "steering_member",
}
STEERING = INVOLVEMENT | {"co_chair_expert", "co_chair_officer", "steering_member"}
# The directorate of `project` is the one that `lead` is staff of.
DIRECTORATE = STEERING | {"lead"}
DATA_PROTECTION = frozenset({"data_protection"})
ADMINISTRATORS = frozenset({"administrator"})
LEADS = frozenset({"involvement_lead"})
# They alone may know why a message does not go: that somebody has answered is a reason.
MESSAGES = INVOLVEMENT | DATA_PROTECTION
ROLES = LEADS | ADMINISTRATORS | {"data_protection"}
NOT_A_METHOD = None


@dataclass(frozen=True)
class Row:
    """Who gets in by GET and by POST. Anyone else signed in reads 403; somebody who is not signs in first."""

    get: frozenset | None = NOT_A_METHOD
    post: frozenset | None = NOT_A_METHOD
    nobody_signs_in: bool = False

    @property
    def is_public(self):
        """Whether it opens without asking anyone to sign in."""
        return self.nobody_signs_in or EVERYONE in (self.get, self.post)


def read(who):
    return Row(get=who)


def form(who):
    return Row(get=who, post=who)


def button(who):
    return Row(post=who)


ACCESS = {
    # Machines
    "healthz": read(EVERYONE),
    # 503 while a scheduled job is late, whoever asks.
    "healthz_jobs": read(EVERYONE),
    "readyz": read(EVERYONE),
    # GOV.UK Notify alone, which shows a token and signs in nowhere.
    "notices:notify_receipts": Row(post=frozenset(), nobody_signs_in=True),
    # Homes
    "coproduction:home": read(EVERYONE),
    "coproduction:your_work": read(STAFF_HOME),
    "coproduction:me": read(SIGNED_IN),
    "coproduction:who_looked": read(SIGNED_IN),
    "projects:my_name": button(SIGNED_IN),
    "coproduction:my_messages": read(SIGNED_IN),
    "coproduction:my_message": read(SIGNED_IN),
    # What goes out, and what does not
    "coproduction:all_messages": read(MESSAGES),
    "coproduction:messages_alike": read(MESSAGES),
    "coproduction:messages_went": form(INVOLVEMENT),
    "coproduction:message": Row(get=MESSAGES, post=INVOLVEMENT),
    "coproduction:settle_message": button(INVOLVEMENT),
    # Who helps an expert
    "experts:list": read(EXPERTS),
    "experts:add": form(EXPERTS),
    "experts:change": form(EXPERTS),
    "experts:end": form(EXPERTS),
    "experts:list_for": read(INVOLVEMENT),
    "experts:add_for": form(INVOLVEMENT),
    "experts:change_for": form(INVOLVEMENT),
    "experts:end_for": form(INVOLVEMENT),
    "experts:contact": read(SIGNED_IN),
    "experts:contact_safe": form(SIGNED_IN),
    "experts:contact_best": form(SIGNED_IN),
    "experts:contact_when": form(SIGNED_IN),
    "experts:contact_often": form(SIGNED_IN),
    "experts:contact_format": form(SIGNED_IN),
    "experts:contact_where": form(SIGNED_IN),
    "experts:contact_pause": form(SIGNED_IN),
    "experts:contact_start_again": button(SIGNED_IN),
    "experts:find": form(INVOLVEMENT | LEADS),
    "experts:contact_for": read(INVOLVEMENT | LEADS),
    "experts:contact_safe_for": form(INVOLVEMENT | LEADS),
    "experts:contact_best_for": form(INVOLVEMENT | LEADS),
    "experts:contact_when_for": form(INVOLVEMENT | LEADS),
    "experts:contact_often_for": form(INVOLVEMENT | LEADS),
    "experts:contact_format_for": form(INVOLVEMENT | LEADS),
    "experts:contact_where_for": form(INVOLVEMENT),
    "experts:contact_email_for": form(INVOLVEMENT),
    "experts:contact_new_email_for": form(LEADS),
    "experts:contact_pause_for": form(INVOLVEMENT | LEADS),
    "experts:contact_start_again_for": button(INVOLVEMENT | LEADS),
    "experts:sign_in_of": form(INVOLVEMENT),
    "experts:end_code_of": button(INVOLVEMENT),
    # Who has which role
    "roles:list": read(ROLES),
    "roles:person": read(ROLES),
    "roles:give": form(LEADS),
    "roles:change_end": form(LEADS),
    "roles:end": form(LEADS),
    "roles:close": form(LEADS),
    "roles:open_again": form(LEADS),
    "roles:send_work_link": form(LEADS),
    # About the site
    "coproduction:easier_to_read": form(EVERYONE),
    "coproduction:contact": read(EVERYONE),
    "coproduction:worried": read(EVERYONE),
    "coproduction:accessibility": read(EVERYONE),
    "coproduction:privacy": read(EVERYONE),
    "coproduction:cookies": read(EVERYONE),
    # A developer's machine only
    "coproduction:messages": read(EVERYONE),
    "ladder:film_file": read(EVERYONE),
    "coproduction:sign_in_as": form(EVERYONE),
    # Signing in and out
    "account_request_login_code": form(EVERYONE),
    "account_login": form(EVERYONE),
    "account_confirm_login_code": form(EVERYONE),
    "sign_in_by_post": form(EVERYONE),
    # Says 403 itself, kindly, to whoever comes: their place has ended.
    "account_inactive": Row(get=frozenset(), nobody_signs_in=True),
    "account_logout": button(EVERYONE),
    # Where the council has no work accounts, nothing is there. Nor is a link that is good for nothing.
    "work_sign_in": button(EVERYONE),
    "work_sign_in_back": read(EVERYONE),
    "work_link": form(EVERYONE),
    # Whoever has not typed the code from their email is sent back to ask for one.
    "mfa_authenticate": form(EVERYONE),
    "mfa_login_webauthn": form(EVERYONE),
    "account_sign_in_again": form(SIGNED_IN),
    "account_passkey_again": button(SIGNED_IN),
    # How somebody signs in, by themselves alone
    "mfa_index": read(SIGNED_IN),
    "mfa_activate_totp": form(SIGNED_IN),
    "mfa_add_webauthn": form(SIGNED_IN),
    "mfa_view_recovery_codes": read(SIGNED_IN),
    "mfa_generate_recovery_codes": form(SIGNED_IN),
    "account_remove_factor": form(SIGNED_IN),
    "account_change_email": form(SIGNED_IN),
    # Whoever waits for no code is sent back to say which email.
    "account_type_new_email_code": form(SIGNED_IN),
    "account_second_steps": read(INVOLVEMENT | ADMINISTRATORS | {"involvement_lead"}),
    "account_signed_out": read(EVERYONE),
    "account_stay": form(EVERYONE),
    # Shown to whoever sent it: for anyone else it is not there.
    "coproduction:kept_form": read(SIGNED_IN),
    "account_where_signed_in": read(SIGNED_IN),
    "account_end_session": button(SIGNED_IN),
    "account_end_other_sessions": button(SIGNED_IN),
    # The register
    "projects:list": read(EVERYONE),
    "projects:not_co_production": read(EVERYONE),
    "projects:show": read(EVERYONE),
    "projects:download": read(EVERYONE),
    "projects:download_own": read(STAFF),
    "projects:import": form(STAFF),
    "projects:import_template": read(STAFF),
    "projects:import_batch": form(STAFF),
    "projects:import_make": button(STAFF),
    "projects:import_publish": button(STAFF),
    "projects:import_undo": form(STAFF),
    "projects:register": form(STAFF),
    "projects:tasks": form(TEAM),
    "projects:could_be": form(TEAM),
    "projects:basics": form(TEAM),
    "projects:dates": form(TEAM),
    "projects:leads": form(TEAM),
    "projects:show_name": form(TEAM),
    "projects:take_name_off": button(TEAM),
    "projects:decided": form(TEAM),
    "projects:open": form(TEAM),
    "projects:join": form(TEAM),
    "projects:family": form(TEAM),
    "projects:step": form(TEAM),
    "projects:parts": form(TEAM),
    "projects:why": form(TEAM),
    "projects:reasons": form(TEAM),
    "projects:pay": form(TEAM),
    "projects:promises": form(TEAM),
    "projects:check_answers": form(TEAM),
    "projects:throw_away": form(TEAM),
    "projects:change": form(TEAM),
    "projects:drop_change": button(TEAM),
    "projects:preview": read(TEAM),
    "projects:people": form(TEAM),
    "projects:confirm_everyone": button(INVOLVEMENT),
    "projects:confirm": button(INVOLVEMENT),
    "projects:end": form(TEAM),
    # A check: whoever holds a key, signed in or not
    "ladder:what_is": read(EVERYONE),
    "ladder:how_scores_work": read(EVERYONE),
    "ladder:open_link": form(EVERYONE),
    "ladder:enter_code": form(EVERYONE),
    "ladder:leave": button(EVERYONE),
    "ladder:start": read(EVERYONE),
    "ladder:carry_on": form(EVERYONE),
    "ladder:show_answers": button(EVERYONE),
    "ladder:start_again": form(EVERYONE),
    "ladder:saved": read(EVERYONE),
    "ladder:how": form(EVERYONE),
    "ladder:practice": form(EVERYONE),
    "ladder:question": form(EVERYONE),
    "ladder:ladder": form(EVERYONE),
    "ladder:better": form(EVERYONE),
    "ladder:helped": form(EVERYONE),
    "ladder:answers": read(EVERYONE),
    "ladder:another_way": form(EVERYONE),
    "ladder:way_asked": form(EVERYONE),
    "ladder:no_thank_you": form(EVERYONE),
    "ladder:said_no": read(EVERYONE),
    "ladder:send": button(EVERYONE),
    "ladder:thank_you": read(EVERYONE),
    # Running checks
    "ladder:rounds": read(INVOLVEMENT),
    "ladder:this_screen": form(INVOLVEMENT),
    "ladder:round": read(INVOLVEMENT),
    "ladder:close_early": form(INVOLVEMENT),
    "ladder:more_time": form(INVOLVEMENT),
    "ladder:films": read(INVOLVEMENT),
    "ladder:film": form(INVOLVEMENT),
    "ladder:take_film_away": form(INVOLVEMENT),
    "ladder:open_round": form(INVOLVEMENT),
    # The team's side of a check
    "ladder:teams_side": form(OWN_TEAM),
    "ladder:team_sheet": read(OWN_TEAM),
    "ladder:invited": read(INVOLVEMENT),
    "ladder:invited_person": read(INVOLVEMENT),
    "ladder:new_code": button(INVOLVEMENT),
    "ladder:end_keys": form(INVOLVEMENT),
    "ladder:way_arranged": button(INVOLVEMENT),
    "ladder:paper_form": form(INVOLVEMENT),
    "ladder:paper_run": form(INVOLVEMENT),
    "ladder:paper_blank": button(INVOLVEMENT),
    "ladder:forms": form(INVOLVEMENT),
    "ladder:end_form": button(INVOLVEMENT),
    "ladder:type_in": form(INVOLVEMENT),
    "ladder:look_again": form(INVOLVEMENT),
    "ladder:compare": form(INVOLVEMENT),
    "ladder:ring": form(INVOLVEMENT),
    "ladder:phone": form(INVOLVEMENT),
    "ladder:read_back": form(INVOLVEMENT),
    "ladder:throw_away": button(INVOLVEMENT),
    # What a check has shown, to those with the members' view of its project
    "ladder:results": read(INSIDE),
    "ladder:conversation": Row(get=INSIDE, post=TEAM),
    "ladder:checks_csv": read(INSIDE),
    # Small groups that talk it through
    "ladder:consent": form(EVERYONE),
    "ladder:consent_given": read(EVERYONE),
    "ladder:my_talk": form(SIGNED_IN),
    "ladder:talks": read(INVOLVEMENT | FACILITATORS),
    "ladder:arrange_talk": form(INVOLVEMENT),
    "ladder:offer_conversation": button(INVOLVEMENT),
    "ladder:talk": read(INVOLVEMENT),
    "ladder:call_off_talk": form(INVOLVEMENT),
    "ladder:ring_talk": form(INVOLVEMENT),
    "ladder:record_talk": form(FACILITATORS),
    # Letters to post and people to ring
    "notices:letters": form(INVOLVEMENT),
    "notices:letter_words": button(INVOLVEMENT),
    "notices:letter_posted": button(INVOLVEMENT),
    "notices:letter_again": button(INVOLVEMENT),
    "notices:letter_came_back": button(INVOLVEMENT),
    "notices:calls": read(INVOLVEMENT),
    "notices:call": button(INVOLVEMENT),
    "notices:call_went": button(INVOLVEMENT),
    # What people wrote in checks
    "ladder:comments": read(REVIEWERS),
    "ladder:comments_of_check": read(REVIEWERS),
    "ladder:comment": form(REVIEWERS),
    "ladder:worries": read(SAFEGUARDING),
    "ladder:deal_with": button(SAFEGUARDING),
    # The council's settings
    "council:theme": read(EVERYONE),
    "council:settings": read(ADMINISTRATORS),
    "council:contacts": form(ADMINISTRATORS),
    "council:colours": form(ADMINISTRATORS),
    "council:proposed": read(ADMINISTRATORS),
    "council:places": form(ADMINISTRATORS),
    "council:place": form(ADMINISTRATORS),
    "council:remove": form(ADMINISTRATORS),
    "council:figure": form(ADMINISTRATORS),
    "council:take_back": button(ADMINISTRATORS),
    "council:bands": form(ADMINISTRATORS),
    "council:take_back_bands": button(ADMINISTRATORS),
    # What was done and read, and by whom
    "coproduction:audit": form(DATA_PROTECTION),
    "coproduction:audit_csv": read(DATA_PROTECTION),
    # Steering
    "governance:dashboard": read(STEERING),
    "governance:gaps": read(STEERING),
    "governance:questions": read(STEERING),
    "governance:two_sides": read(STEERING),
    "governance:download": read(STEERING),
    # One directorate's projects together, for its own staff too
    "governance:directorate": read(DIRECTORATE),
    "governance:directorate_gaps": read(DIRECTORATE),
    "governance:directorate_questions": read(DIRECTORATE),
    "governance:directorate_two_sides": read(DIRECTORATE),
    "governance:directorate_download": read(DIRECTORATE),
}

# allauth's own pages take PUT and its like for a POST, or send the signed-in home, before they look further.
ANY_METHOD = {"account_request_login_code", "account_login", "account_confirm_login_code"}
