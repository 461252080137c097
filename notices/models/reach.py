"""HowToReach is what a person told us about reaching them. What is safe comes before any order."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from notices.choices import Channel, Format, HowOften, PhoneThrough
from privacy.columns import SOCIAL_CARE, Columns
from privacy.fields import EncryptedTextField

SMALLEST_PRINT, LARGEST_PRINT = 14, 28
EVERY_DAY = "1234567"
"""Monday to Sunday, as ISO 8601 counts them."""


class HowToReach(models.Model):
    """How one person is reached. Whoever told us nothing has no row: an e-mail, or else a letter.

    Only the involvement team and the person see the phone number, the address and the agreed word. Nothing
    here says why: nobody is asked.
    """

    contact = models.OneToOneField(
        "notices.Contact", on_delete=models.CASCADE, primary_key=True, related_name="how_to_reach"
    )
    phone = EncryptedTextField(blank=True)
    when_to_ring = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    # A word that we say first, so that they know it is us.
    agreed_word = EncryptedTextField(blank=True)
    order = ArrayField(models.CharField(max_length=10, choices=Channel), blank=True, default=list)
    # Not safe, or not wanted: it wins over every order.
    never = ArrayField(models.CharField(max_length=10, choices=Channel), blank=True, default=list)
    voicemail_ok = models.BooleanField(default=False)
    plain_envelope = models.BooleanField(default=False)
    # Neither the sender nor the subject says what it is about.
    neutral = models.BooleanField(default=False)
    safe_days = models.CharField(max_length=7, default=EVERY_DAY)
    # Times on London's clocks.
    safe_from = models.TimeField(null=True, blank=True)
    safe_until = models.TimeField(null=True, blank=True)
    phone_through = models.CharField(max_length=10, choices=PhoneThrough, default=PhoneThrough.DIRECT)
    format = models.CharField(max_length=12, choices=Format, default=Format.PLAIN)
    print_size = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=40, blank=True)
    how_often = models.CharField(max_length=10, choices=HowOften, default=HowOften.ONE_AT_A_TIME)
    changed_at = models.DateTimeField()

    columns = Columns(
        plain=("changed_at",),
        personal=(
            "contact",
            "phone",
            "when_to_ring",
            "address",
            "agreed_word",
            "order",
            "never",
            "voicemail_ok",
            "plain_envelope",
            "neutral",
            "safe_days",
            "safe_from",
            "safe_until",
            "how_often",
        ),
        special=("phone_through", "format", "print_size", "language"),
        condition=SOCIAL_CARE,
        kept="until the person asks us to forget them, or 2 years after their last project",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="some_day_of_the_week_is_safe", condition=Q(safe_days__regex="^[1-7]+$")
            ),
            models.CheckConstraint(
                name="safe_time_ends_after_it_begins",
                condition=Q(safe_from=None) | Q(safe_until=None) | Q(safe_until__gt=F("safe_from")),
            ),
            models.CheckConstraint(
                name="large_print_has_a_size_and_nothing_else_has",
                condition=Q(
                    format=Format.LARGE_PRINT,
                    print_size__isnull=False,
                    print_size__range=(SMALLEST_PRINT, LARGEST_PRINT),
                )
                | (~Q(format=Format.LARGE_PRINT) & Q(print_size=None)),
            ),
        ]

    def __str__(self):
        return f"How to reach {self.contact_id}"
