"""What the comment reviewer and safeguarding make of what people wrote in the invented county."""

from datetime import datetime, timedelta

from coproduction.demonstration.county import County
from coproduction.demonstration.people import COLIN, RHODA
from coproduction.demonstration.stories import CheckStory, Said
from ladder.actions import reviewing
from ladder.choices import Review
from ladder.models import Comment, Round

READ_AFTER = timedelta(days=2)
DEALT_WITH_AFTER = timedelta(days=3)


def review(check: CheckStory, *, round_: Round, county: County) -> None:
    """The reviewer reads a closed check's comments two days later. What the story leaves waiting, waits."""
    told = {said.words: said for said in check.comments}
    for comment in round_.comments.select_related("round__project"):
        said = told[comment.words]
        _read(comment, said, county=county, now=round_.closed_at + READ_AFTER)
        if said.dealt_with:
            safeguarding = county.staff[COLIN]
            reviewing.deal_with(comment=comment, by=safeguarding, now=round_.closed_at + DEALT_WITH_AFTER)


def _read(comment: Comment, said: Said, *, county: County, now: datetime) -> None:
    how = {"comment": comment, "by": county.staff[RHODA], "now": now, "passes_on": said.passed_on}
    if said.review == Review.SHOWN:
        reviewing.show_words(words=said.mended or said.words, **how)
    elif said.review == Review.KEPT_BACK:
        reviewing.keep_back(because=said.because, **how)
    elif said.review == Review.READ:
        reviewing.mark_read(**how)
