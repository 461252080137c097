"""Reading what the audit record says of one thing."""

from audit.models import Event


def lines(subject):
    """The names of the audit lines about something, oldest first."""
    found = Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return list(found.order_by("pk").values_list("what", flat=True))
