"""Invented projects whose groups are too small for a check: they talked it through with a facilitator."""

from coproduction.demonstration.people import CARE, ENVIRONMENT, GWEN, POLWITHEN, PRIYA, TREVANNA
from coproduction.demonstration.stories import ProjectStory, TalkStory
from ladder.rungs import Rung
from projects.choices import PayOffered, Reason, Stage
from projects.choices import WayToTakePart as Way

SMALL_STORIES = (
    ProjectStory(
        key="talking-news",
        name="Council news to listen to",
        summary="Council letters and news as sound, for people who cannot read print.",
        directorate=CARE,
        led_by=PRIYA,
        stage=Stage.TESTING,
        rung=Rung.CO_DESIGNING,
        justification="The group chose the voices, the order and what is left out.",
        already_decided="The money for this year.",
        can_still_change="What is read, how fast, and how it reaches people.",
        pay_offered=PayOffered.YES,
        yearly_pay_budget=2_400,
        reasons={Reason.RESOURCES: "We cannot pay the group to run it all year yet."},
        look_again_in_days=140,
        ways=(Way.DESIGN_GROUP,),
        areas=(POLWITHEN,),
        started_days_ago=150,
        members=5,
        talk=TalkStory(days_ago=34, said="yypyyd?y", step=6, all_say_yes=True),
    ),
    ProjectStory(
        key="quiet-hour",
        name="A quiet hour at the pool",
        summary="An hour each week with low light, no music and few people.",
        directorate=ENVIRONMENT,
        led_by=GWEN,
        stage=Stage.RUNNING,
        rung=Rung.ENGAGING,
        justification="We ask the group each month. The lights and the hour changed after that.",
        already_decided="The pool opens at 8am.",
        can_still_change="Which hour it is, and what is turned off.",
        reasons={Reason.SCALE: "It is one hour a week at one pool."},
        look_again_in_days=100,
        ways=(Way.WORKSHOP,),
        areas=(TREVANNA,),
        started_days_ago=140,
        members=4,
        talk=TalkStory(days_ago=48, said="ypnpdynp", step=4, all_say_yes=False),
    ),
)
