"""What people wrote in a check, and what a reviewer made of it."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from ladder.choices import CommentKind, KeptBack, Review, Voice
from ladder.models.rounds import Round
from ladder.querysets import CommentQuerySet
from privacy.columns import SOCIAL_CARE, Columns
from privacy.fields import EncryptedTextField


class Comment(models.Model):
    """Words that somebody wrote in a check, apart from their answers and in no order. Nobody reads them
    before a reviewer has; the writer chose who may after that.

    `shown_words` are the words as others read them, with people's names taken out. `passed_on_at` is when
    safeguarding got to read the words as they were written, whatever else becomes of them.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="comments")
    words = EncryptedTextField()
    kind = models.CharField(max_length=10, choices=CommentKind, default=CommentKind.WORDS)
    voice = models.CharField(max_length=10, choices=Voice)
    name_to_show = EncryptedTextField(blank=True)

    review = models.CharField(max_length=10, choices=Review, default=Review.WAITING)
    shown_words = EncryptedTextField(blank=True)
    kept_back_because = models.CharField(max_length=10, choices=KeptBack, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    dealt_with_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "round", "kind", "voice", "review", "kept_back_because", "reviewed_at", "passed_on_at",
            "dealt_with_at",
        ),
        personal=("reviewed_by", "dealt_with_by"),
        special=("words", "name_to_show", "shown_words"),
        condition=SOCIAL_CARE,
        kept="2 years after the check closes",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="how_a_helper_knows_is_for_the_reviewer_alone",
                condition=~Q(kind=CommentKind.HOW_KNOWN) | Q(voice=Voice.COUNT),
            ),
            models.CheckConstraint(
                name="words_for_the_reviewer_alone_are_read_and_no_more",
                condition=Q(voice=Voice.COUNT, review__in=(Review.WAITING, Review.READ))
                | (~Q(voice=Voice.COUNT) & ~Q(review=Review.READ)),
            ),
            models.CheckConstraint(
                name="words_to_show_stand_only_where_they_are_shown",
                condition=(Q(review=Review.SHOWN) & ~Q(shown_words=""))
                | (~Q(review=Review.SHOWN) & Q(shown_words="")),
            ),
            models.CheckConstraint(
                name="words_kept_back_say_why",
                condition=(Q(review=Review.KEPT_BACK) & ~Q(kept_back_because=""))
                | (~Q(review=Review.KEPT_BACK) & Q(kept_back_because="")),
            ),
            models.CheckConstraint(
                name="words_kept_back_for_a_danger_were_passed_on",
                condition=~Q(kept_back_because=KeptBack.DANGER) | Q(passed_on_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_review_has_a_person_and_a_moment",
                condition=Q(review=Review.WAITING, reviewed_by=None, reviewed_at=None)
                | (~Q(review=Review.WAITING) & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_name_stands_only_beside_words_shared_with_it",
                condition=Q(name_to_show="") | Q(voice=Voice.NAME),
            ),
            models.CheckConstraint(
                name="only_what_was_passed_on_is_dealt_with_and_by_a_person",
                condition=Q(dealt_with_at=None, dealt_with_by=None)
                | Q(passed_on_at__isnull=False, dealt_with_at__isnull=False, dealt_with_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"
