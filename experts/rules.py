"""Who may choose the people who help an expert by experience, and who may post them a code."""

from accounts.rules import Person, is_involvement, is_involvement_lead
from experts.models import Expert
from experts.supporting import why_they_cannot_help


def can_choose_supporters(user: Person) -> bool:
    """Only experts by experience have supporters, and each chooses their own."""
    return user.is_authenticated and Expert.objects.filter(contact=user.contact_id).exists()


def can_post_code(user: Person, expert: Expert) -> bool:
    """The involvement team posts people a code to sign in, but never for somebody in a project of their own,
    and never for themselves."""
    return is_involvement(user) and not why_they_cannot_help(expert, user.contact)


def can_note_supporters(user: Person, expert: Expert) -> bool:
    """The involvement team writes down whom a person chose, but nobody does it for themselves, nor for
    somebody in a project of their own."""
    return is_involvement(user) and not why_they_cannot_help(expert, user.contact)


def can_set_contacts(user: Person) -> bool:
    """The involvement team and its lead write down how others are reached."""
    return is_involvement(user) or is_involvement_lead(user)


def can_set_contact_for(user: Person, expert: Expert) -> bool:
    """They do it for anyone but themselves, and never for somebody in a project of their own."""
    return can_set_contacts(user) and not why_they_cannot_help(expert, user.contact)


def can_see_address(user: Person, expert: Expert) -> bool:
    """Where somebody is rung and written to, and the word that is agreed with them, is the team's alone."""
    return is_involvement(user) and not why_they_cannot_help(expert, user.contact)
