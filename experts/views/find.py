"""Finding an expert by experience by name, to write down how they are reached."""

from django.shortcuts import render
from django.urls import reverse

from audit.choices import Purpose
from audit.reading import note_reads
from experts.forms.contact import FindForm
from experts.models import Expert
from experts.rules import can_set_contacts
from govuk.pages import form_page, require
from words.plain_dates import short_date
from words.working_days import london_date

MOST_FOUND = 20


@form_page
def find(request):
    """Looked for by POST, so that no address and no log holds a name. All who are found are written down."""
    require(can_set_contacts, request.user)
    form = FindForm(request.POST if request.method == "POST" else None)
    found = _found(form.cleaned_data["name"]) if form.is_bound and form.is_valid() else []
    shown = found[:MOST_FOUND]
    note_reads(request, [person.contact_id for person in shown], purpose=Purpose.REACH)
    people = [
        {
            "name": person.contact.name,
            "since": short_date(london_date(person.added_at)),
            "url": reverse("experts:contact_for", args=[person.pk]),
        }
        for person in shown
    ]
    page = {
        "form": form,
        "people": people,
        "looked": form.is_bound and form.is_valid(),
        "more": len(found) > MOST_FOUND,
    }
    return render(request, "experts/find.html", page)


def _found(name):
    people = Expert.objects.filter(contact__name__icontains=name).select_related("contact")
    return list(people.order_by("contact__name", "pk")[: MOST_FOUND + 1])
