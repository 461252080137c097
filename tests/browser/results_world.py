"""Closed checks whose two sides differ in every way, for the looks at their pages."""

from types import SimpleNamespace

from ladder.actions.conversations import say_it_was_held
from ladder.actions.reviewing import show_words
from ladder.choices import ClosedEarly, TeamAnswer, Voice
from ladder.models import Round, StatementSet
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, same
from words.working_days import london_date

TEAM = {"y": TeamAnswer.YES, "p": TeamAnswer.PARTLY, "n": TeamAnswer.NO, "?": TeamAnswer.NOT_SURE}
LONG = "Give us more time to think, and tell us what you heard. " * 6


def two_sided_checks(project, *, by, reviewer):
    """Each check with its project and its day, by the name of its state.

    `project` makes a published project of a name. The first has three checks with rests between.
    """
    many = project("Two sides")
    older_words = StatementSet.objects.create(version=0, data=StatementSet.objects.get(version=1).data)
    checks = {
        "oldest": _closed(many, 12, "ypnppyns", "yyyyyppp", by=by, days_before=700, wording=older_words),
        "hidden": _closed(many, 3, "n", "yyyyyppp", by=by, days_before=500),
        "older": _closed(many, 12, "ypnppyns", "yyyyypp?", by=by, days_before=200),
        "newest": _closed(many, 27, "yyypyyyp", "yyypyyyy", by=by, step=7),
        "close": _closed(project("Close sides"), 6, "y", "yyyyyyyy", by=by, step=7),
        "agree": _closed(project("Agreed"), 12, "yyyyyyyp", "yyyyyyyp", by=by, step=7),
        "silent": _closed(project("Silent"), 12, "ypnppyns", "", by=by),
        "small": _closed(project("Small sides"), 6, "ypnppyns", "yyyyyppp", by=by),
        "few": _closed(project("Few sides"), 3, "ypnppyns", "yyyyyppp", by=by),
        "early": _closed(project("Early"), 12, "ypnppyns", "yyyyyppp", by=by, wording=older_words),
    }
    said = {"held_on": MONDAY.date(), "outcome": LONG, "by": by, "now": MONDAY}
    say_it_was_held(conversation=checks["early"].conversation, **said)
    Round.objects.filter(pk=checks["early"].pk).update(closed_early_because=ClosedEarly.DATES_CLASH)
    for words, name in ((LONG, "Wenna"), ("Thank you", ""), ("x" * 300, "U" * 60)):
        voice = Voice.NAME if name else Voice.WORDS
        said = factories.make_comment(checks["newest"], words, voice=voice, name=name)
        show_words(comment=said, words=words, by=reviewer, now=MONDAY)
    return SimpleNamespace(
        **{
            state: SimpleNamespace(project=each.project, day=london_date(each.closed_at))
            for state, each in checks.items()
        }
    )


def _closed(project, people, letters, team, *, by, step=4, **more):
    answers = [TEAM[letter] for letter in team]
    return factories.make_result(project, check_of(*same(people, letters, step)), by=by, team=answers, **more)
