"""Why a record is read, and what of it: keys to keep, and the words for whoever the record is about."""

from django.db import models


class Purpose(models.TextChoices):
    """Why somebody reads a record. The key is kept; the words are for the person whose record it is."""

    PEOPLE = "people", "To see who is in the project"
    CO_LEAD = "co-lead", "To name who leads the project"
    SUPPORT = "support", "To write down who helps whom"
    HELP = "help", "You chose them to help you"
    REACH = "reach", "To write down how we reach you"
    CHECK = "check", "To run a check"
    LETTER = "letter", "To post you a letter"
    PAPER = "paper", "To send you a paper form"
    RING = "ring", "To ring you"
    TYPE_IN = "type-in", "To type in a form that came on paper"
    TALK = "talk", "To arrange a talk in a small group"
    RECORD_TALK = "record-talk", "To write down what the group said"
    REVIEW = "review", "To read words before others do"
    WORRY = "worry", "To look at a worry about safety"
    WORK = "work", "To see what waits to be done"
    MESSAGES = "messages", "To see that messages reach people"
    REGISTER = "register", "To work on the list of projects"
    ROLES = "roles", "To see who may do what here"
    PROTECT = "protect", "To make sure that records are only read for a good reason"


class Seen(models.TextChoices):
    """What of a record is read, and how a person would call it."""

    NAME = "name", "Your name"
    EMAIL = "email", "Your email"
    PHONE = "phone", "Your phone number"
    ADDRESS = "address", "Your address"
    AGREED_WORD = "agreed-word", "The word we agreed with you"
    REACH = "reach", "How we reach you, and what is safe"
    WAY = "way", "How you like to answer"
    SUPPORTERS = "supporters", "Who helps you, or whom you help"
    ANSWERS = "answers", "What you said on paper or by phone"
    ROLES = "roles", "The part you have"
    MESSAGES = "messages", "Messages to you"
    WORDS = "words", "Words from a check"
    LOOKED = "looked", "Who has looked at your record"


# Whoever holds several roles reads in one of these, by what they read it for. Keys of accounts.choices.Role.
READ_AS: dict[Purpose, tuple[str, ...]] = {
    Purpose.PEOPLE: ("involvement", "staff"),
    Purpose.CO_LEAD: ("involvement", "staff"),
    Purpose.SUPPORT: ("involvement",),
    Purpose.REACH: ("involvement", "involvement-lead"),
    Purpose.CHECK: ("involvement",),
    Purpose.LETTER: ("involvement",),
    Purpose.PAPER: ("involvement",),
    Purpose.RING: ("involvement",),
    Purpose.TYPE_IN: ("involvement",),
    Purpose.TALK: ("involvement",),
    Purpose.RECORD_TALK: ("facilitator",),
    Purpose.REVIEW: ("comment-reviewer",),
    Purpose.WORRY: ("safeguarding",),
    Purpose.MESSAGES: ("involvement", "data-protection"),
    Purpose.REGISTER: ("involvement", "staff"),
    Purpose.ROLES: ("involvement-lead", "administrator", "data-protection"),
    Purpose.PROTECT: ("data-protection",),
}
