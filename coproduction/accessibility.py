"""What does not work yet for everyone. A line goes on the day that it is mended, and not before."""

from datetime import date

PREPARED_ON = date(2026, 11, 26)
"""When the statement was last made to agree with the site. The law asks for a look at least once a year."""

STANDARD = "WCAG 2.0, 2.1 and 2.2 at levels A and AA"
"""The rules that the machine checks every page by: see AXE_TAGS in tests/fixtures_browser.py."""

GAPS = (
    (
        "Tests with people",
        "Nobody who uses a screen reader has tested this site yet. Nor has anyone who uses voice control, "
        "a switch or a magnifier.",
    ),
    (
        "Words and pictures",
        "People with a learning disability have not tested our words and pictures yet. They are drafts.",
    ),
    (
        "Sign language",
        "No page has a film in British Sign Language (BSL). Ask us for an interpreter.",
    ),
    (
        "Easy Read",
        "Only the check, and the page that says what co-production is, have it. Ask us for the rest.",
    ),
    (
        "Other languages",
        "Every page is in English only. Ask us for help in your language.",
    ),
    (
        "Listen",
        "Some pages can read themselves to you. Your device must have a voice of its own, with JavaScript "
        "on. If not, there is no button.",
    ),
    (
        "Letters",
        "Our letters have one size of print, which is 18 point. Ask us for bigger print.",
    ),
    (
        "Emails",
        "Our emails are words only. They have no pictures.",
    ),
    (
        "What others write",
        "Staff write about their own projects. Their words may be hard to read. Tell us if they are.",
    ),
    (
        "The code to sign in",
        "It is good for 15 minutes. If that is too short, ask for a new one, or call us.",
    ),
)
"""Each gap, and what somebody can do until it is closed."""

NOT_KNOWN = (
    (
        "1.1.1 (Non-text Content)",
        "people have not tested whether our pictures and charts are put into words well",
    ),
    (
        "1.3.1 (Info and Relationships)",
        "tables and groups of questions have not been tested with screen readers",
    ),
    ("2.4.3 (Focus Order)", "a machine reaches everything by keyboard, but people have not tested the order"),
    ("2.5.3 (Label in Name)", "the site has not been tested with voice control"),
    ("3.3.3 (Error Suggestion)", "people have not tested whether our error messages tell them enough"),
    ("4.1.2 (Name, Role, Value)", "the check’s large answers have not been tested with screen readers"),
)
"""Criteria that a machine cannot settle. Until people have tested them, we do not say that we meet them."""
