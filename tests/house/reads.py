"""The pages on which somebody reads of others, and what for. A page that shows a name and has no row here
fails tests/canaries/test_canaries.py."""

from audit.choices import Purpose

READS = {
    "coproduction:your_work": Purpose.WORK,
    "coproduction:me": Purpose.HELP,
    "coproduction:my_message": Purpose.HELP,
    # What goes out, and what does not
    "coproduction:all_messages": Purpose.MESSAGES,
    "coproduction:messages_alike": Purpose.MESSAGES,
    "coproduction:messages_went": Purpose.MESSAGES,
    "coproduction:message": Purpose.MESSAGES,
    # What was read and changed: data protection's own reading is written down too
    "coproduction:audit": Purpose.PROTECT,
    # A project's people
    "projects:people": Purpose.PEOPLE,
    "projects:end": Purpose.PEOPLE,
    "projects:leads": Purpose.CO_LEAD,
    "projects:show_name": Purpose.CO_LEAD,
    # Who helps somebody else
    "experts:list_for": Purpose.SUPPORT,
    "experts:add_for": Purpose.SUPPORT,
    "experts:change_for": Purpose.SUPPORT,
    "experts:end_for": Purpose.SUPPORT,
    # How somebody is reached
    "experts:find": Purpose.REACH,
    "experts:contact_for": Purpose.REACH,
    "experts:contact_safe_for": Purpose.REACH,
    "experts:contact_best_for": Purpose.REACH,
    "experts:contact_when_for": Purpose.REACH,
    "experts:contact_often_for": Purpose.REACH,
    "experts:contact_format_for": Purpose.REACH,
    "experts:contact_where_for": Purpose.REACH,
    "experts:contact_email_for": Purpose.REACH,
    "experts:contact_new_email_for": Purpose.REACH,
    "experts:contact_pause_for": Purpose.REACH,
    # How somebody signs in by post
    "experts:sign_in_of": Purpose.LETTER,
    # Running a check
    "ladder:open_round": Purpose.CHECK,
    "ladder:round": Purpose.CHECK,
    "ladder:invited": Purpose.CHECK,
    "ladder:invited_person": Purpose.CHECK,
    "ladder:new_code": Purpose.CHECK,
    "ladder:end_keys": Purpose.CHECK,
    "ladder:paper_run": Purpose.PAPER,
    "ladder:paper_form": Purpose.PAPER,
    "ladder:forms": Purpose.TYPE_IN,
    "ladder:type_in": Purpose.TYPE_IN,
    "ladder:look_again": Purpose.TYPE_IN,
    "ladder:compare": Purpose.TYPE_IN,
    "ladder:ring": Purpose.RING,
    "ladder:phone": Purpose.RING,
    "ladder:read_back": Purpose.RING,
    # Small groups that talk it through
    "ladder:arrange_talk": Purpose.TALK,
    "ladder:talk": Purpose.TALK,
    "ladder:ring_talk": Purpose.TALK,
    "ladder:record_talk": Purpose.RECORD_TALK,
    # Letters to post and people to ring
    "notices:letters": Purpose.LETTER,
    "notices:letter_words": Purpose.LETTER,
    "notices:calls": Purpose.RING,
    "notices:call": Purpose.RING,
}
"""Each with the reason that is written down. What is said in lines about comments names nobody."""

READS_WORDS = {
    "ladder:comments_of_check": Purpose.REVIEW,
    "ladder:comment": Purpose.REVIEW,
    "ladder:worries": Purpose.WORRY,
}
"""The pages where somebody reads what people wrote in checks, before others do or instead of them."""
