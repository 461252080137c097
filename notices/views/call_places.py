"""Where what somebody says on the phone is seen to and kept: pages that whoever rings them may open."""

from django.urls import reverse

from experts.models import Expert
from experts.rules import can_note_supporters, can_set_contact_for
from notices.kinds import read_of

OF_THINGS = {
    "round": ("The page of the check", "ladder:round"),
    "talk": ("The page of the talk", "ladder:talk"),
}


def places_of(notice, *, user):
    """Links for one call, in the order in which its script speaks of them."""
    return [
        {"text": text, "url": reverse(name, args=args)}
        for text, name, *args in (*_of_a_check(notice), *_of_a_thing(notice), *_of_people(notice, user))
    ]


def _of_a_check(notice):
    for invitation in read_of(notice, "invitation"):
        whose = f"The page of {invitation.expert.contact.name}" if notice.on_behalf_of_id else "Their page"
        yield f"{whose} in this check", "ladder:invited_person", invitation.round_id, invitation.pk
        if notice.kind == "ladder.late":
            yield "Forms that came", "ladder:forms", invitation.round_id


def _of_a_thing(notice):
    if notice.subject_kind in OF_THINGS:
        yield *OF_THINGS[notice.subject_kind], notice.subject_id


def _of_people(notice, user):
    people = [notice.contact_id, *filter(None, [notice.on_behalf_of_id])]
    for expert in Expert.objects.filter(contact__in=people):
        if expert.contact_id == notice.on_behalf_of_id:
            if can_note_supporters(user, expert):
                yield f"Who helps {notice.on_behalf_of.name}", "experts:list_for", expert.pk
        elif can_set_contact_for(user, expert):
            yield "How we reach them", "experts:contact_for", expert.pk
